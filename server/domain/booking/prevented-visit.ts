import { openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';
import type { Booking } from './booking.ts';

/** Why a visit cannot take place: its services or queue are gone, the day is closed, or its time is outside the hours. */
export type Prevention = 'service_not_offered' | 'closed' | 'outside_hours';

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
  { site, calendar }: PreventionAsk,
  { day, start, end }: Pick<Visit, 'day' | 'start' | 'end'>,
): Exclude<Prevention, 'service_not_offered'> | null {
  const { sessions } = openingOn(site, calendar, day);
  if (sessions.length === 0) return 'closed';
  return sessions.some(({ opens, closes }) => start >= opens && end <= closes) ? null : 'outside_hours';
}
