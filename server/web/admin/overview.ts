import type { RequestHandler } from 'express';
import { clustersAt, type SiteCluster } from '../../actions/booking/clusters-at.ts';
import { openFacts } from '../../actions/catalogue/confirm-facts.ts';
import { warningsAt } from '../../actions/catalogue/site-warnings.ts';
import type { System } from '../../actions/system.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { publishedCalendar } from '../../domain/catalogue/build-catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { isKeyEnding } from '../../domain/staff/key-life.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';
import { overdueObjections } from '../../store/booking/objection-query.ts';
import { searchOutbox } from '../../store/message/outbox-query.ts';
import { type RefusingChannel, refusingChannels } from '../../store/message/refused-query.ts';
import { overdueRatingCases } from '../../store/queue/rating-case-query.ts';
import { listKeys } from '../../store/staff/key-query.ts';
import { dateFormatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import type { PageSystem } from '../page-system.ts';
import { paths, withQuery } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { silentMachines } from '../staff/silent-machines.ts';
import { staffingNotices } from '../staffing-warnings.ts';
import { adminPage } from './admin-page.ts';
import { officialZone } from './calendar/calendar-page.ts';
import { calendarHorizon } from './calendar/horizon.ts';
import { followed } from './followed.ts';
import { warningSentence } from './form/effects-view.ts';
import type { ListView } from './list/list-view.ts';
import { showList } from './list/show-list.ts';
import { sitesSeen } from './outbox-list.ts';
import type { SiteToday } from './site-today.ts';
import { todayList } from './today-list.ts';

export interface OverviewView {
  readonly heading: string;
  readonly metrics: readonly {
    readonly label: string;
    readonly value: string;
    readonly href: string | null;
  }[];
  readonly warnings: readonly { readonly text: string; readonly href: string | null }[];
  readonly list: ListView;
  /** codes of the halls that the page follows, with a space between */
  readonly live: string;
}

const page = adminPage<OverviewView>('admin/overview', ({ heading }) => heading, ['live-page.js']);

/** The office at a glance: sites today, and what needs somebody's attention. */
export function overviewPage(system: PageSystem): RequestHandler {
  return async (request, response) => {
    const shown = await showList(todayList, system, request, response);
    if (shown === null) return;
    const { page: context, staff, records, sites, today } = shown.context;
    const dead = isPermitted(staff.role, 'outbox.read') ? await deadMessages(system, staff) : null;
    const open = openFacts(records).filter(
      ({ kind, key }) => kind !== 'site' || mayWorkAt(staff, key),
    ).length;
    // out of hours machines may be off
    const atWork = today.flatMap(({ site, openNow }) => (openNow ? [site.code] : []));
    const manages = isPermitted(staff.role, 'hall.manage') || isPermitted(staff.role, 'audit.read');
    const silent = manages ? (await silentMachines(system, system.screens, new Set(atWork))).length : 0;
    const reads = isPermitted(staff.role, 'statistics.read');
    const codes = sites.map(({ code }) => code);
    const overdue = reads ? await overdueRatingCases(system.database.reader, codes, system.clock.now()) : 0;
    const objected = await overdueObjections(system.database.reader, codes, system.clock.now());
    const releases = isPermitted(staff.role, 'cluster.release');
    const clusters = releases ? (await clustersAt(system, codes)).filter(({ looked }) => !looked) : [];
    const refusing = dead === null ? [] : await refusingFor(system, staff);
    const ending = isPermitted(staff.role, 'key.manage') ? await keysEnding(system) : 0;
    const plans = isPermitted(staff.role, 'hall.manage') ? await staffingNotices(system, sites, context) : [];
    renderPage(response, page, {
      heading: context.t('settings.menu.overview'),
      live: followed(staff, atWork),
      metrics: metricsOf(today, { dead, open, staff }, context),
      warnings: [
        ...conflictWarnings(today, context),
        ...silentWarning(silent, context),
        ...plans,
        ...ratingWarning(overdue, context),
        ...objectionWarning(objected, context),
        ...clusterWarning(clusters, context),
        ...keyWarning(ending, context),
        ...refusing.map((one) => refusedWarning(one, records, context)),
        ...warningsOf(records, sites, system.clock.now(), context),
      ],
      list: shown.list,
    });
  };
}

async function deadMessages(system: System, staff: StaffMember): Promise<number> {
  const sites = sitesSeen(staff);
  const wanted = { state: 'dead', text: '', sites, page: 1, perPage: 1 } as const;
  return (await searchOutbox(system.database, wanted)).total;
}

function metricsOf(
  today: readonly SiteToday[],
  { dead, open, staff }: { dead: number | null; open: number; staff: StaffMember },
  { t }: PageContext,
): OverviewView['metrics'] {
  const sum = (of: (one: SiteToday) => number) => String(today.reduce((total, one) => total + of(one), 0));
  const settings = isPermitted(staff.role, 'settings.change') || isPermitted(staff.role, 'audit.read');
  return [
    { label: t('settings.overview.waiting'), value: sum(({ waiting }) => waiting), href: null },
    { label: t('settings.overview.booked'), value: sum(({ booked }) => booked), href: null },
    { label: t('settings.overview.served'), value: sum(({ served }) => served), href: null },
    { label: t('settings.overview.conflicts'), value: sum(({ conflicts }) => conflicts), href: null },
    ...(dead === null
      ? []
      : [
          {
            label: t('settings.overview.dead'),
            value: String(dead),
            href: withQuery(paths.admin.outbox(), { state: 'dead' }),
          },
        ]),
    ...(settings
      ? [
          {
            label: t('settings.overview.unverified'),
            value: String(open),
            href: paths.admin.section('unverified'),
          },
        ]
      : []),
  ];
}

/** Channels of the sites that somebody works at, and for administrators the mail server. */
async function refusingFor(system: System, staff: StaffMember): Promise<readonly RefusingChannel[]> {
  const all = await refusingChannels(system.database.reader);
  return all.filter(({ site }) => (site === null ? staff.role === 'administrator' : mayWorkAt(staff, site)));
}

function refusedWarning(
  { kind, site, code, count }: RefusingChannel,
  records: CatalogueRecords,
  { t, locale }: PageContext,
): OverviewView['warnings'][number] {
  if (kind === 'mail' || site === null)
    return {
      text: t('settings.overview.refusedMail', { code, count }),
      href: withQuery(paths.admin.outbox(), { state: 'dead' }),
    };
  const name = records.sites.find((one) => one.code === site)?.name[locale] ?? site;
  return {
    text: t('settings.overview.refused', { site: name, channel: t(`channels.kind.${kind}`), code, count }),
    href: paths.admin.channel(site, kind),
  };
}

/** Visitors who will come for nothing unless somebody settles it. */
function conflictWarnings(today: readonly SiteToday[], { t, locale }: PageContext): OverviewView['warnings'] {
  return today.flatMap(({ site, conflicts: count }) =>
    count === 0
      ? []
      : [
          {
            text: t('settings.overview.unfitting', { site: site.name[locale], count }),
            href: paths.admin.act('sites', site.code, 'conflicts'),
          },
        ],
  );
}

function silentWarning(count: number, { t }: PageContext): OverviewView['warnings'] {
  return count === 0 ? [] : [{ text: t('settings.overview.silent', { count }), href: paths.staff.devices() }];
}

function ratingWarning(count: number, { t }: PageContext): OverviewView['warnings'] {
  const href = withQuery(paths.admin.section('ratings'), { state: 'overdue' });
  return count === 0 ? [] : [{ text: t('ratings.overdue', { count }), href }];
}

/** Keys that are in use still, and end within the month or have ended in the last one. */
async function keysEnding({ database, clock }: System): Promise<number> {
  const now = clock.now();
  const keys = await listKeys(database.reader);
  return keys.filter((key) => isKeyEnding(key, now)).length;
}

function keyWarning(count: number, { t }: PageContext): OverviewView['warnings'] {
  return count === 0
    ? []
    : [{ text: t('settings.keys.ending', { count }), href: paths.admin.section('keys') }];
}

function objectionWarning(count: number, { t }: PageContext): OverviewView['warnings'] {
  const href = withQuery(paths.admin.section('objections'), { state: 'overdue' });
  return count === 0 ? [] : [{ text: t('objections.overdue', { count }), href }];
}

function clusterWarning(clusters: readonly SiteCluster[], { t }: PageContext): OverviewView['warnings'] {
  const bookings = clusters.reduce((sum, one) => sum + one.bookings.length, 0);
  const text = t('clusters.warning', { count: clusters.length, bookings });
  return clusters.length === 0 ? [] : [{ text, href: paths.admin.section('clusters') }];
}

function warningsOf(
  records: CatalogueRecords,
  sites: readonly Site[],
  now: number,
  context: PageContext,
): OverviewView['warnings'] {
  const { t, locale } = context;
  const horizon = calendarHorizon(publishedCalendar(records.calendarYears), localDate(now, officialZone));
  const date = horizon.until === null ? '' : dateFormatting(locale).fullDay(noonOf(horizon.until));
  const text =
    horizon.until === null ? t('settings.calendar.unknown') : t('settings.calendar.horizon', { date });
  const between = locale === 'en' ? ' ' : '';
  const near = t('settings.calendar.near');
  const calendar = { text: `${text}${between}${near}`, href: paths.admin.section('calendar') };
  return [
    ...(horizon.near ? [calendar] : []),
    ...sites.flatMap((site) =>
      warningsAt(records, site).map((warning) => ({
        text: warningSentence(warning, records, context),
        href: paths.admin.act('sites', site.code, warning.code === 'no_hours' ? 'hours' : 'counters'),
      })),
    ),
  ];
}
