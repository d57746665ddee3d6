import { minute } from '../calendar/durations.ts';
import { openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { PartClosure, Site } from '../catalogue/site.ts';
import type { Booking } from './booking.ts';
import { placesOfSlot } from './places-of-slot.ts';

/** Why a visit cannot take place: its services or queue are gone, the day is closed, its time is outside the hours, or its queue is closed then. */
export type Prevention = 'service_not_offered' | 'closed' | 'outside_hours' | 'queue_closed';

export interface PreventionAsk {
  readonly site: Site;
  readonly calendar: PublishedCalendar;
}

type Visit = Pick<Booking, 'queue' | 'services' | 'day' | 'start' | 'end'>;

/** What stands in the way of a visit as its site is now; null: nothing. */
export function whatPrevents(ask: PreventionAsk, visit: Visit): Prevention | null {
  const { site } = ask;
  const known = site.queues.some(({ id }) => id === visit.queue);
  const offered = visit.services.every(({ code }) => site.services.some(({ service }) => service === code));
  if (!site.active || !site.bookable || !known || !offered) return 'service_not_offered';
  return hoursPrevent(ask, visit);
}

/** Whether the hours and closures of its day leave no room for a visit; null: they do. */
export function hoursPrevent(
  ask: PreventionAsk,
  visit: Pick<Visit, 'queue' | 'day' | 'start' | 'end'>,
): Exclude<Prevention, 'service_not_offered'> | null {
  const { sessions } = openingOn(ask.site, ask.calendar, visit.day);
  if (sessions.length === 0) return 'closed';
  const inside = sessions.some(({ opens, closes }) => visit.start >= opens && visit.end <= closes);
  if (!inside) return 'outside_hours';
  return partClosedOver(ask, visit) === null ? null : 'queue_closed';
}

/** The closure of a part that takes the queue of a visit away during its time; null: none does. */
export function partClosedOver(
  { site, calendar }: PreventionAsk,
  { queue: id, start, end }: Pick<Visit, 'queue' | 'start' | 'end'>,
): PartClosure | null {
  const queue = site.queues.find((one) => one.id === id);
  if (queue === undefined) return null;
  for (let slot = start; slot < end; slot += queue.slotMinutes * minute) {
    const { closed } = placesOfSlot(site, calendar, queue, slot);
    if (closed !== null) return closed;
  }
  return null;
}
