import { addDays, localDate } from '../calendar/local-time.ts';
import { openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Queue, Site } from '../catalogue/site.ts';
import { startsIn } from './place-rule.ts';
import { placesOfSlot } from './places-of-slot.ts';

export interface DayPlaces {
  /** local date */
  readonly date: string;
  readonly all: number;
  readonly walkIn: number;
  readonly later: number;
}

const daysLookedAt = 14;

/** The places of a queue on the first day after today that is open; null: none within two weeks. `now` in epoch ms. */
export function placesOfDay(
  site: Site,
  calendar: PublishedCalendar,
  queue: Queue,
  now: number,
): DayPlaces | null {
  const today = localDate(now, site.timeZone);
  for (let ahead = 1; ahead <= daysLookedAt; ahead += 1) {
    const date = addDays(today, ahead);
    const slots = openingOn(site, calendar, date)
      .sessions.flatMap((session) => startsIn(session, queue.slotMinutes, 1))
      .map((start) => placesOfSlot(site, calendar, queue, start));
    if (slots.length === 0) continue;
    const sum = (of: 'all' | 'walkIn' | 'later') => slots.reduce((total, slot) => total + slot[of], 0);
    return { date, all: sum('all'), walkIn: sum('walkIn'), later: sum('later') };
  }
  return null;
}
