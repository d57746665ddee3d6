import type { Site } from '../../domain/catalogue/site.ts';
import { liveOffer, type WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import { dateFormatting, formatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

type Said = Pick<PageContext, 't' | 'locale'>;

/** "27 November to 4 December". */
export function daysSaid({ from, to }: Pick<WaitEntry, 'from' | 'to'>, { t, locale }: Said): string {
  const { day } = dateFormatting(locale);
  return from === to
    ? day(noonOf(from))
    : t('waitlist.range', { from: day(noonOf(from)), to: day(noonOf(to)) });
}

/** Which weekdays and times, in one line. */
export function timesSaid({ weekdays, times }: Pick<WaitEntry, 'weekdays' | 'times'>, { t }: Said): string {
  const days = [...weekdays].sort().map((day) => t(`waitlist.weekday.${day as 1}`));
  const hours = times.map(({ from, to }) => t('waitlist.timeRange', { from, to }));
  const said = [days, hours]
    .filter((list) => list.length > 0)
    .map((list) => list.join(t('mail.listSeparator')));
  return said.length === 0 ? t('waitlist.anyTime') : said.join(' · ');
}

/** The offered time in words; null: nothing is offered at `now`. */
export function offerSaid(
  entry: WaitEntry,
  site: Pick<Site, 'timeZone'>,
  { locale, now }: PageContext,
): { readonly day: string; readonly time: string; readonly until: string } | null {
  const offer = liveOffer(entry, now);
  if (offer === null) return null;
  const { fullDay, timeSpan, dayTime } = formatting(locale, site.timeZone);
  return { day: fullDay(offer.start), time: timeSpan(offer.start, offer.end), until: dayTime(offer.until) };
}
