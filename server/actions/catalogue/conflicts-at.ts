import type { Booking } from '../../domain/booking/booking.ts';
import { bookingWindow } from '../../domain/booking/booking-window.ts';
import {
  type Conflict,
  type ConflictAsk,
  capacityConflicts,
  type Proposal,
  proposeMoves,
} from '../../domain/booking/capacity-conflicts.ts';
import { dayBounds } from '../../domain/calendar/local-time.ts';
import { earlierConsents } from '../../store/booking/earlier-consent-query.ts';
import { takenPlaces } from '../../store/booking/free-slots-query.ts';
import { futureBookings } from '../../store/booking/future-bookings-query.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'clock' | 'catalogue'>;

interface Proposed {
  /** with the times to be offered, not only the one that suits it best */
  readonly offered?: boolean;
  /** which are to be settled; nothing is set aside for the others. All unless said. */
  readonly of?: (booking: Booking) => boolean;
}

/** The bookings of a site that do not fit as it is now, each with the time that suits it best of those that are free. */
export async function conflictsAt(
  system: Parts,
  code: string,
  { offered = false, of = () => true }: Proposed = {},
): Promise<readonly Proposal[]> {
  const found = await unfitting(system, code);
  const conflicts = found?.conflicts.filter(({ booking }) => of(booking)) ?? [];
  if (found === null || conflicts.length === 0) return [];
  const { ask } = found;
  const { site, calendar, now } = ask;
  const { reader, engine } = system.database;
  const { firstDate, lastDate } = bookingWindow(site, calendar, now);
  const queues = site.queues.map(({ id }) => id);
  const from = dayBounds(firstDate, site.timeZone).start;
  const to = dayBounds(lastDate, site.timeZone).end;
  const taken = await takenPlaces(reader, engine, queues, from, to, now);
  const ids = conflicts.map(({ booking }) => booking.id);
  const earlierAgreed = await earlierConsents(reader, ids);
  return proposeMoves({ ...ask, earlierAgreed }, conflicts, taken, offered);
}

/** Null: there is no such site. */
async function unfitting(
  { database, clock, catalogue }: Parts,
  code: string,
): Promise<{ readonly ask: ConflictAsk; readonly conflicts: readonly Conflict[] } | null> {
  const { sites, services, calendar } = await catalogue();
  const site = sites.get(code);
  if (site === undefined) return null;
  const now = clock.now();
  const ask = { site, services, calendar, now };
  return { ask, conflicts: capacityConflicts(ask, await futureBookings(database.reader, code, now)) };
}
