import type { RequestHandler } from 'express';
import { askAhead, type DateAhead, datesAhead } from '../../../actions/planning/days-ahead.ts';
import type { System } from '../../../actions/system.ts';
import { weekdayOf } from '../../../domain/calendar/local-time.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { Band, ExpectedDay } from '../../../domain/queue/planning/expected-day.ts';
import { clockTime, stepMinutes } from '../../../domain/queue/planning/half-hours.ts';
import type { AheadAnswer } from '../../../domain/queue/planning/planning-answer.ts';
import { warningsOf } from '../../../domain/queue/planning/staffing-warning.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { plannerTabs, weekdayKey } from './planner-page.ts';

export interface DaysAheadView extends FormFrame {
  /** none: closed all week, or nothing was recorded yet; `empty` says which */
  readonly days: readonly DayShown[];
  readonly empty: string;
}

interface DayShown {
  readonly name: string;
  readonly tickets: string;
  readonly booked: number;
  /** what is to be said of its planned counters */
  readonly verdicts: readonly { readonly text: string; readonly good: boolean }[];
  /** where its counters are planned */
  readonly href: string;
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

function dayShown(site: Site, { date, day }: DateAhead, told: Told, { t }: PageContext): DayShown {
  const { expected } = told;
  const weekday = weekdayOf(date);
  return {
    name: t('planner.ahead.day', { date, weekday: t(`planner.weekday.${weekdayKey({ weekday })}`) }),
    tickets: t('planner.ahead.tickets', { count: Math.round(expected.expected), range: rangeOf(expected) }),
    booked: expected.booked,
    verdicts: verdictsOf(told, t),
    href: `${paths.admin.item('planner', site.code)}?weekday=${weekday}`,
    rows: expected.halfHours.flatMap(({ from, open, ...band }, index) =>
      open
        ? [
            {
              time: `${clockTime(from)}–${clockTime(from + stepMinutes)}`,
              expected: String(Math.round(band.expected)),
              range: rangeOf(band),
              planned: String(day.plan?.[index] ?? '–'),
            },
          ]
        : [],
    ),
  };
}

function verdictsOf({ figures }: Told, t: PageContext['t']): DayShown['verdicts'] {
  if (figures === null) return [];
  const found = warningsOf(figures).map(({ cause, from, amount }) => ({
    good: false,
    text:
      cause === 'left'
        ? t('planner.ahead.left', { count: amount ?? 0 })
        : t('planner.ahead.waits', { time: clockTime(from), count: amount ?? -1 }),
  }));
  return found.length > 0 ? found : [{ good: true, text: t('planner.ahead.enough') }];
}

function rangeOf({ low, high }: Band): string {
  return `${Math.floor(low)}–${Math.ceil(high)}`;
}
