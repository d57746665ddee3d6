import type { Request, RequestHandler } from 'express';
import { colleaguesAt } from '../../../actions/staff/colleagues.ts';
import type { System } from '../../../actions/system.ts';
import { minute } from '../../../domain/calendar/durations.ts';
import { addDays, instantOfMinutes, localDate } from '../../../domain/calendar/local-time.ts';
import { weekdayOfHours } from '../../../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { clockTime, halfHoursOf, stepMinutes } from '../../../domain/queue/planning/half-hours.ts';
import { atWorkIn, mannedPlan, rosteredOn, sessionsOn } from '../../../domain/queue/planning/manned-plan.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import type { AtWork } from '../../../domain/staff/roster.ts';
import { loadArrivals } from '../../../store/booking/arrivals-query.ts';
import { plannedStaffing } from '../../../store/queue/planned-staffing-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { plannerTabs } from './planner-tabs.ts';

export interface RosterDayView extends FormFrame {
  readonly action: string;
  readonly date: string;
  readonly day: string;
  readonly beforeHref: string;
  readonly afterHref: string;
  readonly edits: { readonly roster: string; readonly absences: string };
  /** what is to be said first: closed, no roster, enough, too few */
  readonly verdict: { readonly text: string; readonly kind: 'plain' | 'done' | 'warn' };
  readonly people: readonly { readonly name: string; readonly hours: string; readonly away: string }[];
  readonly rows: readonly {
    readonly time: string;
    readonly atWork: string;
    readonly planned: string;
    readonly short: string;
    readonly booked: number;
  }[];
}

const page = adminPage<RosterDayView>('admin/roster-day', ({ heading }) => heading);

function showRosterDay(system: System): RequestHandler {
  return async (request, response) => {
    const catalogue = await system.catalogue();
    const site = catalogue.sites.get(parameter(request, 'site'));
    if (site === undefined || site.queues.length === 0) return renderErrorPage(response, 404);
    if (!mayWorkAt(currentStaff(request), site.code)) return renderErrorPage(response, 403, 'not_permitted');
    const date = dateAsked(request, localDate(system.clock.now(), site.timeZone));
    renderPage(response, page, await viewOf(system, catalogue, { site, date }, pageContext(request)));
  };
}

/** Who works when on one day, and whether that is enough for the planned counters. */
export const rosterDayPage: DeclaredPage<System> = {
  path: paths.admin.act('planner', ':site', 'roster'),
  audience: staffOfSite('hall.manage'),
  get: showRosterDay,
};

function dateAsked({ query }: Request, today: string): string {
  const { date } = query;
  if (typeof date !== 'string' || !/^20\d{2}-\d{2}-\d{2}$/.test(date)) return today;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date) ? date : today;
}

async function viewOf(
  { database }: System,
  catalogue: Catalogue,
  { site, date }: { readonly site: Site; readonly date: string },
  context: PageContext,
): Promise<RosterDayView> {
  const { t, locale } = context;
  const { reader } = database;
  const work = rosteredOn(site, catalogue.calendar, date);
  const sessions = sessionsOn(site, catalogue.calendar, date);
  const weekday = weekdayOfHours(site, catalogue.calendar, date);
  const planned = (await plannedStaffing(reader, site.code)).get(weekday);
  const midnight = instantOfMinutes(date, 0, site.timeZone);
  const booked = (await loadArrivals(reader, site.code, date)).map(
    ({ start }) => (start - midnight) / minute,
  );
  const manned = mannedPlan(site, catalogue.calendar, date, planned);
  const halfHours = halfHoursOf(sessions).flatMap(({ from }) => {
    const atWork = work === null ? null : atWorkIn(work, sessions, from);
    const wanted = planned === undefined ? null : (planned.get(from) ?? 0);
    const short = atWork === null || wanted === null ? 0 : Math.max(0, wanted - atWork);
    const open = sessions.some(([opens, closes]) => opens < from + stepMinutes && closes > from);
    // without a plan the counters follow from the people
    return open ? [{ from, atWork, wanted, short, counters: wanted ?? manned?.get(from) }] : [];
  });
  const own = paths.admin.act('planner', site.code, 'roster');
  const names = new Map((await colleaguesAt(reader, site)).map(({ id, name }) => [id, name]));
  return {
    heading: t('roster.day.titleAt', { site: site.name[locale] }),
    crumbs: [{ href: paths.admin.section('planner'), text: t('planner.title') }],
    tabs: plannerTabs(site, 'roster', t),
    lede: t('roster.day.lede'),
    action: own,
    date,
    day: dateFormatting(locale).fullDay(noonOf(date)),
    beforeHref: withQuery(own, { date: addDays(date, -1) }),
    afterHref: withQuery(own, { date: addDays(date, 1) }),
    edits: {
      roster: paths.admin.act('sites', site.code, 'roster'),
      absences: paths.admin.act('sites', site.code, 'absences'),
    },
    verdict: verdictOf({ closed: sessions.length === 0, work, halfHours }, t),
    people: (work ?? [])
      .map((one) => ({ ...shownOf(one, t), name: names.get(one.staff) ?? t('roster.gone') }))
      .sort((a, b) => a.name.localeCompare(b.name, locale)),
    rows: halfHours.map(({ from, atWork, counters, short }) => ({
      time: `${clockTime(from)}–${clockTime(from + stepMinutes)}`,
      atWork: atWork === null ? '–' : String(atWork),
      planned: counters === undefined ? '–' : String(counters),
      short: short === 0 ? '' : String(short),
      booked: booked.filter((start) => from <= start && start < from + stepMinutes).length,
    })),
  };
}

interface Looked {
  readonly closed: boolean;
  readonly work: readonly AtWork[] | null;
  readonly halfHours: readonly {
    readonly from: number;
    readonly wanted: number | null;
    readonly short: number;
  }[];
}

function verdictOf({ closed, work, halfHours }: Looked, t: PageContext['t']): RosterDayView['verdict'] {
  if (work === null) return { kind: 'plain', text: t('roster.day.none') };
  if (closed) return { kind: 'plain', text: t('roster.day.closed') };
  if (halfHours.every(({ wanted }) => wanted === null))
    return { kind: 'plain', text: t('roster.day.notPlanned') };
  const worst = Math.max(0, ...halfHours.map(({ short }) => short));
  const first = halfHours.find(({ short }) => short === worst);
  if (worst === 0 || first === undefined) return { kind: 'done', text: t('roster.day.enough') };
  return { kind: 'warn', text: t('roster.day.tooFew', { time: clockTime(first.from), count: worst }) };
}

function shownOf({ spans, absences }: AtWork, t: PageContext['t']): { hours: string; away: string } {
  const comma = t('roster.day.comma');
  return {
    hours:
      spans.map(({ from, to }) => `${clockTime(from)}–${clockTime(to)}`).join(comma) || t('roster.day.off'),
    away: absences.map((cause) => t(`roster.change.${cause}`)).join(comma),
  };
}
