import { dateFormatting, noonOf } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { type Chart, chartColours, drawChart } from './draw-chart.ts';
import type { TableAsk, TableName } from './tables.ts';

/** The picture that stands beside a table; null: the table says it all. */
export function chartOf(name: TableName, ask: TableAsk): string | null {
  const make = {
    sites: sitesChart,
    days: daysChart,
    hours: hoursChart,
    services: null,
    counters: null,
    ratings: null,
  }[name];
  const chart = make?.(ask) ?? null;
  return chart === null || chart.categories.length === 0 ? null : drawChart(chart);
}

function waitSeries(
  page: PageContext,
  waits: readonly { readonly median: number | null; readonly p90: number | null }[],
  kind: 'bar' | 'line',
) {
  return [
    {
      name: page.t('statistics.column.waitMedian'),
      kind,
      colour: chartColours.soft,
      values: waits.map(({ median }) => median),
    },
    {
      name: page.t('statistics.column.waitP90'),
      kind,
      colour: chartColours.deep,
      values: waits.map(({ p90 }) => p90),
    },
  ];
}

function sitesChart({ gathered, sites, page }: TableAsk): Chart | null {
  const busy = sites.flatMap((site) => {
    const hall = gathered.bySite.get(site.code)?.hall;
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
      'bar',
    ),
  };
}

function daysChart({ gathered, page }: TableAsk): Chart | null {
  const days = [...gathered.byDay];
  if (days.length < 2) return null;
  const { shortDay } = dateFormatting(page.locale);
  return {
    label: page.t('statistics.chart.days'),
    categories: days.map(([day]) => shortDay(noonOf(day))),
    unit: page.t('statistics.unit.visits'),
    rightUnit: page.t('statistics.unit.minutes'),
    series: [
      {
        name: page.t('statistics.column.served'),
        kind: 'bar',
        colour: chartColours.soft,
        values: days.map(([, hall]) => hall.served),
      },
      {
        name: page.t('statistics.column.waitP90'),
        kind: 'line',
        colour: chartColours.deep,
        values: days.map(([, hall]) => hall.wait.p90),
        right: true,
      },
    ],
  };
}

function hoursChart({ gathered, page }: TableAsk): Chart {
  const { hours } = gathered.together.hall;
  return {
    label: page.t('statistics.chart.hours'),
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
