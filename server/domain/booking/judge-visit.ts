import type { HallEvent } from '../queue/hall/hall.ts';
import { standingEvents } from '../queue/hall/undone.ts';
import type { Booking } from './booking.ts';
import { hoursPrevent, type PreventionAsk } from './prevented-visit.ts';

/** A stretch of time in which a counter called, half-open, epoch ms. */
export interface OpenSpan {
  readonly counter: string;
  readonly from: number;
  /** null: it has not been closed */
  readonly to: number | null;
}

export interface VisitEvidence {
  /** when the counters of its site called on its day */
  readonly open: readonly OpenSpan[];
  /** a ticket of its enterprise was served on its day */
  readonly served: boolean;
}

export type Judgement = 'completed' | 'missed' | 'not_held';

/**
 * What became of a visit for which nobody has checked in (B7). Completed: its enterprise was served that day all the same. Missed: the hall
 * worked, that is, the site is not switched off, no closure lies over the visit and a counter of its queue was open during its time.
 * Otherwise not held: the office's doing, which counts against nobody.
 */
export function judgeVisit(
  ask: PreventionAsk,
  visit: Pick<Booking, 'queue' | 'day' | 'start' | 'end'>,
  { open, served }: VisitEvidence,
): Judgement {
  if (served) return 'completed';
  if (!ask.site.active || hoursPrevent(ask, visit) !== null) return 'not_held';
  const own = new Set(
    ask.site.counters.filter(({ queues }) => queues.includes(visit.queue)).map(({ code }) => code),
  );
  const worked = open.some(
    ({ counter, from, to }) =>
      own.has(counter) && from < visit.end && (to === null || to > Math.max(from, visit.start)),
  );
  return worked ? 'missed' : 'not_held';
}

/** When the counters of a hall called, from the events of one day: open, not paused, and the hall not paused either. */
export function openSpans(events: Iterable<HallEvent>): readonly OpenSpan[] {
  const spans: OpenSpan[] = [];
  const open = new Set<string>();
  const since = new Map<string, number>();
  let paused = false;
  const begin = (counter: string, at: number): void => {
    if (!paused && !since.has(counter)) since.set(counter, at);
  };
  const end = (counter: string, at: number): void => {
    const from = since.get(counter);
    if (from !== undefined) spans.push({ counter, from, to: at });
    since.delete(counter);
  };
  for (const event of standingEvents(events)) {
    switch (event.type) {
      case 'counter_opened':
      case 'counter_resumed':
        open.add(event.counter);
        begin(event.counter, event.at);
        break;
      case 'counter_paused':
      case 'counter_closed':
        open.delete(event.counter);
        end(event.counter, event.at);
        break;
      case 'hall_paused':
        paused = true;
        for (const counter of open) end(counter, event.at);
        break;
      case 'hall_resumed':
        paused = false;
        for (const counter of open) begin(counter, event.at);
        break;
      case 'day_closed':
        for (const counter of open) end(counter, event.at);
        open.clear();
    }
  }
  return [...spans, ...[...since].map(([counter, from]) => ({ counter, from, to: null }))];
}
