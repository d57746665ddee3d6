import type { RequestHandler } from 'express';
import { mayEdit } from '../../../actions/catalogue/carry-out-edit.ts';
import { localDate } from '../../../domain/calendar/local-time.ts';
import { missingFestivals } from '../../../domain/calendar/whole-year.ts';
import { publishedCalendar } from '../../../domain/catalogue/build-catalogue.ts';
import type { CalendarYear } from '../../../domain/catalogue/records.ts';
import type { Translate } from '../../../locales/words.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import type { SettingsSystem } from '../form/settings-form.ts';
import { calendarHorizon } from './horizon.ts';
import { type MonthView, yearView } from './year-view.ts';

export const officialZone = 'Asia/Shanghai';

export interface CalendarView extends FormFrame {
  readonly year: number;
  /** why days go by weekday where nothing is named; null: the whole notice is known */
  readonly lacking: string | null;
  readonly horizon: string;
  readonly near: boolean;
  readonly months: readonly MonthView[];
  readonly weekdays: readonly string[];
  readonly named: readonly { readonly date: string; readonly name: string; readonly off: boolean }[];
  readonly importHref: string | null;
  readonly dayHref: string | null;
}

const page = adminPage<CalendarView>('admin/calendar', ({ heading, year }) => `${heading} ${year}`);

/** A year of the working calendar, and how far it is known. */
export function calendarPage(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const { locale, t } = pageContext(request);
    const records = await system.catalogueCache.records(system.database.writer);
    const calendar = publishedCalendar(records.calendarYears);
    const today = localDate(system.clock.now(), officialZone);
    const asked = request.query['year'];
    const year =
      typeof asked === 'string' && /^20\d{2}$/.test(asked) ? Number(asked) : Number(today.slice(0, 4));
    const format = dateFormatting(locale);
    const horizon = calendarHorizon(calendar, today);
    const years = new Set([
      ...calendar.years,
      Number(today.slice(0, 4)),
      Number(today.slice(0, 4)) + 1,
      year,
    ]);
    renderPage(response, page, {
      heading: t('settings.menu.calendar'),
      lede: t('settings.calendar.text'),
      crumbs: [],
      tabs: [...years].sort().map((one) => ({
        href: withQuery(paths.admin.section('calendar'), { year: one }),
        text: String(one),
        current: one === year,
      })),
      year,
      lacking: calendar.years.has(year) ? null : lacking(records.calendarYears, year, t),
      near: horizon.near,
      horizon:
        horizon.until === null
          ? t('settings.calendar.unknown')
          : t('settings.calendar.horizon', { date: format.fullDay(noonOf(horizon.until)) }),
      months: yearView(calendar, year, t, (date) => format.month(noonOf(date))),
      weekdays: (['1', '2', '3', '4', '5', '6', '7'] as const).map((one) =>
        t(`settings.calendar.short.${one}`),
      ),
      named: [...calendar.days]
        .filter(([date]) => date.startsWith(`${year}-`))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([date, { name, off }]) => ({ date: format.listDay(noonOf(date)), name, off })),
      ...(mayEdit(currentStaff(request), null)
        ? { importHref: paths.admin.item('calendar', 'import'), dayHref: paths.admin.item('calendar', 'day') }
        : { importHref: null, dayHref: null }),
    });
  };
}

function lacking(years: readonly CalendarYear[], year: number, t: Translate): string {
  const known = years.find((one) => one.year === year);
  if (known === undefined) return t('settings.calendar.unpublished', { year });
  return t('settings.calendar.part', { year, missing: missingFestivals(known).join('、') });
}
