import type { DayOffer, DayReason } from '../../domain/booking/slots.ts';
import { dateFormatting, formatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

/** Why a day is as it is, in a sentence; null: there is nothing to say. */
export function dayReason(reason: DayReason | null, timeZone: string, page: PageContext): string | null {
  if (reason === null) return null;
  const { t, locale } = page;
  switch (reason.kind) {
    case 'holiday':
    case 'make_up':
      // the notice names its days in Chinese only
      return locale === 'zh-CN' && reason.name !== null
        ? t(`book.day.${reason.kind}_named`, { name: reason.name })
        : t(`book.day.${reason.kind}`);
    case 'closure':
      return t('book.day.closure', { reason: reason.words[locale] });
    case 'special_opening':
      return t('book.day.special_opening', { reason: reason.words[locale] });
    case 'too_short':
      return t('book.day.too_short', { minutes: reason.minutes });
    case 'notice':
      return t('book.day.notice', { minutes: reason.minutes });
    case 'not_open_yet':
      return t('book.day.not_open_yet', { when: formatting(locale, timeZone).dayTime(reason.opensAt) });
    case 'more_later':
      return t('book.day.more_later', { when: formatting(locale, timeZone).dayTime(reason.opensAt) });
    case 'too_soon':
      return t('book.day.too_soon', { day: dateFormatting(locale).day(noonOf(reason.firstDate)) });
    default:
      return t(`book.day.${reason.kind}`);
  }
}

/** The same in a word or two, for the calendar. */
export function dayLabel(day: DayOffer, page: PageContext): string {
  const { t, locale } = page;
  if (day.state === 'open') return t('book.time.dayOpen', { count: day.slots.length });
  if (day.state === 'full') return t('book.time.dayFull');
  const { reason } = day;
  if (reason?.kind === 'holiday')
    return locale === 'zh-CN' && reason.name !== null ? reason.name : t('book.time.dayHoliday');
  if (reason?.kind === 'closure') return t('book.time.dayClosure');
  if (day.state === 'too_early') return t('book.time.dayLater');
  if (day.state === 'too_late') return t('book.time.dayPast');
  return t('book.time.dayClosed');
}
