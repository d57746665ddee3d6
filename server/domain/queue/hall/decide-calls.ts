import type { Outcome } from '../../outcome.ts';
import { accept, refuse } from '../../outcome.ts';
import { canServe, nextFor, overtakenBy } from './call-policy.ts';
import type { CounterNow, Decide } from './decision.ts';
import { counterNow, mayMove, notOpen, ticketAt, ticketOf } from './decision.ts';
import type { Hall, HallContext } from './hall.ts';

/** A counter that may call: open, with nobody at it (H2), in a hall that is not paused. */
function freeCounter(hall: Hall, code: string, context: HallContext): Outcome<CounterNow> {
  const found = counterNow(hall, code, context);
  if (!found.ok) return found;
  const shut = notOpen(found.value.now);
  if (shut !== null) return shut;
  if (hall.state === 'paused') return refuse('paused');
  if (found.value.now.ticket !== null) {
    const number = hall.tickets.get(found.value.now.ticket)?.number ?? '';
    return refuse('counter_busy', { counter: code, number });
  }
  return found;
}

export const decideCallNext: Decide<'call_next'> = (hall, command, context) => {
  const free = freeCounter(hall, command.counter, context);
  if (!free.ok) return free;
  const next = nextFor(hall, command.counter, context);
  if (next === null) return refuse('nobody_waiting');
  return accept([
    {
      type: 'ticket_called',
      ticket: next.ticket.id,
      counter: command.counter,
      outOfTurn: null,
      overtook: 0,
    },
  ]);
};

export const decideCallTicket: Decide<'call_ticket'> = (hall, command, context) => {
  const reason = command.reason.trim();
  if (reason === '') return refuse('reason_required');
  const free = freeCounter(hall, command.counter, context);
  if (!free.ok) return free;
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  const ticket = found.value;
  const wrong = mayMove(ticket, 'ticket_called');
  if (wrong !== null) return wrong;
  if (!canServe(free.value.counter, ticket)) return refuse('cannot_serve', { number: ticket.number });
  return accept([
    {
      type: 'ticket_called',
      ticket: ticket.id,
      counter: command.counter,
      outOfTurn: reason,
      overtook: overtakenBy(hall, free.value.counter, ticket, context),
    },
  ]);
};

export const decideRecall: Decide<'recall'> = (hall, command, context) => {
  const found = ticketAt(hall, command.counter, context);
  if (!found.ok) return found;
  const { id, timesCalled } = found.value;
  return (
    mayMove(found.value, 'ticket_recalled') ??
    accept([{ type: 'ticket_recalled', ticket: id, counter: command.counter, times: timesCalled + 1 }])
  );
};
