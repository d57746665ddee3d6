import type { Site } from '../../domain/catalogue/site.ts';
import { noticesIn } from '../../domain/message/ticket-message.ts';
import { callOrder, callReason } from '../../domain/queue/hall/call-policy.ts';
import type { Hall, HallCommand, HallEvent } from '../../domain/queue/hall/hall.ts';
import type { HallReceipt } from './hall-order.ts';

export interface ReceiptAsk {
  readonly before: Hall;
  readonly after: Hall;
  readonly events: readonly HallEvent[];
  readonly command: HallCommand;
  readonly site: Site;
  /** epoch ms */
  readonly now: number;
  /** whom a message about the end of the day was written to */
  readonly told: number;
}

/** What whoever gave the command is told. */
export function hallReceipt(ask: ReceiptAsk): HallReceipt {
  const { before, after, events, command, site, now, told } = ask;
  const dayEnd = dayEndIn({ events, before, after, site, told });
  if (dayEnd !== null) return { ...ofNobody, version: after.version, dayEnd };
  const id = subjectOf(events) ?? ('ticket' in command ? command.ticket : atCounter(before, command));
  const ticket = id === null ? null : (after.tickets.get(id) ?? null);
  const called = events.some((event) => event.type === 'ticket_called');
  const isNew = events.some((event) => event.type === 'ticket_issued');
  const waited = called && id !== null ? before.tickets.get(id) : undefined;
  return {
    version: after.version,
    ticket,
    reason: waited === undefined ? null : callReason(waited, { site, now }),
    ahead:
      isNew && ticket !== null
        ? callOrder(after, { site, now })
            .filter((other) => other.queue === ticket.queue)
            .findIndex((other) => other.id === ticket.id)
        : null,
    // as it was told to whoever stands at the door
    wait: isNew && 'toldWait' in command ? command.toldWait : null,
    dayEnd: null,
    undone: events.find((event) => event.type === 'command_undone')?.command ?? null,
  };
}

const ofNobody = { ticket: null, reason: null, ahead: null, wait: null, undone: null };

function dayEndIn({
  events,
  before,
  after,
  site,
  told,
}: Pick<ReceiptAsk, 'events' | 'before' | 'after' | 'site' | 'told'>): HallReceipt['dayEnd'] {
  const last = events.at(-1);
  const halls = { before, hall: after };
  if (last?.type === 'day_reopened')
    return { left: noticesIn(last, halls, site.hall).length, notRecorded: 0, told };
  if (last?.type !== 'day_closed') return null;
  return {
    left: events.flatMap((event) => noticesIn(event, halls, site.hall)).length,
    notRecorded: events.filter(({ type }) => type === 'visit_not_recorded').length,
    told,
  };
}

function subjectOf(events: readonly HallEvent[]): string | null {
  // of a visit that ends and the one that is called after it, the latter
  const called = events.find((event) => event.type === 'ticket_called');
  if (called !== undefined) return called.ticket;
  for (const event of events) {
    if (event.type === 'ticket_issued') return event.ticket.id;
    if ('ticket' in event) return event.ticket;
  }
  return null;
}

function atCounter(hall: Hall, command: HallCommand): string | null {
  return 'counter' in command ? (hall.counters.get(command.counter)?.ticket ?? null) : null;
}
