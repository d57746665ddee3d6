import type { Locale } from '../../../domain/catalogue/words.ts';
import type { ReportRhythm } from '../../../domain/report/report-period.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { chartOf } from '../statistics/charts.ts';
import type { Chart } from '../statistics/draw-chart.ts';
import type { Column } from '../statistics/raw-table.ts';
import { spokenPeriod } from '../statistics/spoken-period.ts';
import { figuresOf } from '../statistics/statistics-view.ts';
import { rawTable, type TableName } from '../statistics/tables.ts';
import { hasAnything } from '../statistics/tables-of-visits.ts';
import { closedLines } from './closed-lines.ts';
import type { ReportAsk } from './collect-report.ts';

export interface ReportTable {
  readonly name: TableName;
  readonly heading: string;
  readonly text: string | null;
  readonly columns: readonly string[];
  /** the first cell says what its row is about */
  readonly rows: readonly (readonly string[])[];
  readonly chart: Chart | null;
}

/** A report in words, as its mail and its PDF show it. */
export interface ReportView {
  readonly locale: Locale;
  readonly subject: string;
  readonly heading: string;
  readonly offices: string;
  readonly period: string;
  readonly closed: readonly string[];
  /** said instead of figures where there are none; null: there are */
  readonly nothing: string | null;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly tables: readonly ReportTable[];
}

/** What `views/mail/report.ejs` shows. */
export interface ReportMailView extends ReportView {
  readonly sender: string;
  /** content ids of the pictures, by the table beside which they stand */
  readonly pictures: Readonly<Record<string, string>>;
  readonly button: { readonly label: string; readonly href: string };
  readonly footer: string;
  readonly stop: { readonly label: string; readonly href: string };
}

/** Of the tables of the page those that are read in the morning, and of their columns as many as have room; all of them are in the workbook. */
const shown: readonly {
  readonly name: TableName;
  readonly mail: readonly Column[];
  readonly more: readonly Column[];
}[] = [
  { name: 'comparison', mail: ['measure', 'now', 'before', 'change'], more: [] },
  {
    name: 'sites',
    mail: ['site', 'tickets', 'served', 'inTime', 'waitMedian'],
    more: ['neverServed', 'waitP90', 'missedBookings', 'rating'],
  },
  {
    name: 'days',
    mail: ['day', 'tickets', 'served', 'inTime', 'waitMedian'],
    more: ['appointments', 'walkIns', 'missed', 'left', 'waitP90', 'missedBookings', 'cancelled'],
  },
  { name: 'hours', mail: ['hour', 'issued', 'called', 'served'], more: [] },
  { name: 'waits', mail: ['visitors', 'called', 'inTime', 'waitMedian', 'waitP90'], more: [] },
  {
    name: 'services',
    mail: ['service', 'visits', 'served', 'missingRate'],
    more: ['items', 'missingMaterials'],
  },
  { name: 'ratings', mail: ['score', 'count', 'share'], more: [] },
];

/** `wide`: on paper, where more columns have room. */
export function reportView(ask: ReportAsk, rhythm: ReportRhythm, wide: boolean): ReportView {
  const {
    page: { t, locale },
    period: { from, to },
    sites,
    collected,
  } = ask;
  const first = sites[0]?.name[locale] ?? '';
  const offices = sites.length === 1 ? first : t('reports.offices', { count: sites.length });
  const empty = !hasAnything(collected.together);
  const closed = closedLines(ask);
  return {
    locale,
    subject: t(`reports.subject.${rhythm}`, {
      offices,
      from: spoken(from, rhythm, locale),
      to: spoken(to, rhythm, locale),
    }),
    heading: t(`reports.heading.${rhythm}`),
    offices,
    period: spokenPeriod(ask.period, ask.page),
    closed,
    nothing: empty ? t(closed.length > 0 ? 'reports.nothingClosed' : 'reports.nothing') : null,
    figures: empty ? [] : figuresOf(ask),
    tables: empty ? [] : tablesOf(ask, wide),
  };
}

function spoken(date: string, rhythm: ReportRhythm, locale: Locale): string {
  const { listDay, month } = dateFormatting(locale);
  return (rhythm === 'monthly' ? month : listDay)(noonOf(date));
}

function tablesOf(ask: ReportAsk, wide: boolean): readonly ReportTable[] {
  const { t } = ask.page;
  return shown.flatMap(({ name, mail, more }) => {
    const table = rawTable(name, ask);
    const one = ask.sites.length === 1 && name === 'sites';
    const alone = name === 'days' && ask.period.from === ask.period.to;
    const nobody = name === 'ratings' && ask.collected.together.ratings.total === 0;
    if (table.rows.length === 0 || one || alone || nobody) return [];
    const wanted = new Set<Column>(wide ? [...mail, ...more] : mail);
    const places = table.columns.flatMap((column, place) => (wanted.has(column) ? [place] : []));
    return [
      {
        name,
        heading: headingOf(name, t),
        text: name === 'comparison' ? besideText(ask) : null,
        columns: places.map((place) => t(`statistics.column.${table.columns[place] ?? 'site'}`)),
        rows: table.rows.map((row) =>
          places.map((place) => cellText(row[place] ?? null, table.columns[place] === 'change')),
        ),
        chart: inLetter(chartOf(name, ask)),
      },
    ];
  });
}

function inLetter(chart: Chart | null): Chart | null {
  return chart === null ? null : { ...chart, letter: true };
}

/** On the page a table is of days, weeks or months; a report is always of days. */
function headingOf(name: TableName, t: PageContext['t']): string {
  if (name === 'comparison') return t('reports.beside');
  return name === 'days' ? t('statistics.by.day') : t(`statistics.section.${name}.title`);
}

function besideText({ compared: { before }, page }: ReportAsk): string | null {
  if (before === null) return null;
  return page.t('statistics.beforeAlone', { period: spokenPeriod(before.period, page) });
}

function cellText(value: string | number | null, signed: boolean): string {
  if (value === null) return '–';
  return signed && typeof value === 'number' && value > 0 ? `+${value}` : String(value);
}
