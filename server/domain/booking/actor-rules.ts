import { accept, type Outcome, type Refusal, refuse } from '../outcome.ts';
import type { Booking } from './booking.ts';
import { changesEnd } from './holder-options.ts';
import type { BookingActor, BookingContext } from './ledger.ts';
import { type PlaceAsk, type PlacesFound, placesFor } from './place-rule.ts';

/** Whether the actor may go past booking rules now: the office may, staff may when they give a reason. */
function overrides(actor: BookingActor): boolean {
  return actor.kind === 'office' || (actor.kind === 'staff' && (actor.reason ?? '').trim() !== '');
}

/**
 * A broken booking rule, or null for none: it stands for holders, staff are asked for a reason (reason_required, `rule` is its code),
 * and whoever overrides goes on.
 */
export function unlessOverridden(actor: BookingActor, broken: Refusal | null): Outcome<null> {
  if (broken === null || overrides(actor)) return accept(null);
  return actor.kind === 'staff' ? refuse('reason_required', { rule: broken.code }) : broken;
}

/** Deliberate overbooking is for staff, always with a reason. */
export function mayOverbook(actor: BookingActor, overbook: boolean): Outcome<null> {
  if (!overbook) return accept(null);
  if (actor.kind === 'holder') return refuse('not_permitted');
  return overrides(actor) ? accept(null) : refuse('reason_required', { rule: 'overbook' });
}

/** Cancelling, moving and choosing end `cutOffMinutes` before the start, for holders. */
export function beforeCutOff(actor: BookingActor, booking: Booking, context: BookingContext): Outcome<null> {
  const { cutOffMinutes } = context.site.rules;
  const passed = context.now > changesEnd(context.site, booking.start);
  return unlessOverridden(actor, passed ? refuse('cut_off_passed', { minutes: cutOffMinutes }) : null);
}

/** `placesFor`, where whoever overrides may go past the booking window. */
export function placesByRule(actor: BookingActor, ask: PlaceAsk): Outcome<PlacesFound> {
  const strict = placesFor(ask);
  if (strict.ok || (strict.code !== 'too_early' && strict.code !== 'too_late')) return strict;
  if (actor.kind === 'holder') return strict;
  const anyTime = placesFor({ ...ask, anyTime: true });
  // a reason would not help where the hours or places say no
  if (!anyTime.ok) return anyTime;
  const allowed = unlessOverridden(actor, strict);
  return allowed.ok ? anyTime : allowed;
}
