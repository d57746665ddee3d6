import { accept, refuse } from '../../outcome.ts';
import { canServe } from './call-policy.ts';
import type { Decide, EventBody } from './decision.ts';
import { counterNow, mayMove, ticketAt } from './decision.ts';

export const decideStart: Decide<'start'> = (hall, { counter }, context) => {
  const found = ticketAt(hall, counter, context);
  if (!found.ok) return found;
  return (
    mayMove(found.value, 'service_started') ??
    accept([{ type: 'service_started', ticket: found.value.id, counter }])
  );
};

/** A clerk who forgot to press "start" is not stuck: finishing a called ticket starts and finishes it, unless the clerk is to be asked first. */
export const decideFinish: Decide<'finish'> = (hall, { counter, outcome, onlyStarted }, context) => {
  const found = ticketAt(hall, counter, context);
  if (!found.ok) return found;
  const ticket = found.value.id;
  const finished: EventBody = { type: 'service_finished', ticket, counter, outcome };
  if (found.value.state === 'called') {
    if (onlyStarted === true) return refuse('not_started', { number: found.value.number });
    return accept([{ type: 'service_started', ticket, counter, withFinish: true }, finished]);
  }
  return mayMove(found.value, 'service_finished') ?? accept([finished]);
};

export const decideMissed: Decide<'missed'> = (hall, { counter }, context) => {
  const found = ticketAt(hall, counter, context);
  if (!found.ok) return found;
  const wrong = mayMove(found.value, 'ticket_missed');
  if (wrong !== null) return wrong;
  const missing = context.site.hall.recalls - (found.value.timesCalled - 1);
  if (missing > 0) return refuse('recall_first', { recalls: missing });
  return accept([{ type: 'ticket_missed', ticket: found.value.id, counter }]);
};

export const decidePark: Decide<'park'> = (hall, { counter }, context) => {
  const found = ticketAt(hall, counter, context);
  if (!found.ok) return found;
  return (
    mayMove(found.value, 'ticket_parked') ??
    accept([{ type: 'ticket_parked', ticket: found.value.id, counter }])
  );
};

/** To a queue, to a counter that serves the ticket's queue, or to a queue and one of its counters. */
export const decideTransfer: Decide<'transfer'> = (hall, command, context) => {
  const found = ticketAt(hall, command.counter, context);
  if (!found.ok) return found;
  const ticket = found.value;
  const { toCounter } = command;
  const toQueue = command.toQueue ?? (toCounter === null ? null : ticket.queue);
  if (toQueue === null || !context.site.queues.some((each) => each.id === toQueue)) {
    return refuse('unknown_queue', { queue: toQueue ?? '' });
  }
  if (toCounter !== null) {
    const target = counterNow(hall, toCounter, context);
    if (!target.ok) return target;
    if (!canServe(target.value.counter, { ...ticket, queue: toQueue, reservedFor: toCounter })) {
      return refuse('cannot_serve', { number: ticket.number });
    }
    // kept for a counter that is closed it would wait for ever
    if (target.value.now.state === 'closed') return refuse('counter_closed', { counter: toCounter });
  }
  return (
    mayMove(ticket, 'ticket_transferred') ??
    accept([{ type: 'ticket_transferred', ticket: ticket.id, from: command.counter, toQueue, toCounter }])
  );
};
