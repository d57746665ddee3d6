import { minute } from '../calendar/durations.ts';
import { isInstant, localDate } from '../calendar/local-time.ts';
import { type DayOpening, type OpenSession, openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { PartClosure, Queue, Site } from '../catalogue/site.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import type { Booking } from './booking.ts';
import { bookingWindow, inWindow } from './booking-window.ts';
import { extraPlaceBase, type PlaceKey, type TakenPlaces } from './place.ts';
import { bookableOnline, placesOfSlot } from './places-of-slot.ts';
import type { Visit } from './visit.ts';

/** A visit can be booked here at all: an active site with bookings. Refuses with not_offered. */
export function takesBookings(site: Site): Outcome<null> {
  return site.bookable && site.active ? accept(null) : refuse('not_offered', { site: site.code });
}

/** Starts (epoch ms) at which a visit of so many slots fits into one session, by elapsed time. */
export function startsIn(session: OpenSession, slotMinutes: number, slots: number): number[] {
  const slot = slotMinutes * minute;
  const last = session.closes - slots * slot;
  const starts: number[] = [];
  const skipped = Math.ceil((session.opens - session.grid) / slot);
  for (let start = session.grid + skipped * slot; start <= last; start += slot) starts.push(start);
  return starts;
}

/** Whether a visit fits the day's hours at `start`: on the grid of one session, its end inside it. */
export function fitsOpening(opening: DayOpening, slotMinutes: number, start: number, slots: number): boolean {
  const slot = slotMinutes * minute;
  return opening.sessions.some(
    ({ opens, closes, grid }) =>
      start >= opens && start + slots * slot <= closes && (start - grid) % slot === 0,
  );
}

/** What decides which places a visit may have. */
export interface PlaceRoom {
  readonly site: Site;
  readonly calendar: PublishedCalendar;
  readonly visit: Visit;
  readonly now: number;
  readonly taken: TakenPlaces;
  /** staff only: those that are kept back from booking online as well */
  readonly keptBack?: boolean;
}

/** Free place numbers of one slot, lowest first. Numbers above the slot's places neither fill a slot nor free it. */
function freePlaces(room: PlaceRoom, start: number): number[] {
  const { queue } = room.visit;
  const slot = placesOfSlot(room.site, room.calendar, queue, start);
  const last = room.keptBack ? slot.all : bookableOnline(slot, room.now);
  const gone = room.taken(queue.id, start);
  const free: number[] = [];
  for (let place = 1; place <= last; place += 1) if (!gone.includes(place)) free.push(place);
  return free;
}

/** How many bookings of this visit would succeed one after another from `start`: the fewest free places of its slots (B2). */
export function freeFor(room: PlaceRoom, start: number): number {
  const { queue, slots } = room.visit;
  let fewest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < slots && fewest > 0; k += 1)
    fewest = Math.min(fewest, freePlaces(room, start + k * queue.slotMinutes * minute).length);
  return fewest;
}

/** The first closure of a part by which a visit cannot be at `start`, staff or not; null: none. */
export function closureOver(
  room: Pick<PlaceRoom, 'site' | 'calendar' | 'visit'>,
  start: number,
): PartClosure | null {
  if (room.site.partClosures === undefined) return null;
  const { queue, slots } = room.visit;
  for (let k = 0; k < slots; k += 1) {
    const slot = placesOfSlot(room.site, room.calendar, queue, start + k * queue.slotMinutes * minute);
    if (slot.closed !== null) return slot.closed;
  }
  return null;
}

function lowestExtra(queue: Queue, start: number, taken: TakenPlaces): number {
  const gone = taken(queue.id, start);
  let place = extraPlaceBase + 1;
  while (gone.includes(place)) place += 1;
  return place;
}

export interface PlaceAsk extends PlaceRoom {
  /** epoch ms */
  readonly start: number;
  /** take an extra place where a slot is full */
  readonly overbook?: boolean;
  /** staff past the booking window; hours and places still hold */
  readonly anyTime?: boolean;
}

export interface PlacesFound {
  /** local date */
  readonly day: string;
  /** end of the last slot, epoch ms */
  readonly end: number;
  readonly places: readonly PlaceKey[];
}

/**
 * The one rule behind every offer and every booking (B5): the places that a visit takes when it starts at `start`, one in each slot
 * that it covers, all or none. Refuses with not_offered (site, hours, grid, a closed queue), too_early, too_late, slot_taken.
 */
export function placesFor(ask: PlaceAsk): Outcome<PlacesFound> {
  const { site, calendar, visit, start, now, taken } = ask;
  const { queue, slots } = visit;
  const open = takesBookings(site);
  if (!open.ok) return open;
  if (!isInstant(start)) return refuse('not_offered');
  const day = localDate(start, site.timeZone);
  const end = start + slots * queue.slotMinutes * minute;
  if (ask.anyTime && end <= now) return refuse('too_late');
  if (!ask.anyTime) {
    const allowed = inWindow(bookingWindow(site, calendar, now), day, start);
    if (!allowed.ok) return allowed;
  }
  if (!fitsOpening(openingOn(site, calendar, day), queue.slotMinutes, start, slots))
    return refuse('not_offered');
  if (closureOver(ask, start) !== null) return refuse('not_offered');
  const places: PlaceKey[] = [];
  for (let k = 0; k < slots; k += 1) {
    const slot = start + k * queue.slotMinutes * minute;
    const place = freePlaces(ask, slot)[0] ?? (ask.overbook ? lowestExtra(queue, slot, taken) : undefined);
    if (place === undefined) return refuse('slot_taken');
    const kept = place > bookableOnline(placesOfSlot(site, calendar, queue, slot), now);
    const key = { queue: queue.id, start: slot, place };
    places.push(kept && place <= extraPlaceBase ? { ...key, kept: true } : key);
  }
  return accept({ day, end, places });
}

export interface KeepAsk extends PlaceRoom {
  /** `visit` is what it is to become, at the same start; its own places are not among those taken */
  readonly booking: Pick<Booking, 'queue' | 'day' | 'start' | 'places'>;
}

/**
 * The places of a booking whose visit becomes shorter or longer at its own start: those that it has, and after them free ones. Null: it does
 * not fit there, or goes to another queue.
 */
export function placesKept({ booking, ...room }: KeepAsk): PlacesFound | null {
  const { site, calendar, visit } = room;
  const { queue, slots } = visit;
  const { start, day } = booking;
  const slot = queue.slotMinutes * minute;
  if (!takesBookings(site).ok || booking.queue !== queue.id) return null;
  if (booking.places.some((place, k) => place.start !== start + k * slot)) return null;
  const places = booking.places.slice(0, slots);
  const opening = openingOn(site, calendar, day);
  if (places.length < slots && !fitsOpening(opening, queue.slotMinutes, start, slots)) return null;
  for (let at = start + places.length * slot; places.length < slots; at += slot) {
    const [place] = freePlaces(room, at);
    if (place === undefined) return null;
    places.push({ queue: queue.id, start: at, place });
  }
  return { day, end: start + slots * slot, places };
}
