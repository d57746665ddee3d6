import { accept, refuse } from '../../outcome.ts';
import type { Decide, EventBody } from './decision.ts';
import { isFinal } from './transitions.ts';

export const decidePauseHall: Decide<'pause_hall'> = (hall, command) =>
  hall.state === 'paused'
    ? refuse('paused')
    : accept([{ type: 'hall_paused', reason: command.reason.trim() }]);

export const decideResumeHall: Decide<'resume_hall'> = (hall) =>
  hall.state === 'paused' ? accept([{ type: 'hall_resumed' }]) : refuse('already_open');

/** Lifting what is lifted already changes nothing: no event. */
export const decideLiftLastCall: Decide<'lift_last_call'> = (hall, { lifted }) =>
  accept(hall.lastCallLifted === lifted ? [] : [{ type: 'last_call_lifted', lifted }]);

/** Who is served counts as served, everybody else's ticket is void; then the counters close and the day ends. */
export const decideCloseDay: Decide<'close_day'> = (hall) => {
  const events: EventBody[] = [];
  for (const { id, state, counter } of hall.tickets.values()) {
    if (isFinal(state)) continue;
    if (state === 'serving' && counter !== null) {
      events.push({ type: 'service_finished', ticket: id, counter, outcome: 'completed' });
    } else events.push({ type: 'ticket_voided', ticket: id });
  }
  for (const { counter, state } of hall.counters.values()) {
    if (state !== 'closed') events.push({ type: 'counter_closed', counter });
  }
  return accept([...events, { type: 'day_closed' }]);
};
