import type { Numbers } from './numbers-sum.ts';
import type { RawTable, TableAsk } from './raw-table.ts';
import { share } from './share.ts';
import { hasAnything, neverServed } from './tables-of-visits.ts';

interface Measure {
  readonly name: keyof typeof import('../../../locales/zh-CN/statistics.json')['measure'];
  /** null: not known */
  readonly of: (numbers: Numbers) => number | null;
}

/** In the order in which they are asked about. What grows with the length of a period is told for a day on which a hall was open. */
const measures: readonly Measure[] = [
  { name: 'visits', of: ({ hall }) => perDay(hall.tickets, hall.days) },
  { name: 'served', of: ({ hall }) => perDay(hall.served, hall.days) },
  { name: 'neverServed', of: ({ hall }) => share(neverServed(hall), hall.tickets) },
  { name: 'inTime', of: ({ level: { all } }) => share(all.within, all.asked) },
  { name: 'waitMedian', of: ({ hall }) => hall.wait.median },
  { name: 'waitP90', of: ({ hall }) => hall.wait.p90 },
  { name: 'insideTold', of: ({ hall: { told } }) => share(told.inside, told.compared) },
  { name: 'serviceMedian', of: ({ hall }) => hall.service.median },
  {
    name: 'missing',
    of: ({ hall }) => share(hall.outcomes.missing_materials, hall.served),
  },
  {
    name: 'missed',
    of: ({ bookings }) => share(bookings.missed, booked(bookings) - bookings.not_held),
  },
  { name: 'cancelled', of: ({ bookings }) => share(bookings.cancelled, booked(bookings)) },
  { name: 'rating', of: ({ ratings }) => ratings.mean },
];

/** What was asked for beside the period before, and beside the other offices that the reader may see. */
export function comparisonTable({ collected, compared, page: { t } }: TableAsk): RawTable {
  const { before, others } = compared;
  const now = collected.together;
  const then = before !== null && hasAnything(before.numbers) ? before.numbers : null;
  if (then === null && others === null) return { columns, rows: [] };
  const shown = others === null ? columns : [...columns, 'others' as const];
  return {
    columns: shown,
    rows: measures.map(({ name, of }) => {
      const [is, was] = [of(now), then === null ? null : of(then)];
      const change = is === null || was === null ? null : Math.round((is - was) * 100) / 100;
      const row = [t(`statistics.measure.${name}`), is, was, change];
      return others === null ? row : [...row, of(others)];
    }),
  };
}

const columns = ['measure', 'now', 'before', 'change'] as const;

function booked(bookings: Numbers['bookings']): number {
  return Object.values(bookings).reduce((sum, count) => sum + count, 0);
}

function perDay(count: number, days: number): number | null {
  return days === 0 ? null : Math.round((10 * count) / days) / 10;
}
