import type { RequestHandler } from 'express';
import { askAhead, type DateAhead, datesAhead } from '../../../actions/planning/days-ahead.ts';
import { openWeekdays } from '../../../actions/planning/plan-weekday.ts';
import type { System } from '../../../actions/system.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { Band, ExpectedDay } from '../../../domain/queue/planning/expected-day.ts';
import { clockTime, stepMinutes } from '../../../domain/queue/planning/half-hours.ts';
import type { AheadAnswer } from '../../../domain/queue/planning/planning-answer.ts';
import { staffingSentence, warningsOf } from '../../../domain/queue/planning/staffing-warning.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { plannerTabs } from './planner-tabs.ts';

export interface DaysAheadView extends FormFrame {
  /** none: closed all week, or nothing was recorded yet; `empty` says which */
  readonly days: readonly DayShown[];
  readonly empty: string;
}

interface DayShown {
  readonly name: string;
  readonly tickets: string;
  readonly booked: number;
  /** what is to be said of its planned counters; null: there are none */
  readonly verdict: { readonly text: string; readonly good: boolean } | null;
  /** where its counters are planned; null: no weekday has its hours */
  readonly href: string | null;
  readonly rows: readonly {
    readonly time: string;
    readonly expected: string;
    readonly range: string;
    readonly planned: string;
  }[];
}

const daysShown = 7;
const page = adminPage<DaysAheadView>('admin/days-ahead', ({ heading }) => heading);

function showDaysAhead(system: System): RequestHandler {
  return async (request, response) => {
    const catalogue = await system.catalogue();
    const site = catalogue.sites.get(parameter(request, 'site'));
    if (site === undefined || site.queues.length === 0) return renderErrorPage(response, 404);
    if (!mayWorkAt(currentStaff(request), site.code)) return renderErrorPage(response, 403, 'not_permitted');
    const dates = await datesAhead(system, site, catalogue, daysShown);
    const outcome = await askAhead(system, site, catalogue, dates);
    if (!outcome.ok) return renderErrorPage(response, 429, outcome.code);
    renderPage(response, page, viewOf(site, dates, outcome.value, pageContext(request)));
  };
}

/** Who is expected in the next week, and where the counters that are planned will not do. */
export const daysAheadPage: DeclaredPage<System> = {
  path: paths.admin.act('planner', ':site', 'ahead'),
  audience: staffOfSite('hall.manage'),
  get: showDaysAhead,
};

function viewOf(
  site: Site,
  dates: readonly DateAhead[],
  { days }: AheadAnswer,
  context: PageContext,
): DaysAheadView {
  const { t, locale } = context;
  return {
    heading: t('planner.ahead.titleAt', { site: site.name[locale] }),
    crumbs: [{ href: paths.admin.section('planner'), text: t('planner.title') }],
    tabs: plannerTabs(site, 'ahead', t),
    lede: t('planner.ahead.lede'),
    empty: t(dates.length === 0 ? 'planner.ahead.closed' : 'planner.ahead.noPast'),
    days: dates.flatMap((date, index) => {
      const expected = days[index]?.expected ?? null;
      if (expected === null) return [];
      return [dayShown(site, date, { expected, figures: days[index]?.figures ?? null }, context)];
    }),
  };
}

interface Told {
  readonly expected: ExpectedDay;
  readonly figures: AheadAnswer['days'][number]['figures'];
}

function dayShown(
  site: Site,
  { date, day, weekday }: DateAhead,
  told: Told,
  { t, locale }: PageContext,
): DayShown {
  const { expected } = told;
  return {
    name: dateFormatting(locale).fullDay(noonOf(date)),
    tickets: t('planner.ahead.tickets', { count: Math.round(expected.expected), range: rangeOf(expected) }),
    booked: expected.booked,
    verdict: verdictOf(told, t),
    href: openWeekdays(site).includes(weekday)
      ? `${paths.admin.item('planner', site.code)}?weekday=${weekday}`
      : null,
    // whoever comes at lunch waits until the hall opens again: without them the day would have fewer tickets than it is said to have
    rows: expected.halfHours.flatMap(({ from, open, ...band }, index) =>
      open || Math.round(band.expected) > 0
        ? [
            {
              time: `${clockTime(from)}–${clockTime(from + stepMinutes)}`,
              expected: String(Math.round(band.expected)),
              range: rangeOf(band),
              planned: open ? String(day.plan?.[index] ?? '–') : t('planner.ahead.shut'),
            },
          ]
        : [],
    ),
  };
}

function verdictOf({ figures }: Told, t: PageContext['t']): DayShown['verdict'] {
  if (figures === null) return null;
  const sentence = staffingSentence(warningsOf(figures));
  if (sentence === null) return { good: true, text: t('planner.ahead.enough') };
  const what = t(`floor.alarm.${sentence.words}`, sentence.facts);
  return { good: false, text: t('planner.ahead.short', { what }) };
}

/** One figure where both ends are the same. */
function rangeOf({ low, high }: Band): string {
  const [from, to] = [Math.round(low), Math.round(high)];
  return from === to ? String(to) : `${from}–${to}`;
}
