import { minute } from '../calendar/durations.ts';
import { openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Service } from '../catalogue/service.ts';
import type { Site } from '../catalogue/site.ts';
import { furtherTime } from './another-time.ts';
import type { Booking } from './booking.ts';
import { bookingWindow } from './booking-window.ts';
import { extraPlaceBase, type PlaceKey, type TakenPlaces } from './place.ts';
import { fitsOpening, placesFor } from './place-rule.ts';
import { placesOfSlot } from './places-of-slot.ts';
import { type Prevention, whatPrevents } from './prevented-visit.ts';
import { daysOffered } from './slots.ts';
import { answerUntil, mostTimes, soonestOffered } from './time-offer.ts';
import { visitAt } from './visit.ts';

/**
 * Why a booking no longer fits: its services or queue are gone, the day is closed, its time is outside the hours, its queue is closed
 * then, its time is no start of a slot any more (other slots would run across it), or its place is above the places of its slot.
 */
export type ConflictReason = Prevention | 'off_grid' | 'above_capacity';

export interface Conflict<Visit = Booking> {
  readonly booking: Visit;
  readonly reason: ConflictReason;
}

/** As much of a booking as says whether it fits. */
export type VisitToFit = Pick<
  Booking,
  'id' | 'site' | 'queue' | 'day' | 'start' | 'end' | 'state' | 'services' | 'places'
>;

export interface ConflictAsk {
  readonly site: Site;
  readonly services: ReadonlyMap<string, Service>;
  readonly calendar: PublishedCalendar;
  /** epoch ms */
  readonly now: number;
  /** ids of bookings whose holders have agreed to an earlier time, too */
  readonly earlierAgreed?: ReadonlySet<string>;
}

function whyNot(ask: ConflictAsk, booking: VisitToFit): ConflictReason | null {
  const { site, calendar } = ask;
  const prevented = whatPrevents(ask, booking);
  if (prevented !== null) return prevented;
  const queue = site.queues.find((row) => row.id === booking.queue);
  if (queue === undefined) return 'service_not_offered';
  const opening = openingOn(site, calendar, booking.day);
  const slot = queue.slotMinutes * minute;
  const whole = (booking.end - booking.start) / slot;
  const sameSlots =
    whole === booking.places.length && fitsOpening(opening, queue.slotMinutes, booking.start, whole);
  if (!sameSlots) return 'off_grid';
  const slots = booking.places.map(({ start, place }) => ({
    place,
    ...placesOfSlot(site, calendar, queue, start),
  }));
  const above = slots.some(({ place, all }) => place > all && place <= extraPlaceBase);
  return above ? 'above_capacity' : null;
}

/**
 * The confirmed bookings still to come that no longer fit the site as it is now, in the order of time. Every other one keeps exactly
 * the places it has, so a cut loses nothing. Deliberate overbooking is no conflict.
 */
export function capacityConflicts<Visit extends VisitToFit>(
  ask: ConflictAsk,
  bookings: readonly Visit[],
): Conflict<Visit>[] {
  const conflicts: Conflict<Visit>[] = [];
  for (const booking of bookings) {
    if (booking.state !== 'confirmed' || booking.start < ask.now || booking.site !== ask.site.code) continue;
    const reason = whyNot(ask, booking);
    if (reason !== null) conflicts.push({ booking, reason });
  }
  return conflicts.sort(
    (a, b) => a.booking.start - b.booking.start || (a.booking.id < b.booking.id ? -1 : 1),
  );
}

export interface Proposal {
  readonly conflict: Conflict;
  /** the free time that suits it best, epoch ms, never an earlier one without consent; null: none within the booking window */
  readonly start: number | null;
  /** it and the next best ones: one to move it to, or as many as are offered */
  readonly times: readonly number[];
}

/**
 * Another time for each conflict, so that all of them could be moved one after another: what one would take is not proposed to the next. To be
 * offered: `mostTimes`, of those that can still be prepared for once the answer has come, one for everybody before a second for anybody.
 */
export function proposeMoves(
  ask: ConflictAsk,
  conflicts: readonly Conflict[],
  taken: TakenPlaces,
  offered = false,
): Proposal[] {
  const { site, services, calendar, now } = ask;
  const promised = new Map<string, number[]>();
  const both: TakenPlaces = (queue, start) => {
    const more = promised.get(`${queue}|${start}`);
    return more === undefined ? taken(queue, start) : [...taken(queue, start), ...more];
  };
  const promise = (keys: readonly PlaceKey[]) => {
    for (const { queue, start, place } of keys) {
      const id = `${queue}|${start}`;
      promised.set(id, [...(promised.get(id) ?? []), place]);
    }
  };
  const { firstDate: from, lastDate: to } = bookingWindow(site, calendar, now);
  // for such a visit nothing is free any more, and promises only grow: thousands need not look again
  const hopeless = new Set<string>();
  const next = (booking: Booking, has: readonly number[]): number | null => {
    const sort = JSON.stringify(booking.services);
    if (hopeless.has(sort)) return null;
    const visit = visitAt(site, services, booking.services);
    if (!visit.ok) return null;
    const found = daysOffered({
      ...{ site, services, calendar, from, to, now, taken: both },
      visit: booking.services,
    });
    const days = found.ok ? found.value : [];
    if (days.every(({ slots }) => slots.length === 0)) hopeless.add(sort);
    const until = offered ? answerUntil(site, booking, now) : now;
    const start = furtherTime(days, booking.start, site.timeZone, {
      earlierAgreed: ask.earlierAgreed?.has(booking.id) ?? false,
      has,
      // without time to ask, nothing but its own time is left
      soonest: until === null ? Number.POSITIVE_INFINITY : offered ? soonestOffered(site, until) : until,
    });
    if (start === null) return null;
    const kept = placesFor({ site, calendar, visit: visit.value, start, now, taken: both });
    if (kept.ok) promise(kept.value.places);
    return start;
  };
  const given = conflicts.map((conflict): { conflict: Conflict; times: number[] } => ({
    conflict,
    times: [],
  }));
  for (let round = 0; round < (offered ? mostTimes : 1); round += 1)
    for (const { conflict, times } of given) {
      // who had none before finds none now, and who can stay at his own time is asked nothing
      if (times.length < round || times[0] === conflict.booking.start) continue;
      const start = next(conflict.booking, times);
      if (start !== null) times.push(start);
    }
  return given.map(({ conflict, times }) => ({ conflict, times, start: times[0] ?? null }));
}
