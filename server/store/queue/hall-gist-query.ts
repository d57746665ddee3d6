import type { Knex } from 'knex';
import type { CounterState } from '../../domain/queue/hall/hall.ts';
import { emptyHall, type Hall } from '../../domain/queue/hall/hall.ts';
import type { TicketState } from '../../domain/queue/hall/ticket.ts';
import { counterStateOf } from './hall-rows.ts';

/** How many tickets and counters of a hall are in which state today, and what staff have said of the hall. */
export interface HallGist extends Pick<Hall, 'site' | 'day' | 'version' | 'state' | 'pauseReason'> {
  readonly tickets: ReadonlyMap<TicketState, number>;
  readonly counters: ReadonlyMap<CounterState['state'], number>;
}

interface Counted {
  readonly site: string;
  readonly day: string;
  readonly state: string;
  readonly n: number | string;
}

/** Of many sites (code → local date of its today) in three questions, however many they are; where nothing has happened, of an empty hall. */
export async function hallGists(
  connection: Knex,
  days: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, HallGist>> {
  const wanted = (table: 'hall_day' | 'ticket' | 'hall_counter'): Knex.QueryBuilder =>
    connection(table)
      .whereIn('site', [...days.keys()])
      .whereIn('day', [...new Set(days.values())]);
  const heads = (await wanted('hall_day').select('site', 'day', 'version', 'state', 'pause_reason')) as {
    readonly site: string;
    readonly day: string;
    readonly version: number;
    readonly state: Hall['state'];
    readonly pause_reason: string | null;
  }[];
  const count = async (table: 'ticket' | 'hall_counter') =>
    bySite(
      days,
      (await wanted(table)
        .groupBy('site', 'day', 'state')
        .select('site', 'day', 'state')
        .count({ n: '*' })) as unknown as Counted[],
    );
  const tickets = await count('ticket');
  const counters = await count('hall_counter');
  const known = new Map(
    heads.filter(({ site, day }) => days.get(site) === day).map((row) => [row.site, row]),
  );
  return new Map(
    [...days].map(([site, day]) => {
      const { version, state, pauseReason } = emptyHall(site, day);
      const head = known.get(site);
      return [
        site,
        {
          ...{ site, day, version: head?.version ?? version, state: head?.state ?? state },
          pauseReason: head === undefined ? pauseReason : head.pause_reason,
          tickets: (tickets.get(site) ?? new Map()) as HallGist['tickets'],
          counters: (counters.get(site) ?? new Map()) as HallGist['counters'],
        },
      ];
    }),
  );
}

/** What every counter of these sites (code → local date) does, by site and counter, in one question; of one that has done nothing, nothing. */
export async function countersOf(
  connection: Knex,
  days: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, CounterState>>> {
  const rows = await connection('hall_counter')
    .whereIn('site', [...days.keys()])
    .whereIn('day', [...new Set(days.values())])
    .orderBy(['site', 'counter']);
  const sites = new Map<string, Map<string, CounterState>>();
  for (const row of rows) {
    if (days.get(row.site) !== row.day) continue;
    const counters = sites.get(row.site) ?? new Map<string, CounterState>();
    sites.set(row.site, counters.set(row.counter, counterStateOf(row)));
  }
  return sites;
}

function bySite(
  days: ReadonlyMap<string, string>,
  rows: readonly Counted[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const sites = new Map<string, Map<string, number>>();
  for (const { site, day, state, n } of rows) {
    // another site is a day ahead
    if (days.get(site) !== day) continue;
    const states = sites.get(site) ?? new Map<string, number>();
    sites.set(site, states.set(state, Number(n)));
  }
  return sites;
}
