import type { Knex } from 'knex';
import type { BookingOfDay, RecordedDay } from '../../domain/queue/forecast/recorded-day.ts';
import { recordForm } from '../../domain/queue/forecast/recorded-day.ts';

/** The last recorded days of a site before a local date, oldest first, at most `limit`. */
export async function recordedDays(
  connection: Knex,
  site: string,
  before: string,
  limit: number,
): Promise<RecordedDay[]> {
  const rows = await connection('recorded_day')
    .where({ site, form: recordForm })
    .andWhere('day', '<', before)
    .orderBy('day', 'desc')
    .limit(limit)
    .select('record');
  return rows.reverse().map(({ record }) => JSON.parse(record) as RecordedDay);
}

/** The same of several sites (code → local date before which), in one question. */
export async function recordedDaysOf(
  connection: Knex,
  sites: ReadonlyMap<string, string>,
  limit: number,
): Promise<ReadonlyMap<string, RecordedDay[]>> {
  const before = [...new Set(sites.values())];
  const found = new Map<string, RecordedDay[]>();
  // sites of one zone have the same date
  for (const day of before) {
    const these = [...sites].flatMap(([site, own]) => (own === day ? [site] : []));
    const newest = connection('recorded_day')
      .whereIn('site', these)
      .andWhere({ form: recordForm })
      .andWhere('day', '<', day)
      .select('site', 'day', 'record')
      .rowNumber('place', (place) => place.partitionBy('site').orderBy('day', 'desc'));
    const rows = (await connection
      .from(newest.as('newest'))
      .where('place', '<=', limit)
      .orderBy(['site', 'day'])
      .select('site', 'record')) as { readonly site: string; readonly record: string }[];
    for (const site of these) found.set(site, []);
    for (const { site, record } of rows) found.get(site)?.push(JSON.parse(record) as RecordedDay);
  }
  return found;
}

/** The recorded days of a site between two local dates, both included, in order. */
export async function recordedBetween(
  connection: Knex,
  site: string,
  from: string,
  to: string,
): Promise<RecordedDay[]> {
  const rows = await connection('recorded_day')
    .where({ site, form: recordForm })
    .whereBetween('day', [from, to])
    .orderBy('day')
    .select('record');
  return rows.map(({ record }) => JSON.parse(record) as RecordedDay);
}

export interface DayToRecordAnew {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly version: number;
}

/** Closed days of some sites from a local date on that were not recorded, or have changed since; the last first, at most `limit`. */
export async function unrecordedDays(
  connection: Knex,
  sites: readonly string[],
  from: string,
  limit: number,
): Promise<DayToRecordAnew[]> {
  return connection('hall_day as h')
    .leftJoin('recorded_day as r', (join) => {
      join.on('r.site', 'h.site').andOn('r.day', 'h.day').andOn('r.version', 'h.version');
      join.andOnVal('r.form', recordForm);
    })
    .whereIn('h.site', [...sites])
    .andWhere('h.state', 'closed')
    .andWhere('h.day', '>=', from)
    .whereNull('r.day')
    .orderBy('h.day', 'desc')
    .limit(limit)
    .select('h.site', 'h.day', 'h.version');
}

/** The booked visits of a site's day that were not cancelled. */
export async function bookingsOfDay(connection: Knex, site: string, day: string): Promise<BookingOfDay[]> {
  const rows = await connection('booking')
    .where({ site, day })
    .whereIn('state', ['arrived', 'completed', 'not_served', 'missed', 'excused'])
    .orderBy('starts_at')
    .select('id', 'starts_at', 'created_at', 'state');
  return rows.map((row) => ({
    id: row.id,
    start: row.starts_at,
    bookedAt: row.created_at,
    came: row.state === 'completed' || row.state === 'arrived' || row.state === 'not_served',
  }));
}

/** A day as it was recorded, not yet read: whoever reads it does so where it disturbs nobody. */
export interface StoredRecord {
  /** local date */
  readonly day: string;
  readonly record: string;
}

/** The last recorded days of a site before a local date, oldest first, at most `limit`, as they are stored. */
export async function storedRecords(
  connection: Knex,
  site: string,
  before: string,
  limit: number,
): Promise<StoredRecord[]> {
  const rows = await connection('recorded_day')
    .where({ site, form: recordForm })
    .andWhere('day', '<', before)
    .orderBy('day', 'desc')
    .limit(limit)
    .select('day', 'record');
  return rows.reverse();
}
