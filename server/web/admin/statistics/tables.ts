import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { PageContext } from '../../page-context.ts';
import type { Gathered, Numbers } from './gather-statistics.ts';

export const tableNames = ['sites', 'days', 'hours', 'services', 'counters', 'ratings'] as const;
export type TableName = (typeof tableNames)[number];

/** Numbers in rows, for the page and for files. The first cell of a row is what it is about. */
export interface StatisticsTable {
  readonly name: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface TableAsk {
  readonly gathered: Gathered;
  readonly sites: readonly Site[];
  readonly catalogue: Catalogue;
  readonly page: PageContext;
}

/** Percent with one decimal; null: of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
}

/** One table by its name. */
export function tableOf(name: TableName, ask: TableAsk): StatisticsTable {
  const { t } = ask.page;
  const make = {
    sites: sitesTable,
    days: daysTable,
    hours: hoursTable,
    services: servicesTable,
    counters: countersTable,
    ratings: ratingsTable,
  }[name];
  const { columns, rows } = make(ask);
  return { name, columns: columns.map((column) => t(`statistics.column.${column}`)), rows };
}

type Column = keyof typeof import('../../../locales/zh-CN/statistics.json')['column'];
interface Raw {
  readonly columns: readonly Column[];
  readonly rows: StatisticsTable['rows'];
}

function sitesTable({ gathered, sites, page }: TableAsk): Raw {
  const row = (name: string, { hall, bookings, ratings }: Numbers): Raw['rows'][number] => [
    name,
    hall.tickets,
    hall.served,
    hall.wait.median,
    hall.wait.p90,
    share(hall.told.inside, hall.told.compared),
    hall.service.median,
    bookings.missed,
    bookings.cancelled,
    ratings.mean,
  ];
  return {
    columns: [
      'site',
      'tickets',
      'served',
      'waitMedian',
      'waitP90',
      'insideTold',
      'serviceMedian',
      'missedBookings',
      'cancelled',
      'rating',
    ],
    rows: sites.flatMap((site) => {
      const numbers = gathered.bySite.get(site.code);
      return numbers === undefined ? [] : [row(site.name[page.locale], numbers)];
    }),
  };
}

function daysTable({ gathered }: TableAsk): Raw {
  return {
    columns: [
      'day',
      'tickets',
      'appointments',
      'walkIns',
      'served',
      'missed',
      'waitMedian',
      'waitP90',
      'serviceMedian',
    ],
    rows: [...gathered.byDay].map(([day, hall]) => [
      day,
      hall.tickets,
      hall.appointments,
      hall.walkIns,
      hall.served,
      hall.missed,
      hall.wait.median,
      hall.wait.p90,
      hall.service.median,
    ]),
  };
}

function hoursTable({ gathered }: TableAsk): Raw {
  const { hours, days } = gathered.together.hall;
  const mean = (count: number): number => Math.round((10 * count) / Math.max(1, days)) / 10;
  return {
    columns: ['hour', 'issued', 'called', 'served', 'issuedPerDay'],
    rows: hours.map(({ hour, issued, called, served }) => [
      `${String(hour).padStart(2, '0')}:00`,
      issued,
      called,
      served,
      mean(issued),
    ]),
  };
}

function servicesTable({ gathered, catalogue, page }: TableAsk): Raw {
  const rows = [...gathered.together.hall.services].sort((a, b) => b[1].visits - a[1].visits);
  return {
    columns: ['service', 'visits', 'items', 'served', 'missingMaterials', 'missingRate'],
    rows: rows.map(([code, { visits, items, served, missingMaterials }]) => [
      catalogue.services.get(code)?.name[page.locale] ?? code,
      visits,
      items,
      served,
      missingMaterials,
      share(missingMaterials, served),
    ]),
  };
}

function countersTable({ gathered, sites, page }: TableAsk): Raw {
  const hours = (milliseconds: number): number => Math.round(milliseconds / 360_000) / 10;
  return {
    columns: ['counter', 'served', 'openHours', 'pausedHours', 'servingHours', 'busyRate'],
    rows: sites.flatMap((site) =>
      [...site.counters].flatMap(({ code, label }) => {
        const known = gathered.together.hall.counters.get(code);
        if (known === undefined) return [];
        const name = page.t('statistics.counterOf', { label });
        return [
          [
            sites.length > 1 ? `${site.name[page.locale]} · ${name}` : name,
            known.served,
            hours(known.open),
            hours(known.paused),
            hours(known.serving),
            share(known.serving, known.open),
          ],
        ];
      }),
    ),
  };
}

function ratingsTable({ gathered, page }: TableAsk): Raw {
  const { counts, total } = gathered.together.ratings;
  return {
    columns: ['score', 'count', 'share'],
    rows: ([5, 4, 3, 2, 1] as const).map((score) => {
      const count = counts[score - 1] ?? 0;
      return [page.t(`statistics.score.${score}`), count, share(count, total)];
    }),
  };
}
