import type { Booking } from '../../domain/booking/booking.ts';
import { bookingWindow } from '../../domain/booking/booking-window.ts';
import type { TakenPlaces } from '../../domain/booking/place.ts';
import { placesKept } from '../../domain/booking/place-rule.ts';
import { type DayOffer, daysOffered, type NearSlot, nearestFree } from '../../domain/booking/slots.ts';
import { type Visit, visitAt } from '../../domain/booking/visit.ts';
import { addDays, dayBounds } from '../../domain/calendar/local-time.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome } from '../../domain/outcome.ts';
import { takenPlaces } from '../../store/booking/free-slots-query.ts';
import type { System } from '../system.ts';

export interface ChangeOffer {
  readonly visit: Visit;
  /** such a visit fits at the booking's own time */
  readonly keepsTime: boolean;
  /** from today to a little past the last day that can be booked */
  readonly days: readonly DayOffer[];
}

/**
 * When a booking could take place if it were for these services: its own places count as free, as they do when it is changed. Refuses as
 * `visitAt` does, and with not_offered.
 */
export async function changeOffer(
  { catalogue, clock, database }: Pick<System, 'catalogue' | 'clock' | 'database'>,
  site: Site,
  booking: Booking,
  services: readonly VisitService[],
): Promise<Outcome<ChangeOffer>> {
  const known = await catalogue();
  const { calendar } = known;
  const visit = visitAt(site, known.services, services);
  if (!visit.ok) return visit;
  const now = clock.now();
  const { today, lastDate } = bookingWindow(site, calendar, now);
  const to = addDays(lastDate, 2);
  const range = [
    dayBounds(today, site.timeZone).start,
    Math.max(booking.end, dayBounds(to, site.timeZone).end),
  ] as const;
  const { reader, engine } = database;
  const { queue } = visit.value;
  const taken = withoutOwn(await takenPlaces(reader, engine, [queue.id], ...range, now), booking);
  const days = daysOffered({
    ...{ site, services: known.services, calendar, visit: services, from: today, to, now, taken },
  });
  if (!days.ok) return days;
  const kept = placesKept({ site, calendar, visit: visit.value, now, booking, taken });
  const offered = days.value.some(({ slots }) => slots.some(({ start }) => start === booking.start));
  return accept({ visit: visit.value, keepsTime: kept !== null || offered, days: days.value });
}

/** As if the booking were not there. */
export function withoutOwn(taken: TakenPlaces, { places }: Booking): TakenPlaces {
  return (queue, start) => {
    const own = places.filter((place) => place.queue === queue && place.start === start);
    return taken(queue, start).filter((number) => !own.some(({ place }) => place === number));
  };
}

const nearOffered = 6;

/** The times nearest to its own, other than that. */
export function nearestTimes({ days }: Pick<ChangeOffer, 'days'>, { start }: Booking): NearSlot[] {
  return nearestFree(days, start, nearOffered + 1)
    .filter((slot) => slot.start !== start)
    .slice(0, nearOffered);
}
