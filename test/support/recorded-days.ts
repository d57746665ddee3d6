import type { Knex } from 'knex';
import { type RecordedDay, recordDay } from '../../server/domain/queue/forecast/recorded-day.ts';
import { keepRecord } from '../../server/store/statistics/recorded-day-store.ts';

/** Keeps a day of a site on which waits were told, and nothing else. */
export async function keepToldDay(
  writer: Knex,
  site: string,
  day: string,
  told: RecordedDay['told'],
): Promise<void> {
  const midnight = Date.parse(`${day}T00:00:00+08:00`);
  const empty = recordDay({ day, midnight, sessions: [], bookings: [], events: [] });
  await keepRecord(writer, { site, day, version: 1 }, { ...empty, told });
}
