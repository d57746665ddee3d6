import type { Booking } from '../../domain/booking/booking.ts';
import { closureOver, freeFor, type PlaceRoom, startsIn } from '../../domain/booking/place-rule.ts';
import { type Visit, visitAt } from '../../domain/booking/visit.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { dayBounds } from '../../domain/calendar/local-time.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome } from '../../domain/outcome.ts';
import { takenPlaces } from '../../store/booking/free-slots-query.ts';
import type { System } from '../system.ts';
import { withoutOwn } from './change-offer.ts';

export interface StaffSlots {
  readonly visit: Visit;
  /**
   * every start of the day that the hours allow, the full ones too (epoch ms); free: how many bookings would fit; kept: how many more
   * with the places that are kept back from booking online
   */
  readonly slots: readonly { readonly start: number; readonly free: number; readonly kept: number }[];
}

/**
 * The starts of one local day, whatever the booking window says: staff may go past it, and past full slots. The places of `own`, which is
 * to be changed, count as free. Refuses as `visitAt` does.
 */
export async function staffSlots(
  system: Pick<System, 'catalogue' | 'clock' | 'database'>,
  site: Site,
  services: readonly VisitService[],
  day: string,
  own: Booking | null = null,
): Promise<Outcome<StaffSlots>> {
  const { services: known, calendar } = await system.catalogue();
  const visit = visitAt(site, known, services);
  if (!visit.ok) return visit;
  const { queue, slots: length } = visit.value;
  const { start, end } = dayBounds(day, site.timeZone);
  const now = system.clock.now();
  const { reader, engine } = system.database;
  const all = await takenPlaces(reader, engine, [queue.id], start, end, now);
  const taken = own === null ? all : withoutOwn(all, own);
  const slot = queue.slotMinutes * minute;
  const room: PlaceRoom = { site, calendar, visit: visit.value, now, taken };
  const slots = openingOn(site, calendar, day)
    .sessions.flatMap((session) => startsIn(session, queue.slotMinutes, length))
    .filter((at) => at + length * slot > now)
    .filter((at) => closureOver(room, at) === null)
    .map((at) => {
      const free = freeFor(room, at);
      return { start: at, free, kept: freeFor({ ...room, keptBack: true }, at) - free };
    });
  return accept({ visit: visit.value, slots });
}
