import { freeSlots, shownFreeSlots } from '../../actions/booking/free-slots.ts';
import type { System } from '../../actions/system.ts';
import type { Hold } from '../../domain/booking/booking.ts';
import { bookingWindow } from '../../domain/booking/booking-window.ts';
import { isHoldCap } from '../../domain/booking/demand.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import { type DayOffer, type NearSlot, nearestFree } from '../../domain/booking/slots.ts';
import { sameServices } from '../../domain/booking/visit.ts';
import { addDays } from '../../domain/calendar/local-time.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { holdById } from '../../store/booking/booking-query.ts';
import type { BookingParts, Step } from './journey-step.ts';

/** How the chosen time stands: kept for this visitor until an instant (epoch ms), free but not kept, or gone. */
export type TimeState =
  | { readonly kind: 'held'; readonly expiresAt: number }
  | { readonly kind: 'free' }
  | { readonly kind: 'gone'; readonly ranOut: boolean; readonly near: readonly NearSlot[] };

const nearOffered = 3;

/** The days that the calendar shows: from today to a little past the last that can be booked. A replica may answer. */
export function shownDays(
  system: System,
  site: Site,
  services: readonly VisitService[],
): Promise<Outcome<readonly DayOffer[]>> {
  return daysBy(shownFreeSlots, system, site, services);
}

async function daysBy(
  slots: typeof freeSlots,
  system: System,
  site: Site,
  services: readonly VisitService[],
): Promise<Outcome<readonly DayOffer[]>> {
  const { calendar } = await system.catalogue();
  const window = bookingWindow(site, calendar, system.clock.now());
  const offer = await slots(system, {
    site,
    services,
    from: window.today,
    to: addDays(window.lastDate, 2),
  });
  return offer.ok ? { ok: true, value: offer.value.days } : offer;
}

export async function timeStateOf(system: System, step: Step & { readonly site: Site }): Promise<TimeState> {
  const { draft, journey, site } = step;
  const start = journey.start ?? 0;
  const hold = draft.hold === null ? null : await holdById(system.database.reader, draft.hold);
  if (hold !== null && isFor(hold, step) && hold.expiresAt > system.clock.now())
    return { kind: 'held', expiresAt: hold.expiresAt };
  // whoever is told that a time is gone must not be offered it again
  const days = await daysBy(freeSlots, system, site, journey.services);
  const offered = days.ok ? days.value : [];
  if (offered.some((day) => day.slots.some((slot) => slot.start === start))) return { kind: 'free' };
  return { kind: 'gone', ranOut: draft.hold !== null, near: nearestFree(offered, start, nearOffered) };
}

function isFor(hold: Hold, { journey, site }: Step & { readonly site: Site }): boolean {
  return (
    hold.site === site.code &&
    hold.start === (journey.start ?? 0) &&
    sameServices(hold.services, journey.services)
  );
}

/** What is kept for the visitor in place of the chosen time: another one was chosen since, in a second tab or before going back. */
export async function otherHold(system: System, step: Step & { readonly site: Site }): Promise<Hold | null> {
  const { hold: id } = step.draft;
  const hold = id === null ? null : await holdById(system.database.reader, id);
  return hold === null || isFor(hold, step) ? null : hold;
}

/** Keeps a time for the visitor, in place of the one that was kept before. Answers the id of the hold. */
export async function keepTime(
  parts: BookingParts,
  step: Step,
  start: number,
  from: Origin,
): Promise<Outcome<string>> {
  const { system } = parts;
  const { journey, draft, site } = step;
  if (site === null) return { ok: false, code: 'unknown_site' };
  const id = system.secrets.newId();
  const held = await system.bookings.submit(
    { type: 'hold', id, site: site.code, services: journey.services, start, replaces: draft.hold, from },
    { actor: theHolder },
  );
  if (held.ok) return { ok: true, value: id };
  if (isHoldCap(held.code)) system.timings.tellBeyond('holds');
  return held;
}
