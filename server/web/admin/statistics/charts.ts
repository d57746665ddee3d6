import { dateFormatting, noonOf } from '../../formatting.ts';
import { type Chart, chartColours } from './draw-chart.ts';
import type { Column, RawTable, TableAsk } from './raw-table.ts';
import type { TableName } from './tables.ts';
import { bandsTable, shownSpans, waitsTable } from './tables-of-visits.ts';
import { countersTable, ratingsTable, servicesTable } from './tables-of-work.ts';

type Maker = (ask: TableAsk) => Chart | null;

const makers: Readonly<Record<TableName, Maker>> = {
  comparison: () => null,
  sites: sitesChart,
  days: spansChart,
  waits: waitsChart,
  bands: bandsChart,
  hours: hoursChart,
  services: servicesChart,
  counters: countersChart,
  ratings: ratingsChart,
  lowRatings: () => null,
  waitlist: () => null,
};

/** The picture that stands beside a table; null: the table says it all. */
export function chartOf(name: TableName, ask: TableAsk): Chart | null {
  const chart = makers[name](ask);
  return chart === null || chart.categories.length === 0 ? null : chart;
}

function waitSeries(
  page: TableAsk['page'],
  waits: readonly { readonly median: number | null; readonly p90: number | null }[],
): Chart['series'] {
  return [
    {
      name: page.t('statistics.column.waitMedian'),
      kind: 'bar',
      colour: chartColours.soft,
      values: waits.map(({ median }) => median),
    },
    {
      name: page.t('statistics.column.waitP90'),
      kind: 'bar',
      colour: chartColours.deep,
      values: waits.map(({ p90 }) => p90),
    },
  ];
}

function sitesChart({ collected, sites, page }: TableAsk): Chart | null {
  const busy = sites.flatMap((site) => {
    const hall = collected.bySite.get(site.code)?.hall;
    return hall === undefined || hall.tickets === 0 ? [] : [{ name: site.name[page.locale], hall }];
  });
  if (busy.length < 2) return null;
  return {
    label: page.t('statistics.chart.sites'),
    categories: busy.map(({ name }) => name),
    unit: page.t('statistics.unit.minutes'),
    series: waitSeries(
      page,
      busy.map(({ hall }) => hall.wait),
    ),
  };
}

/** Parts in which nothing happened are gaps, so that the axis is that of time. */
function spansChart(ask: TableAsk): Chart | null {
  const { page, grouping } = ask;
  const spans = shownSpans(ask);
  if (spans.length < 2) return null;
  const { shortDay, month } = dateFormatting(page.locale);
  const halls = spans.map(({ numbers }) => numbers.hall);
  return {
    label: page.t('statistics.chart.days'),
    categories: spans.map(({ span }) => (grouping === 'month' ? month : shortDay)(noonOf(span.from))),
    unit: page.t('statistics.unit.visits'),
    rightUnit: page.t('statistics.unit.minutes'),
    series: [
      {
        name: page.t('statistics.column.served'),
        kind: 'bar',
        colour: chartColours.soft,
        values: halls.map(({ served }) => served),
      },
      {
        name: page.t('statistics.column.waitP90'),
        kind: 'line',
        colour: chartColours.deep,
        values: halls.map(({ wait }) => wait.p90),
        right: true,
      },
    ],
  };
}

function waitsChart(ask: TableAsk): Chart {
  const { page, collected } = ask;
  const { hall } = collected.together;
  const names = waitsTable(ask).rows.map(([name]) => String(name));
  const { appointment, walk_in, priority } = hall.waiting;
  return {
    label: page.t('statistics.chart.waits'),
    half: true,
    categories: names,
    unit: page.t('statistics.unit.minutes'),
    series: waitSeries(page, [hall.wait, appointment.wait, hall.fromBooked, walk_in.wait, priority.wait]),
  };
}

function bandsChart(ask: TableAsk): Chart {
  const { page, collected } = ask;
  return {
    label: page.t('statistics.chart.bands'),
    half: true,
    categories: bandsTable(ask).rows.map(([name]) => String(name)),
    unit: page.t('statistics.unit.visits'),
    series: [
      {
        name: page.t('statistics.column.visits'),
        kind: 'bar',
        colour: chartColours.port,
        values: collected.together.hall.bands,
      },
    ],
  };
}

function hoursChart({ collected, page }: TableAsk): Chart {
  const { hours } = collected.together.hall;
  return {
    label: page.t('statistics.chart.hours'),
    half: true,
    categories: hours.map(({ hour }) => `${String(hour).padStart(2, '0')}:00`),
    unit: page.t('statistics.unit.visits'),
    series: [
      {
        name: page.t('statistics.column.issued'),
        kind: 'bar',
        colour: chartColours.soft,
        values: hours.map(({ issued }) => issued),
      },
      {
        name: page.t('statistics.column.served'),
        kind: 'bar',
        colour: chartColours.port,
        values: hours.map(({ served }) => served),
      },
    ],
  };
}

/** One column of a table. */
function valuesOf({ columns, rows }: RawTable, name: Column): number[] {
  const position = columns.indexOf(name);
  if (position < 0) throw new Error(`the table has no column ${name}`);
  return rows.map((row) => Number(row[position] ?? 0));
}

function servicesChart(ask: TableAsk): Chart {
  const { page } = ask;
  const table = servicesTable(ask);
  return {
    label: page.t('statistics.chart.services'),
    half: true,
    across: true,
    categories: table.rows.map(([name]) => String(name)),
    unit: page.t('statistics.unit.visits'),
    series: [
      {
        name: page.t('statistics.column.served'),
        kind: 'bar',
        colour: chartColours.soft,
        values: valuesOf(table, 'served'),
      },
      {
        name: page.t('statistics.column.missingMaterials'),
        kind: 'bar',
        colour: chartColours.deep,
        values: valuesOf(table, 'missingMaterials'),
      },
    ],
  };
}

/** Of one site only: with several the names are too long for a picture. */
function countersChart(ask: TableAsk): Chart | null {
  const { page } = ask;
  if (ask.sites.length > 1) return null;
  const table = countersTable(ask);
  return {
    label: page.t('statistics.chart.counters'),
    half: true,
    across: true,
    categories: table.rows.map(([name]) => String(name)),
    unit: page.t('statistics.unit.hours'),
    series: [
      {
        name: page.t('statistics.column.openHours'),
        kind: 'bar',
        colour: chartColours.soft,
        values: valuesOf(table, 'openHours'),
      },
      {
        name: page.t('statistics.column.servingHours'),
        kind: 'bar',
        colour: chartColours.port,
        values: valuesOf(table, 'servingHours'),
      },
    ],
  };
}

function ratingsChart(ask: TableAsk): Chart | null {
  const { page, collected } = ask;
  if (collected.together.ratings.total === 0) return null;
  const { rows } = ratingsTable(ask);
  return {
    label: page.t('statistics.chart.ratings'),
    half: true,
    across: true,
    categories: rows.map(([name]) => String(name)),
    unit: page.t('statistics.unit.ratings'),
    series: [
      {
        name: page.t('statistics.column.count'),
        kind: 'bar',
        colour: chartColours.port,
        values: rows.map(([, count]) => Number(count)),
      },
    ],
  };
}
