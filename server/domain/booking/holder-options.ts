import { minute } from '../calendar/durations.ts';
import type { Service } from '../catalogue/service.ts';
import type { Site } from '../catalogue/site.ts';
import type { Booking } from './booking.ts';
import { isActive } from './booking-states.ts';
import { takesBookings } from './place-rule.ts';
import { visitAt } from './visit.ts';

/** What the holder of a booking can do with it at one instant. Whatever offers something to a holder asks here: mail, calendar, SMS, page, API. */
export interface HolderOptions {
  /** last instant at which it can be moved or cancelled, epoch ms; it may have passed */
  readonly until: number;
  /** another time, or other services */
  readonly move: boolean;
  readonly cancel: boolean;
  /** self-service or online agency */
  readonly handling: boolean;
  /** whom to reach, and how to be reminded */
  readonly contact: boolean;
}

type Visit = Pick<Booking, 'state' | 'start' | 'services'>;

/** The last instant (epoch ms) at which a holder can move or cancel a visit that starts at `start`. */
export function changesEnd(site: Site, start: number): number {
  return start - site.rules.cutOffMinutes * minute;
}

/** The rules of the moment `now` (epoch ms); `site` null: it is not in the catalogue any more. */
export function holderOptions(
  { state, start, services }: Visit,
  site: Site | null,
  catalogueServices: ReadonlyMap<string, Service>,
  now: number,
): HolderOptions {
  if (site === null || !site.active)
    return { until: start, move: false, cancel: false, handling: false, contact: false };
  const until = changesEnd(site, start);
  const cancel = state === 'confirmed' && now <= until;
  return {
    until,
    move: cancel && takesBookings(site).ok && visitAt(site, catalogueServices, services).ok,
    cancel,
    handling: cancel && site.handling,
    contact: isActive(state),
  };
}
