import type { Knex } from 'knex';
import { type Call, emptyHall, type Hall, type HallEvent } from '../../domain/queue/hall/hall.ts';
import { parseActor, type Who } from '../../domain/staff/actor.ts';
import { counterStateOf, eventOf, ticketOf } from './hall-rows.ts';

/** The number of events of a hall's day so far; 0 when nothing has happened. */
export async function hallVersion(connection: Knex, site: string, day: string): Promise<number> {
  const row = await connection('hall_day').where({ site, day }).first('version');
  return row?.version ?? 0;
}

/** The stored state, taken from `kept` when that has the stored version already. */
export async function loadHallIfNewer(
  connection: Knex,
  site: string,
  day: string,
  kept: Hall | null,
): Promise<Hall> {
  const version = await hallVersion(connection, site, day);
  return kept?.version === version ? kept : loadHall(connection, site, day);
}

/** The stored state of one site's day; the empty hall when nothing has happened. Tickets in the order of issue. */
export async function loadHall(connection: Knex, site: string, day: string): Promise<Hall> {
  const head = await connection('hall_day').where({ site, day }).first();
  if (head === undefined) return emptyHall(site, day);
  const tickets = await connection('ticket').where({ site, day }).orderBy(['issued_at', 'number']);
  const counters = await connection('hall_counter').where({ site, day }).orderBy('counter');
  return {
    site,
    day,
    version: head.version,
    state: head.state,
    pauseReason: head.pause_reason,
    lastCallLifted: Boolean(head.last_call_lifted),
    tickets: new Map(tickets.map((row) => [row.id, ticketOf(row)])),
    counters: new Map(counters.map((row) => [row.counter, counterStateOf(row)])),
    lastNumbers: new Map(Object.entries(JSON.parse(head.last_numbers) as Record<string, number>)),
    calls: JSON.parse(head.calls) as Call[],
  };
}

export interface RecordedEvent {
  readonly event: HallEvent;
  readonly actor: Who;
}

/** The events of a day after a version, in order, at most `limit`. */
export async function eventsAfter(
  connection: Knex,
  site: string,
  day: string,
  after: number,
  limit = 100_000,
): Promise<RecordedEvent[]> {
  const rows = await connection('hall_event')
    .where({ site, day })
    .andWhere('version', '>', after)
    .orderBy('version')
    .limit(limit);
  return rows.map((row) => ({ event: eventOf(row), actor: parseActor(row.actor) }));
}

/** The events of each of a site's days between two local dates, both included, in order; days without any are left out. */
export async function eventsByDay(
  connection: Knex,
  site: string,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const rows = await connection('hall_event')
    .where({ site })
    .whereBetween('day', [from, to])
    .orderBy(['day', 'version']);
  const days = new Map<string, RecordedEvent[]>();
  for (const row of rows) {
    const ofDay = days.get(row.day) ?? [];
    ofDay.push({ event: eventOf(row), actor: parseActor(row.actor) });
    days.set(row.day, ofDay);
  }
  return days;
}

/** What made the hall what it is; null: nothing has happened. */
export async function lastEvent(
  connection: Knex,
  { site, day, version }: Pick<Hall, 'site' | 'day' | 'version'>,
): Promise<HallEvent | null> {
  const [last] = await eventsAfter(connection, site, day, version - 1, 1);
  return last?.event ?? null;
}

/** Whether a day was ended and opened again by hand. */
export async function wasReopened(connection: Knex, site: string, day: string): Promise<boolean> {
  const row = await connection('hall_event').where({ site, day, type: 'day_reopened' }).first('version');
  return row !== undefined;
}

/** The events of a day since an instant (epoch ms), in order. */
export async function eventsSince(
  connection: Knex,
  site: string,
  day: string,
  since: number,
): Promise<HallEvent[]> {
  const rows = await connection('hall_event')
    .where({ site, day })
    .andWhere('at', '>=', since)
    .orderBy('version');
  return rows.map(eventOf);
}

/** Site and day of a ticket, found by the hash of its secret; null when there is none. */
export async function findTicket(
  connection: Knex,
  tokenHash: string,
): Promise<{ id: string; site: string; day: string } | null> {
  const row = await connection('ticket').where({ token: tokenHash }).first('id', 'site', 'day');
  return row ?? null;
}

/** The days of any hall up to a local date that are not closed, in their order. */
export async function unclosedDays(
  connection: Knex,
  to: string,
): Promise<{ readonly site: string; readonly day: string }[]> {
  // written out, because SQLite matches an index of some rows to words, not to parameters
  return connection('hall_day')
    .whereRaw(`state <> 'closed'`)
    .andWhere('day', '<=', to)
    .orderBy(['day', 'site'])
    .select('site', 'day');
}
