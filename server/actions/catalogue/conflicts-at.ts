import { bookingWindow } from '../../domain/booking/booking-window.ts';
import { capacityConflicts, type Proposal, proposeMoves } from '../../domain/booking/capacity-conflicts.ts';
import { dayBounds } from '../../domain/calendar/local-time.ts';
import { takenPlaces } from '../../store/booking/free-slots-query.ts';
import { futureBookings } from '../../store/booking/future-bookings-query.ts';
import type { System } from '../system.ts';

/** The bookings of a site that do not fit as it is now, each with the nearest slot that is free for it. */
export async function conflictsAt(
  system: Pick<System, 'database' | 'clock' | 'catalogue'>,
  code: string,
): Promise<readonly Proposal[]> {
  const { reader, engine } = system.database;
  const catalogue = await system.catalogue();
  const site = catalogue.sites.get(code);
  if (site === undefined) return [];
  const now = system.clock.now();
  const ask = { site, services: catalogue.services, calendar: catalogue.calendar, now };
  const conflicts = capacityConflicts(ask, await futureBookings(reader, code, now));
  if (conflicts.length === 0) return [];
  const { firstDate, lastDate } = bookingWindow(site, catalogue.calendar, now);
  const queues = site.queues.map(({ id }) => id);
  const from = dayBounds(firstDate, site.timeZone).start;
  const to = dayBounds(lastDate, site.timeZone).end;
  const taken = await takenPlaces(reader, engine, queues, from, to, now);
  return proposeMoves(ask, conflicts, taken);
}
