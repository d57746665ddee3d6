import { localDate } from '../../calendar/local-time.ts';
import { accept, refuse } from '../../outcome.ts';
import type { Decide, EventBody } from './decision.ts';
import { replayHall } from './evolve-hall.ts';
import type { HallEvent } from './hall.ts';
import { isAtCounter, isFinal } from './transitions.ts';

export const decidePauseHall: Decide<'pause_hall'> = (hall, command) =>
  hall.state === 'paused'
    ? refuse('paused')
    : accept([{ type: 'hall_paused', reason: command.reason.trim() }]);

export const decideResumeHall: Decide<'resume_hall'> = (hall) =>
  hall.state === 'paused' ? accept([{ type: 'hall_resumed' }]) : refuse('already_open');

/** Lifting what is lifted already changes nothing: no event. */
export const decideLiftLastCall: Decide<'lift_last_call'> = (hall, { lifted }) =>
  accept(hall.lastCallLifted === lifted ? [] : [{ type: 'last_call_lifted', lifted }]);

/**
 * Whoever still waits becomes void, and whoever is at a counter that has not said what became of him "not recorded"; then the counters close
 * and the day ends. Refused with day_went_on when the hall has changed since the rule looked at it.
 */
export const decideCloseDay: Decide<'close_day'> = (hall, { because = 'midnight', seen }) => {
  if (seen !== undefined && seen !== hall.version) return refuse('day_went_on');
  const events: EventBody[] = [];
  for (const { id, state, counter } of hall.tickets.values()) {
    if (isFinal(state)) continue;
    if (isAtCounter(state) && counter !== null)
      events.push({ type: 'visit_not_recorded', ticket: id, counter });
    else events.push({ type: 'ticket_voided', ticket: id, reason: 'closing' });
  }
  for (const { counter, state } of hall.counters.values()) {
    if (state !== 'closed') events.push({ type: 'counter_closed', counter });
  }
  return accept([...events, { type: 'day_closed', because, from: hall.version + 1 }]);
};

/**
 * Takes the end of the day back: everybody is where he was, at the counters too, and the figures know nothing of it. Refused with
 * day_not_closed, and with day_closed once that day is over.
 */
export const decideReopenDay: Decide<'reopen_day'> = (hall, { history }, { site, now }) => {
  if (hall.state !== 'closed') return refuse('day_not_closed');
  if (localDate(now, site.timeZone) !== hall.day) return refuse('day_closed');
  const end = history.findLast((event) => event.type === 'day_closed');
  if (end === undefined || history.length !== hall.version)
    throw new Error('the history is not that of the hall');
  const from = end.from ?? end.version;
  const isOfEnd = ({ version }: HallEvent): boolean => version >= from && version <= end.version;
  // what became of a visit may have been put right since
  const before = replayHall(
    hall.site,
    hall.day,
    history.filter((event) => !isOfEnd(event)).map((event, index) => ({ ...event, version: index + 1 })),
  );
  const since = new Set(
    history.flatMap((event) =>
      event.version > end.version && event.type === 'ticket_corrected' ? [event.ticket] : [],
    ),
  );
  const own = history.filter(isOfEnd);
  return accept([
    {
      type: 'day_reopened',
      takesBack: own.map(({ version }) => version),
      was: {
        state: before.state === 'paused' ? 'paused' : 'open',
        pauseReason: before.pauseReason,
        tickets: own.flatMap((event) => {
          if (event.type !== 'ticket_voided' && event.type !== 'visit_not_recorded') return [];
          const ticket = before.tickets.get(event.ticket);
          return ticket === undefined || since.has(ticket.id) ? [] : [{ ...ticket, note: null }];
        }),
        counters: own.flatMap((event) => {
          const counter = event.type === 'counter_closed' ? before.counters.get(event.counter) : undefined;
          return counter === undefined ? [] : [counter];
        }),
      },
    },
  ]);
};
