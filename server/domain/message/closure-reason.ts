import { instantOf, localDate } from '../calendar/local-time.ts';
import type { Site } from '../catalogue/site.ts';
import type { Locale } from '../catalogue/words.ts';

/** Why a site is closed at an instant (epoch ms), as the public reads it; null: it is not, or nobody has said. */
export function closureReason(
  { exceptions, timeZone }: Pick<Site, 'exceptions' | 'timeZone'>,
  at: number,
  locale: Locale,
): string | null {
  const date = localDate(at, timeZone);
  const closure = exceptions.find(
    ({ kind, date: its, from, to }) =>
      kind === 'closed' &&
      its === date &&
      (from === null || instantOf(date, from, timeZone) <= at) &&
      (to === null || at < instantOf(date, to, timeZone)),
  );
  const reason = closure?.reason[locale].trim() ?? '';
  return reason === '' ? null : reason;
}
