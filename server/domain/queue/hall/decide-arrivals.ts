import { minute } from '../../calendar/durations.ts';
import type { Outcome } from '../../outcome.ts';
import { accept, refuse } from '../../outcome.ts';
import { dueFor } from './call-policy.ts';
import type { CommandOf, Decide, Decision } from './decision.ts';
import type { Hall, HallContext } from './hall.ts';
import type { Ticket } from './ticket.ts';
import { ticketNumber } from './ticket-number.ts';

/** Three digits: the highest number a queue gives in one day. */
const lastNumberOfDay = 999;

export const decideIssue: Decide<'issue'> = (hall, command, context) => {
  if (hall.state === 'paused') return refuse('paused');
  if (command.services.length === 0) return refuse('no_services');
  const offered = new Set(context.site.services.map((each) => each.service));
  const unknown = command.services.find((each) => !offered.has(each.code));
  if (unknown !== undefined) return refuse('not_offered', { service: unknown.code });
  const closed = closedFor(hall, command, context);
  return closed ?? issued(hall, { ...command, booking: null, bookedStart: null }, context);
};

function closedFor(hall: Hall, command: CommandOf<'issue'>, { site, now }: HallContext) {
  const { closesAt, lastCallWait } = command;
  if (closesAt === null || now >= closesAt) return refuse('closed');
  if (!site.hall.lastCall || hall.lastCallLifted || command.byStaff || lastCallWait === null) return null;
  return now + lastCallWait * minute > closesAt
    ? refuse('last_call_passed', { closesAt, waitMinutes: lastCallWait })
    : null;
}

export const decideCheckIn: Decide<'check_in'> = (hall, command, context) => {
  for (const ticket of hall.tickets.values()) {
    if (ticket.booking !== command.booking) continue;
    if (ticket.state !== 'left' && ticket.state !== 'void') {
      return refuse('already_checked_in', { number: ticket.number });
    }
  }
  if (command.services.length === 0) return refuse('no_services');
  const opensAt = command.bookedStart - context.site.hall.checkInEarly * minute;
  if (context.now < opensAt) {
    return refuse('too_early', { opensAt, minutes: context.site.hall.checkInEarly });
  }
  return issued(hall, command, context);
};

type NewTicket = Pick<
  Ticket,
  'id' | 'queue' | 'services' | 'priority' | 'toldWait' | 'booking' | 'bookedStart'
> &
  Pick<CommandOf<'issue'>, 'language'>;

function issued(hall: Hall, arrival: NewTicket, context: HallContext): Decision {
  if (hall.tickets.has(arrival.id)) throw new Error(`ticket id ${arrival.id} is used already`);
  const numbered = nextNumber(hall, arrival.queue, context);
  if (!numbered.ok) return numbered;
  const { bookedStart, priority } = arrival;
  const issuedAt = context.now;
  const ticket: Ticket = {
    id: arrival.id,
    number: numbered.value.number,
    queue: arrival.queue,
    services: arrival.services,
    kind: bookedStart === null ? 'walk_in' : 'appointment',
    priority,
    booking: arrival.booking,
    bookedStart,
    issuedAt,
    ...dueFor({ bookedStart, issuedAt, priority }, context.site.hall),
    state: 'waiting',
    counter: null,
    reservedFor: null,
    calledAt: null,
    timesCalled: 0,
    startedAt: null,
    missedAt: null,
    returned: false,
    parkedAt: null,
    endedAt: null,
    outcome: null,
    onPhone: false,
    texted: false,
    language: arrival.language ?? null,
    note: null,
    deferred: 0,
    toldWait: arrival.toldWait && { low: arrival.toldWait.low, high: arrival.toldWait.high },
  };
  return accept([{ type: 'ticket_issued', ticket, sequence: numbered.value.sequence }]);
}

/** Numbers of a queue run from 001 and never go back (H3). */
function nextNumber(
  hall: Hall,
  queueId: string,
  context: HallContext,
): Outcome<{ sequence: number; number: string }> {
  const queue = context.site.queues.find((each) => each.id === queueId);
  if (queue === undefined) return refuse('unknown_queue', { queue: queueId });
  const sequence = (hall.lastNumbers.get(queueId) ?? 0) + 1;
  if (sequence > lastNumberOfDay) return refuse('queue_full', { queue: queue.code });
  return accept({ sequence, number: ticketNumber(queue.code, sequence) });
}
