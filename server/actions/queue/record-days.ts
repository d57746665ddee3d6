import { addDays, instantOfMinutes, localDate } from '../../domain/calendar/local-time.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import { recordDay } from '../../domain/queue/forecast/recorded-day.ts';
import { eventsAfter } from '../../store/queue/hall-query.ts';
import { bookingsOfDay, unrecordedDays } from '../../store/statistics/recorded-day-query.ts';
import { keepRecord } from '../../store/statistics/recorded-day-store.ts';
import type { System } from '../system.ts';

/** So many days are looked back on, and so many recorded in one go, so that an old installation catches up without standing still. */
const [lookedBack, atOnce] = [200, 40];

/** Records the closed days that were not yet, so that the waits of days to come learn from them. Answers how many. Twice does no harm. */
export async function recordDays(
  system: Pick<System, 'database' | 'catalogue' | 'clock'>,
  limit = atOnce,
): Promise<number> {
  const { reader, writer } = system.database;
  const { sites, calendar } = await system.catalogue();
  const from = addDays(localDate(system.clock.now(), 'UTC'), -lookedBack);
  const found = await unrecordedDays(reader, [...sites.keys()], from, limit);
  for (const known of found) {
    const site = sites.get(known.site);
    if (site === undefined) continue;
    const { day } = known;
    const recorded = await eventsAfter(reader, site.code, day, 0);
    const record = recordDay({
      day,
      midnight: instantOfMinutes(day, 0, site.timeZone),
      sessions: openingOn(site, calendar, day).sessions,
      bookings: await bookingsOfDay(reader, site.code, day),
      events: recorded.map(({ event }) => event).filter(({ version }) => version <= known.version),
    });
    await keepRecord(writer, known, record);
  }
  return found.length;
}
