import type { Request } from 'express';
import { visitsBefore } from '../../actions/booking/series.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { besideVisit } from '../../domain/booking/series.ts';
import type { DayOffer } from '../../domain/booking/slots.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import { journeyHref } from './journey.ts';
import type { BookingParts, Step } from './journey-step.ts';
import { knownVisits } from './known-visits.ts';
import type { SlotChoice } from './offer-view.ts';

const suggested = 3;

/** The free times next to the visit after which this one is booked. */
export interface BesideView {
  readonly heading: string;
  readonly slots: readonly SlotChoice[];
  readonly action: string;
}

/** The visit at the same site that was booked last before this one, in the list where its visitor has opened it; null: there is none. */
export async function bookedBefore(
  { system }: BookingParts,
  { draft, site }: Step,
  request: Request,
): Promise<Booking | null> {
  if (draft.after === null) return null;
  const visits = await visitsBefore(system, draft.after, knownVisits(system, request));
  return visits
    .filter((visit) => visit.site === site?.code && isActive(visit.state))
    .reduce<Booking | null>(
      (last, visit) => (visit.createdAt >= (last?.createdAt ?? 0) ? visit : last),
      null,
    );
}

export function besideView(
  { journey, site, page }: Step & { readonly site: Site },
  before: Booking | null,
  days: readonly DayOffer[],
): BesideView | null {
  const near = before === null ? [] : besideVisit(days, before, suggested);
  const [first] = near;
  if (before === null || first === undefined) return null;
  const { dayTime, time } = formatting(page.locale, site.timeZone);
  const key = first.start > before.start ? 'book.time.beside.after' : 'book.time.beside.before';
  return {
    heading: page.t(key, { when: dayTime(before.start) }),
    slots: near.map(({ start, free }) => ({
      start,
      time: time(start),
      left: page.t('book.time.left', { count: free }),
      chosen: false,
    })),
    action: journeyHref(paths.book.time(), journey),
  };
}
