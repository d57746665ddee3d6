import type { Site } from '../../domain/catalogue/site.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { dateFormatting, formatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

/** What the kiosk says when it cannot do what was asked, and what helps instead. */
export interface KioskRefusal {
  readonly text: string;
  /** a fact about this case: when, where, which number; null: there is none */
  readonly detail: string | null;
  /** booking another time helps */
  readonly book: boolean;
}

const bookInstead = new Set<Refusal['code']>([
  'closed',
  'last_call_passed',
  'queue_closed',
  'queue_full',
  'not_active',
  'day_closed',
]);

export function kioskRefusal(
  refusal: Refusal,
  page: PageContext,
  site: Site,
  nameOf: (site: string) => string | null,
): KioskRefusal {
  return {
    text: page.t(`refusal.${refusal.code}`),
    detail: detailOf(refusal, page, site, nameOf),
    book: bookInstead.has(refusal.code),
  };
}

function detailOf(
  { code, details = {} }: Refusal,
  { t, locale }: PageContext,
  site: Site,
  nameOf: (site: string) => string | null,
): string | null {
  const { opensAt, day, number, site: other } = details;
  if (code === 'too_early' && typeof opensAt === 'number')
    return t('kiosk.refused.tooEarly', { time: formatting(locale, site.timeZone).time(opensAt) });
  if (code === 'wrong_day' && typeof day === 'string')
    return t('kiosk.refused.wrongDay', { day: dateFormatting(locale).day(noonOf(day)) });
  if (code === 'wrong_site' && typeof other === 'string')
    return t('kiosk.refused.wrongSite', { site: nameOf(other) ?? other });
  if (code === 'already_checked_in' && typeof number === 'string' && number !== '')
    return t('kiosk.refused.checkedIn', { number });
  return null;
}
