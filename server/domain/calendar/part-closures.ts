import type { PartClosure, Site } from '../catalogue/site.ts';
import { instantOf, localDate, weekdayOf } from './local-time.ts';

/** A stretch of a part closure on one local date, half-open, epoch ms. */
export interface ClosedSpan {
  readonly closure: PartClosure;
  readonly from: number;
  readonly to: number;
}

/** Whether a part closure holds on this local date. */
export function holdsOn({ first, last, weekdays, except }: PartClosure, date: string): boolean {
  if (date < first || date > last || except.includes(date)) return false;
  return weekdays.length === 0 || weekdays.includes(weekdayOf(date));
}

function spanOf(closure: PartClosure, date: string, zone: string): ClosedSpan {
  return {
    closure,
    from: instantOf(date, closure.from ?? '00:00', zone),
    to: instantOf(date, closure.to ?? '24:00', zone),
  };
}

/** The stretches of one local date in which a part of the site is closed; those of the whole site are in its opening hours. */
export function closedParts(site: Site, date: string): readonly ClosedSpan[] {
  const closures = site.partClosures ?? [];
  return closures
    .filter((one) => one.part.kind !== 'site' && holdsOn(one, date))
    .map((one) => spanOf(one, date, site.timeZone))
    .filter(({ from, to }) => to > from);
}

export interface QueueClosed {
  /** epoch ms, exclusive */
  readonly until: number;
  readonly closure: PartClosure;
}

/** Counters that serve a queue and those of them whose staff are away by one of these closures. */
export function countersAway(
  site: Site,
  queue: string,
  spans: readonly ClosedSpan[],
): { readonly all: number; readonly away: number } {
  const serving = site.counters.filter(({ queues }) => queues.includes(queue)).map(({ code }) => code);
  const gone = new Set(
    spans.flatMap(({ closure: { part } }) =>
      part.kind === 'counter' && serving.includes(part.counter) ? [part.counter] : [],
    ),
  );
  return { all: serving.length, away: gone.size };
}

/** The stretch that closes the queue itself, or the last of its counters; null: neither. */
export function closesQueue(site: Site, queue: string, spans: readonly ClosedSpan[]): ClosedSpan | null {
  const whole = spans.find(({ closure: { part } }) => part.kind === 'queue' && part.queue === queue);
  if (whole !== undefined) return whole;
  const { all, away } = countersAway(site, queue, spans);
  if (all === 0 || away < all) return null;
  return (
    spans.find(
      ({ closure: { part } }) => part.kind === 'counter' && servesQueue(site, part.counter, queue),
    ) ?? null
  );
}

function servesQueue(site: Site, counter: string, queue: string): boolean {
  return site.counters.some(({ code, queues }) => code === counter && queues.includes(queue));
}

/** Whether a queue is closed at an instant (epoch ms) by a closure of its own, and until when without a break. */
export function queueClosedAt(site: Site, queue: string, now: number): QueueClosed | null {
  if ((site.partClosures ?? []).length === 0) return null;
  const spans = closedParts(site, localDate(now, site.timeZone));
  const at = (instant: number) =>
    closesQueue(
      site,
      queue,
      spans.filter(({ from, to }) => from <= instant && instant < to),
    );
  const first = at(now);
  if (first === null) return null;
  // the next change at which it is open again
  const changes = [...new Set(spans.map(({ to }) => to))].filter((to) => to > now).sort((a, b) => a - b);
  const until = changes.find((to) => at(to) === null) ?? first.to;
  return { until, closure: first.closure };
}

/** The closures of the whole site on a local date, as what is cut out of its hours. */
export function siteClosedOn(site: Site, date: string): readonly PartClosure[] {
  return (site.partClosures ?? []).filter((one) => one.part.kind === 'site' && holdsOn(one, date));
}
