import { bookingWindow } from '../booking/booking-window.ts';
import type { BookingContext, Ledger } from '../booking/ledger.ts';
import { takenInLedger } from '../booking/ledger-places.ts';
import { placesFor, startsIn } from '../booking/place-rule.ts';
import { type Visit, visitAt } from '../booking/visit.ts';
import { addDays, instantOf, weekdayOf } from '../calendar/local-time.ts';
import { openingOn } from '../calendar/opening-hours.ts';
import type { VisitService } from '../catalogue/service.ts';
import type { WaitEntry } from './wait-entry.ts';

/** The days (local dates, in order) that can be booked now. */
export function bookableDays({ site, calendar, now }: BookingContext): readonly string[] {
  const { firstDate, lastDate } = bookingWindow(site, calendar, now);
  const days: string[] = [];
  for (let day = firstDate; day <= lastDate; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Whether somebody who waits would come on that day. */
export function wantsDay(entry: WaitEntry, day: string): boolean {
  const { from, to, weekdays } = entry;
  return day >= from && day <= to && (weekdays.length === 0 || weekdays.includes(weekdayOf(day)));
}

/** Whether they would come at `start` on a local day that they want, and were not offered it before. */
export function wantsStart(entry: WaitEntry, day: string, start: number, zone: string): boolean {
  if (entry.passed.includes(start)) return false;
  const { times } = entry;
  return (
    times.length === 0 ||
    times.some(({ from, to }) => start >= instantOf(day, from, zone) && start < instantOf(day, to, zone))
  );
}

/** What somebody who waits would come for: for an earlier time, what is booked now. */
export function servicesOf(ledger: Ledger, { kind, booking, services }: WaitEntry): readonly VisitService[] {
  return (kind === 'earlier' ? ledger.bookings.get(booking ?? '')?.services : null) ?? services;
}

/** The visit of somebody who waits; null: the site has no such visits any more. */
export function visitOfEntry(
  ledger: Ledger,
  { site, services }: BookingContext,
  entry: WaitEntry,
): Visit | null {
  const visit = visitAt(site, services, servicesOf(ledger, entry));
  return visit.ok ? visit.value : null;
}

/**
 * Starts that are free for whoever waits: as the free-slot query finds them, and those that cool down beside. What was found is kept until
 * `changed` says that places of a queue were taken or given back.
 */
export class FreeStarts {
  readonly #ledger: Ledger;
  readonly #context: BookingContext;
  readonly #known = new Map<string, Map<string, readonly number[]>>();

  constructor(ledger: Ledger, context: BookingContext) {
    this.#ledger = ledger;
    this.#context = context;
  }

  on(day: string, visit: Visit): readonly number[] {
    const { queue, slots } = visit;
    const byDay = this.#known.get(queue.id) ?? new Map<string, readonly number[]>();
    this.#known.set(queue.id, byDay);
    const key = `${day}|${slots}`;
    const found = byDay.get(key) ?? this.#find(day, visit);
    byDay.set(key, found);
    return found;
  }

  changed(queue: string): void {
    this.#known.delete(queue);
  }

  #find(day: string, visit: Visit): readonly number[] {
    const { site, calendar, now } = this.#context;
    const taken = takenInLedger(this.#ledger, visit.queue, now, { cooling: true });
    return openingOn(site, calendar, day)
      .sessions.flatMap((session) => startsIn(session, visit.queue.slotMinutes, visit.slots))
      .filter((start) => placesFor({ site, calendar, visit, start, now, taken }).ok);
  }
}
