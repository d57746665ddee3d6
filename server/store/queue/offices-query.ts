import type { Knex } from 'knex';

/** One office's day as its rows say it: nothing of it is worked out anew. */
export interface OfficeFigures {
  /** what staff have said of the hall today; null: nothing has happened there */
  readonly said: 'open' | 'paused' | 'closed' | null;
  readonly pauseReason: string | null;
  readonly waiting: number;
  /** epoch ms at which the one who waits longest got the ticket; null: nobody waits */
  readonly longestSince: number | null;
  /** called or at a counter */
  readonly served: number;
  readonly done: number;
  readonly counters: number;
  /** alarms that stand; null: nobody is told of any, so none are kept */
  readonly alarms: number;
  readonly booked: number;
  /** of the days after today */
  readonly coming: number;
}

const nothing: OfficeFigures = {
  said: null,
  pauseReason: null,
  waiting: 0,
  longestSince: null,
  served: 0,
  done: 0,
  counters: 0,
  alarms: 0,
  booked: 0,
  coming: 0,
};

/** The local date of an office's today, and the last of the days to come that count. */
export interface OfficeDays {
  readonly today: string;
  readonly last: string;
}

type Counted = Readonly<Record<string, string | number | null>>;

/** Of many offices (by code) in five questions, however many they are. */
export async function officeFigures(
  connection: Knex,
  days: ReadonlyMap<string, OfficeDays>,
): Promise<ReadonlyMap<string, OfficeFigures>> {
  const codes = [...days.keys()];
  const dates = [...new Set([...days.values()].map(({ today }) => today))];
  const found = new Map<string, OfficeFigures>(codes.map((code) => [code, nothing]));
  const add = (rows: readonly Counted[], of: (row: Counted) => Partial<OfficeFigures>): void => {
    for (const row of rows) {
      const [site, day] = [String(row['site']), row['day']];
      // another office is a day ahead
      const known = found.get(site);
      if (known === undefined || (day !== undefined && day !== days.get(site)?.today)) continue;
      found.set(site, { ...known, ...of(row) });
    }
  };
  const of = (table: 'hall_day' | 'ticket' | 'hall_counter' | 'floor_alarm') =>
    connection(table).whereIn('site', codes).whereIn('day', dates);
  add(rowsOf(await of('hall_day').select('site', 'day', 'state', 'pause_reason')), (row) => ({
    said: row['state'] as OfficeFigures['said'],
    pauseReason: row['pause_reason'] === null ? null : String(row['pause_reason']),
  }));
  const here = `count(case when state = 'waiting' then 1 end) as waiting,
    min(case when state = 'waiting' then issued_at end) as longest,
    count(case when state in ('called', 'serving') then 1 end) as served,
    count(case when state = 'done' then 1 end) as done`;
  add(
    rowsOf(await of('ticket').groupBy('site', 'day').select('site', 'day', connection.raw(here))),
    (row) => ({
      waiting: Number(row['waiting']),
      longestSince: row['longest'] === null ? null : Number(row['longest']),
      served: Number(row['served']),
      done: Number(row['done']),
    }),
  );
  const counters = of('hall_counter').where({ state: 'open' }).groupBy('site', 'day');
  add(rowsOf(await counters.select('site', 'day').count({ n: '*' })), (row) => ({
    counters: Number(row['n']),
  }));
  const alarms = of('floor_alarm').whereNotNull('seen_at').groupBy('site', 'day');
  add(rowsOf(await alarms.select('site', 'day').count({ n: '*' })), (row) => ({ alarms: Number(row['n']) }));
  for (const row of rowsOf(await bookedOn(connection, codes, [...days.values()]))) {
    const site = String(row['site']);
    const [known, its] = [found.get(site), days.get(site)];
    const day = String(row['day']);
    if (known === undefined || its === undefined || day < its.today || day > its.last) continue;
    const n = Number(row['n']);
    found.set(
      site,
      day === its.today ? { ...known, booked: known.booked + n } : { ...known, coming: known.coming + n },
    );
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

function rowsOf(answer: unknown): readonly Counted[] {
  return answer as readonly Counted[];
}
