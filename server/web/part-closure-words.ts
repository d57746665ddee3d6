import type { ClosedPart, PartClosure, Site } from '../domain/catalogue/site.ts';
import { isWordKey } from '../locales/words.ts';
import { dateFormatting, noonOf } from './formatting.ts';
import type { PageContext } from './page-context.ts';

type Reader = Pick<PageContext, 't' | 'locale'>;

/** What a closure takes away, e.g. "Queue A · Renewal", "Counter 3". */
export function partWords(part: ClosedPart, site: Site, { t, locale }: Reader): string {
  if (part.kind === 'site') return t('places.parts.site');
  if (part.kind === 'counter') {
    const label = site.counters.find(({ code }) => code === part.counter)?.label ?? part.counter;
    return t('places.parts.counter', { label });
  }
  const queue = site.queues.find(({ id }) => id === part.queue);
  const names = { code: queue?.code ?? part.queue, name: queue?.name[locale] ?? '' };
  if (part.kind === 'queue') return t('places.parts.queue', names);
  return part.places === 0
    ? t('places.parts.somePlaces', names)
    : t('places.parts.nPlaces', { ...names, count: part.places });
}

/** When it holds, e.g. "4 December to 26 February, every Friday, 13:00–17:00". */
export function closureTimes(
  { first, last, weekdays, from, to }: PartClosure,
  { t, locale }: Reader,
): string {
  const { day } = dateFormatting(locale);
  const days =
    first === last
      ? day(noonOf(first))
      : t('places.parts.span', { first: day(noonOf(first)), last: day(noonOf(last)) });
  const names = weekdays.flatMap((one) => {
    const key = `settings.weekday.${one}`;
    return isWordKey(key) ? [t(key)] : [];
  });
  return [
    days,
    ...(first === last || names.length === 0
      ? []
      : [t('places.parts.every', { days: names.join(t('settings.form.listSeparator')) })]),
    from === null ? t('settings.closures.wholeDay') : `${from}–${to}`,
  ].join(t('places.parts.comma'));
}

export function partClosureWords(closure: PartClosure, site: Site, reader: Reader): string {
  return `${partWords(closure.part, site, reader)} · ${closureTimes(closure, reader)}`;
}

/** The closures of queues and counters that visitors should know of, from a local date on. */
export function comingParts(site: Site, today: string, reader: Reader): readonly string[] {
  return (site.partClosures ?? [])
    .filter(({ part, last }) => last >= today && (part.kind === 'queue' || part.kind === 'counter'))
    .map((one) => `${partClosureWords(one, site, reader)} · ${one.reason[reader.locale]}`);
}
