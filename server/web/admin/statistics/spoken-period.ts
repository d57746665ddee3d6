import { dateFormatting, noonOf } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import type { Period } from './period.ts';

/** A period in words; of one day that day alone. */
export function spokenPeriod({ from, to }: Period, { t, locale }: Pick<PageContext, 't' | 'locale'>): string {
  const { fullDay } = dateFormatting(locale);
  return from === to
    ? fullDay(noonOf(from))
    : t('statistics.fromTo', { from: fullDay(noonOf(from)), to: fullDay(noonOf(to)) });
}
