import { isPermitted, type StaffMember } from '../../../domain/staff/permissions.ts';
import { paths, withQuery } from '../../paths.ts';
import type { SafeHtml } from '../../safe-html.ts';
import type { ListView } from '../list/list-view.ts';
import { type Grouping, groupings, longestPeriod, type Period, usualPeriods } from './period.ts';
import type { TableAsk } from './raw-table.ts';
import { share } from './share.ts';
import { spokenPeriod } from './spoken-period.ts';
import { type StatisticsAsk, sitesAsked } from './statistics-ask.ts';
import { partOfAddress } from './statistics-lists.ts';
import { type TableName, tableNames } from './tables.ts';
import { hasAnything, neverServed } from './tables-of-visits.ts';

const statisticsSection = 'statistics';
const statisticsPath = paths.admin.section(statisticsSection);
export const clerksPath = paths.admin.item(statisticsSection, 'clerks');

export interface StatisticsView {
  readonly action: string;
  readonly heading: string;
  readonly said: string;
  readonly sites: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
  /** each of them can be left out of the comparison; empty: one site is shown, or there are only two */
  readonly compared: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
  readonly period: Period;
  /** said when the period was too long */
  readonly cut: string | null;
  readonly by: Grouping;
  readonly groupings: readonly {
    readonly href: string;
    readonly text: string;
    readonly current: boolean;
  }[];
  readonly usual: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly sections: readonly {
    readonly name: TableName;
    readonly heading: string;
    readonly text: string;
    readonly list: ListView;
    /** SVG; null: none */
    readonly chart: SafeHtml | null;
  }[];
  /** every table as a sheet of one workbook; null: there is nothing */
  readonly workbook: string | null;
  /** where what each clerk has done is shown; null: not of these sites, or not to them */
  readonly clerks: string | null;
  /** where they are sent by mail from time to time */
  readonly reports: string;
  readonly empty: boolean;
}

/** `lists` are those of `tablesOf`, and `drawn` the pictures that stand beside some of them. */
export function statisticsView(
  ask: StatisticsAsk & { readonly staff: Pick<StaffMember, 'role'> },
  lists: ReadonlyMap<TableName, ListView>,
  drawn: ReadonlyMap<TableName, SafeHtml>,
): StatisticsView {
  const { page, choice, chosen, period, collected } = ask;
  const { t, locale } = page;
  const site = sitesAsked(ask);
  const { from, to } = period;
  const empty = !hasAnything(collected.together);
  const shared = { site, ...partOfAddress(ask) };
  return {
    compared:
      chosen === null && choice.length > 2
        ? choice.map(({ code, name }) => ({
            value: code,
            label: name[locale],
            chosen: ask.sites.some((one) => one.code === code),
          }))
        : [],
    cut: period.cut ? t('statistics.cut', { days: longestPeriod }) : null,
    by: ask.grouping,
    groupings: groupings.map((by) => ({
      href: `${withQuery(statisticsPath, { ...shared, by })}#days`,
      text: t(`statistics.by.${by}`),
      current: by === ask.grouping,
    })),
    workbook: empty
      ? null
      : withQuery(paths.admin.item(statisticsSection, 'all'), { ...shared, format: 'xlsx' }),
    clerks:
      chosen?.hall.figuresByClerk && isPermitted(ask.staff.role, 'statistics.clerks')
        ? withQuery(clerksPath, { site: chosen.code, from, to })
        : null,
    action: statisticsPath,
    heading: headingOf(ask),
    said: spokenPeriod(period, page),
    sites: [
      ...(choice.length > 1
        ? [{ value: 'all', label: t('statistics.allSites'), chosen: chosen === null }]
        : []),
      ...choice.map(({ code, name }) => ({
        value: code,
        label: name[locale],
        chosen: code === chosen?.code,
      })),
    ],
    period,
    usual: usualPeriods(ask.today).map(({ name, period: one }) => ({
      href: withQuery(statisticsPath, { site, ...one }),
      text: t(`statistics.usual.${name}`),
      current: one.from === from && one.to === to,
    })),
    figures: figuresOf(ask),
    sections: [...lists].map(([name, list]) => ({
      name,
      list,
      heading: t(`statistics.section.${name}.title`),
      text: textOf(name, ask),
      chart: drawn.get(name) ?? null,
    })),
    reports: withQuery(paths.admin.section('reports'), chosen === null ? {} : { site: chosen.code }),
    empty,
  };
}

/** What a table is about. */
function textOf(name: TableName, { compared: { before, others }, page }: StatisticsAsk): string {
  if (name !== 'comparison') return page.t(`statistics.section.${name}.text`);
  if (before === null) return page.t('statistics.othersAlone');
  const period = spokenPeriod(before.period, page);
  return page.t(others === null ? 'statistics.beforeAlone' : 'statistics.section.comparison.text', {
    period,
  });
}

function headingOf({ chosen, sites, choice, page: { t, locale } }: StatisticsAsk): string {
  if (chosen !== null) return chosen.name[locale];
  return sites.length === choice.length
    ? t('statistics.allSites')
    : sites.map(({ name }) => name[locale]).join(' · ');
}

/** The tables of what was asked for: one site is not compared. */
export function tablesOf({ chosen }: Pick<StatisticsAsk, 'chosen'>): readonly TableName[] {
  return tableNames.filter((name) => name !== 'sites' || chosen === null);
}

/** The figures that stand above all tables. */
export function figuresOf({
  collected,
  sites,
  page,
}: Pick<TableAsk, 'collected' | 'sites' | 'page'>): StatisticsView['figures'] {
  const { t, locale } = page;
  const { hall, level, bookings, ratings } = collected.together;
  const targets = [...new Set(sites.map((site) => site.hall.calledWithin))];
  const count = (value: number): string => value.toLocaleString(locale);
  const minutes = (value: number | null): string =>
    value === null ? '–' : t('statistics.minutes', { minutes: value });
  const percent = (part: number, whole: number): string => {
    const known = share(part, whole);
    return known === null ? '–' : `${known}%`;
  };
  const booked = Object.values(bookings).reduce((sum, one) => sum + one, 0);
  return [
    {
      label: t('statistics.figure.visits'),
      value: count(hall.tickets),
      note: t('statistics.figure.visitsNote', {
        appointments: count(hall.appointments),
        walkIns: count(hall.walkIns),
      }),
    },
    {
      label: t('statistics.figure.served'),
      value: count(hall.served),
      note: t(
        hall.notRecorded === 0 ? 'statistics.figure.servedNote' : 'statistics.figure.servedNoteUnrecorded',
        { share: percent(hall.served, hall.tickets), notRecorded: count(hall.notRecorded) },
      ),
    },
    {
      label: t('statistics.figure.neverServed'),
      value: count(neverServed(hall)),
      note: t('statistics.figure.neverServedNote', {
        left: count(hall.left),
        missed: count(hall.missed),
        notReached: count(hall.notReached),
      }),
    },
    {
      label: t('statistics.figure.inTime'),
      value: percent(level.all.within, level.all.asked),
      note:
        targets.length === 1
          ? t('statistics.figure.inTimeNote', { minutes: targets[0] ?? 0 })
          : t('statistics.figure.inTimeOwn'),
    },
    {
      label: t('statistics.figure.wait'),
      value: minutes(hall.wait.median),
      note: t('statistics.figure.p90', { minutes: minutes(hall.wait.p90) }),
    },
    {
      label: t('statistics.figure.told'),
      value: percent(hall.told.inside, hall.told.compared),
      note: t('statistics.figure.toldNote', { count: count(hall.told.compared) }),
    },
    {
      label: t('statistics.figure.service'),
      value: minutes(hall.service.median),
      note: t('statistics.figure.p90', { minutes: minutes(hall.service.p90) }),
    },
    {
      label: t('statistics.figure.missing'),
      value: percent(hall.outcomes.missing_materials, hall.served),
      note: t('statistics.figure.missingNote', { count: count(hall.outcomes.missing_materials) }),
    },
    {
      label: t('statistics.figure.missed'),
      value: count(bookings.missed),
      // what the office did not hold nobody could have come to
      note: t('statistics.figure.ofBooked', { share: percent(bookings.missed, booked - bookings.not_held) }),
    },
    {
      label: t('statistics.figure.notHeld'),
      value: count(bookings.not_held),
      note: t('statistics.figure.notHeldNote'),
    },
    {
      label: t('statistics.figure.cancelled'),
      value: count(bookings.cancelled),
      note: t('statistics.figure.ofBooked', { share: percent(bookings.cancelled, booked) }),
    },
    {
      label: t('statistics.figure.spared'),
      value: count(collected.spared),
      note: t('statistics.figure.sparedNote'),
    },
    {
      label: t('statistics.figure.rating'),
      value: ratings.mean === null ? '–' : String(ratings.mean),
      note: t('statistics.figure.ratingNote', { count: count(ratings.total) }),
    },
  ];
}
