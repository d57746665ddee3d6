import { instantOf, localDate } from '../calendar/local-time.ts';
import { closedParts, siteClosedOn } from '../calendar/part-closures.ts';
import type { PartClosure, Site } from '../catalogue/site.ts';
import type { Locale } from '../catalogue/words.ts';

/**
 * Why a site, or with `queue` a part of it that the queue needs, is closed at an instant (epoch ms), as the public reads it; null: it is
 * not, or nobody has said.
 */
export function closureReason(
  site: Site,
  at: number,
  locale: Locale,
  queue: string | null = null,
): string | null {
  const { exceptions, timeZone } = site;
  const date = localDate(at, timeZone);
  const closure = exceptions.find(
    ({ kind, date: its, from, to }) =>
      kind === 'closed' &&
      its === date &&
      (from === null || instantOf(date, from, timeZone) <= at) &&
      (to === null || at < instantOf(date, to, timeZone)),
  );
  const part = closure === undefined ? partOver(site, date, at, queue) : null;
  const reason = (closure ?? part)?.reason[locale].trim() ?? '';
  return reason === '' ? null : reason;
}

/** The closure of a part that takes places of the queue away then, or of the whole site. */
function partOver(site: Site, date: string, at: number, queue: string | null): PartClosure | null {
  const { timeZone } = site;
  const whole = siteClosedOn(site, date).find(
    ({ from, to }) =>
      (from === null || instantOf(date, from, timeZone) <= at) &&
      (to === null || at < instantOf(date, to, timeZone)),
  );
  if (whole !== undefined || queue === null) return whole ?? null;
  const serving = site.counters.filter(({ queues }) => queues.includes(queue)).map(({ code }) => code);
  const over = closedParts(site, date).find(
    ({ closure: { part }, from, to }) =>
      from <= at &&
      at < to &&
      (part.kind === 'counter' ? serving.includes(part.counter) : 'queue' in part && part.queue === queue),
  );
  return over?.closure ?? null;
}
