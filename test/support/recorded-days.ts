import type { Knex } from 'knex';
import { type RecordedDay, recordDay } from '../../server/domain/queue/forecast/recorded-day.ts';
import { keepRecord } from '../../server/store/statistics/recorded-day-store.ts';

/** Keeps a day of a site on which waits were told, and nothing else. */
export function keepToldDay(
  writer: Knex,
  site: string,
  day: string,
  told: RecordedDay['told'],
): Promise<void> {
  return keepDay(writer, site, { ...emptyDay(day), told });
}

/** Keeps a day of a site on which 100 came, one every four minutes from shortly after nine; two counters worked until noon, then one. */
export function keepBusyDay(writer: Knex, site: string, day: string): Promise<void> {
  const services = [{ code: 'RENEW', quantity: 1 }];
  const walkIns = Array.from({ length: 100 }, (_, index) => ({
    at: 545 + 4 * index,
    queue: `${site}:A`,
    priority: false,
    services,
  }));
  const visits = walkIns.map(() => ({ services, minutes: 9, by: `${site}-1` }));
  const worked = { [`${site}-1`]: [[540, 1020]], [`${site}-2`]: [[540, 720]] } as const;
  return keepDay(writer, site, { ...emptyDay(day), walkIns, visits, worked });
}

function emptyDay(day: string): RecordedDay {
  const midnight = Date.parse(`${day}T00:00:00+08:00`);
  return recordDay({ day, midnight, sessions: [], bookings: [], events: [] });
}

function keepDay(writer: Knex, site: string, record: RecordedDay): Promise<void> {
  return keepRecord(writer, { site, day: record.day, version: 1 }, record);
}
