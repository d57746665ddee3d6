import type { Knex } from 'knex';

/** What rows say of one office's day and of those to come, beside what its hall says of itself. */
export interface OfficeFigures {
  /** epoch ms at which the one who waits longest got the ticket; null: nobody waits */
  readonly longestSince: number | null;
  /** alarms that stand */
  readonly alarms: number;
  readonly booked: number;
  /** of the days after today */
  readonly coming: number;
}

const nothing: OfficeFigures = { longestSince: null, alarms: 0, booked: 0, coming: 0 };

/** The local date of an office's today, and the last of the days to come that count. */
export interface OfficeDays {
  readonly today: string;
  readonly last: string;
}

interface Counted {
  readonly site: string;
  readonly day: string;
  readonly n: number | string;
}

/** Of many offices (by code) in three questions, however many they are. */
export async function officeFigures(
  connection: Knex,
  days: ReadonlyMap<string, OfficeDays>,
): Promise<ReadonlyMap<string, OfficeFigures>> {
  const codes = [...days.keys()];
  const dates = [...new Set([...days.values()].map(({ today }) => today))];
  const found = new Map<string, OfficeFigures>(codes.map((code) => [code, nothing]));
  const add = (site: string, figures: Partial<OfficeFigures>): void => {
    found.set(site, { ...(found.get(site) ?? nothing), ...figures });
  };
  // another office is a day ahead
  const isToday = ({ site, day }: Counted): boolean => days.get(site)?.today === day;
  const today = (table: 'ticket' | 'floor_alarm'): Knex.QueryBuilder =>
    connection(table)
      .whereIn('site', codes)
      .whereIn('day', dates)
      .groupBy('site', 'day')
      .select('site', 'day');
  const waiting = today('ticket').where({ state: 'waiting' }).min({ n: 'issued_at' });
  for (const row of (await waiting) as Counted[])
    if (isToday(row)) add(row.site, { longestSince: Number(row.n) });
  const alarms = today('floor_alarm').whereNotNull('seen_at').count({ n: '*' });
  for (const row of (await alarms) as Counted[]) if (isToday(row)) add(row.site, { alarms: Number(row.n) });
  for (const row of (await bookedOn(connection, codes, [...days.values()])) as Counted[]) {
    const { today: its = '', last = '' } = days.get(row.site) ?? {};
    if (isToday(row)) add(row.site, { booked: Number(row.n) });
    else if (row.day > its && row.day <= last)
      add(row.site, { coming: (found.get(row.site)?.coming ?? 0) + Number(row.n) });
  }
  return found;
}

function bookedOn(
  connection: Knex,
  codes: readonly string[],
  days: readonly OfficeDays[],
): Knex.QueryBuilder {
  const sorted = (of: keyof OfficeDays) => days.map((each) => each[of]).sort();
  return connection('booking')
    .whereIn('site', codes)
    .whereBetween('day', [sorted('today')[0] ?? '', sorted('last').at(-1) ?? ''])
    .whereNot({ state: 'cancelled' })
    .groupBy('site', 'day')
    .select('site', 'day')
    .count({ n: '*' });
}
