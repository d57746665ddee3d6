import { localDate } from '../calendar/local-time.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import type { Booking } from './booking.ts';
import { capacityConflicts } from './capacity-conflicts.ts';
import { decideCancel } from './decide-cancel.ts';
import { decideMove } from './decide-move.ts';
import type { BookingContext, BookingFact, Ledger } from './ledger.ts';
import { takenInLedger } from './ledger-places.ts';
import type { PlaceKey } from './place.ts';
import { placesFor } from './place-rule.ts';
import {
  answerUntil,
  isOpen,
  mostTimes,
  type OfferEnd,
  type OfferedTime,
  placesKeptBy,
  soonestOffered,
  type TimeCommand,
  type TimeOffer,
  withdrawnUntil,
} from './time-offer.ts';
import { visitAt } from './visit.ts';

type Of<T extends TimeCommand['type']> = Extract<TimeCommand, { type: T }>;
type Facts = Outcome<readonly BookingFact[]>;

/** Whether a visit to come does not fit its site as it is at this moment. */
export function isUnfitting(context: BookingContext, booking: Booking): boolean {
  return capacityConflicts(context, [booking]).length > 0;
}

/**
 * What a command does to the offer of times of a booking. Refuses with not_active, not_unfitting (the visit can take place), times_kept (an
 * offer is open, or nobody is to be asked again), times_gone (no offer is open, or not of this time), too_late (none could be prepared for),
 * slot_taken (somebody was quicker), nothing_to_take_back and too_late_to_take_back, and as moving does.
 */
export function decideTimes(
  ledger: Ledger,
  booking: Booking,
  command: TimeCommand,
  context: BookingContext,
): Facts {
  switch (command.type) {
    case 'offer_times':
      return decideOffer(ledger, booking, command, context);
    case 'take_time':
      return decideTake(ledger, booking, command, context);
    case 'decline_times':
      return decideDecline(ledger, booking, context);
    case 'withdraw_times':
      return decideWithdraw(ledger, booking, command, context);
    case 'end_times':
      return decideEnd(ledger, booking, context);
  }
}

/** The end of what is still offered for a booking, before something else becomes of it; none: nothing is. */
export function offerGone(ledger: Ledger, booking: Booking): readonly BookingFact[] {
  return ledger.timeOffers.has(booking.id) ? [ended(ledger, booking, 'gone')] : [];
}

function ended(ledger: Ledger, booking: Booking, because: OfferEnd): BookingFact {
  return { type: 'times_ended', booking, because, freed: keptFor(ledger, booking) };
}

function keptFor(ledger: Ledger, { id }: Booking): readonly PlaceKey[] {
  return placesKeptBy(ledger.timeOffers.get(id));
}

function decideOffer(
  ledger: Ledger,
  booking: Booking,
  { starts, hold, earlierAgreed, again }: Of<'offer_times'>,
  context: BookingContext,
): Facts {
  const { now, site } = context;
  if (booking.state !== 'confirmed') return refuse('not_active', { state: booking.state });
  if (!isUnfitting(context, booking)) return refuse('not_unfitting');
  const before = ledger.timeOffers.get(booking.id);
  if (before !== undefined && (isOpen(before, now) || !again)) return refuse('times_kept');
  const until = answerUntil(site, booking, now);
  if (until === null) return refuse('too_late');
  const times = timesKept(
    ledger,
    booking,
    { starts, earlierAgreed, soonest: soonestOffered(site, until) },
    context,
  );
  if (times === null) return refuse('too_late');
  if (times.length === 0) return refuse('slot_taken');
  const offer: TimeOffer = { booking: booking.id, hold, times, state: 'open', madeAt: now, until };
  return accept([{ type: 'times_offered', booking, offer, freed: keptFor(ledger, booking) }]);
}

/** Those of the starts that can be kept, each with places of its own; null: none can still be prepared for once it is chosen. */
function timesKept(
  ledger: Ledger,
  booking: Booking,
  ask: Pick<Of<'offer_times'>, 'starts' | 'earlierAgreed'> & { readonly soonest: number },
  { site, calendar, services, now }: BookingContext,
): readonly OfferedTime[] | null {
  const visit = visitAt(site, services, booking.services);
  if (!visit.ok) return null;
  const before = ledger.timeOffers.get(booking.id)?.hold;
  const inLedger = takenInLedger(ledger, visit.value.queue, now, { hold: before });
  const times: OfferedTime[] = [];
  let inTime = false;
  for (const start of ask.starts) {
    if (times.length === mostTimes) break;
    const late = start < ask.soonest;
    const earlier = start < booking.start && !ask.earlierAgreed;
    if (late || earlier || start === booking.start || times.some((one) => one.start === start)) continue;
    inTime = true;
    const kept = times.flatMap(({ places }) => places);
    const taken = (queue: string, at: number) => [
      ...inLedger(queue, at),
      ...kept.filter((one) => one.queue === queue && one.start === at).map(({ place }) => place),
    ];
    const found = placesFor({ site, calendar, visit: visit.value, start, now, taken });
    if (found.ok) times.push({ start, end: found.value.end, places: found.value.places });
  }
  return inTime ? times : null;
}

function decideTake(
  ledger: Ledger,
  booking: Booking,
  { start, site, undo }: Of<'take_time'>,
  context: BookingContext,
): Facts {
  if (booking.state !== 'confirmed') return refuse('not_active', { state: booking.state });
  // pressed twice
  if (start === booking.start) return refuse('same_slot');
  const offer = offerToAnswer(context, booking, ledger.timeOffers.get(booking.id));
  if (offer === null || !offer.times.some((one) => one.start === start)) return refuse('times_gone');
  const asOffice = { type: 'move', booking: booking.id, site, start, overbook: false } as const;
  const kept = undo === undefined ? {} : { undo };
  const moved = decideMove(ledger, booking, { ...asOffice, ...kept, actor: { kind: 'office' } }, context);
  return moved.ok ? accept([ended(ledger, booking, 'taken'), ...moved.value]) : moved;
}

function decideDecline(ledger: Ledger, booking: Booking, context: BookingContext): Facts {
  const offer = offerToAnswer(context, booking, ledger.timeOffers.get(booking.id));
  if (offer === null) {
    // twice is the same as once
    const declined = ledger.timeOffers.get(booking.id)?.state === 'declined';
    return declined ? accept([]) : refuse('times_gone');
  }
  const declined: TimeOffer = { ...offer, times: [], state: 'declined' };
  return accept([{ type: 'times_declined', booking, offer: declined, freed: keptFor(ledger, booking) }]);
}

function decideWithdraw(
  ledger: Ledger,
  booking: Booking,
  { hold }: Of<'withdraw_times'>,
  { now }: BookingContext,
): Facts {
  const offer = ledger.timeOffers.get(booking.id);
  const until = offer === undefined ? null : withdrawnUntil(offer);
  if (offer?.hold !== hold || offer.state !== 'open' || until === null) return refuse('nothing_to_take_back');
  return now < until ? accept([ended(ledger, booking, 'withdrawn')]) : refuse('too_late_to_take_back');
}

function decideEnd(ledger: Ledger, booking: Booking, context: BookingContext): Facts {
  const offer = ledger.timeOffers.get(booking.id);
  if (offer === undefined) return refuse('times_gone');
  if (booking.state !== 'confirmed') return accept([ended(ledger, booking, 'gone')]);
  if (!isUnfitting(context, booking))
    return accept([ended(ledger, booking, booking.start > context.now ? 'lifted' : 'gone')]);
  if (offer.until <= context.now) {
    const office = { type: 'cancel', booking: booking.id, site: booking.site, chance: 0 } as const;
    const cancelled = decideCancel(ledger, booking, { ...office, actor: { kind: 'office' } }, context);
    return cancelled.ok ? accept([ended(ledger, booking, 'lapsed'), ...cancelled.value]) : cancelled;
  }
  if (offer.state === 'open' && timesStillFree(context, booking, offer).length === 0)
    return accept([ended(ledger, booking, 'void')]);
  return refuse('times_kept');
}

/** Those of the times that can still be chosen: a second closure may have hit one of them. */
function timesStillFree(
  context: BookingContext,
  booking: Booking,
  { times }: Pick<TimeOffer, 'times'>,
): readonly OfferedTime[] {
  return times.filter((time) => {
    const queue = time.places[0]?.queue ?? booking.queue;
    const there = { ...booking, ...time, queue, day: localDate(time.start, context.site.timeZone) };
    return time.start > context.now && !isUnfitting(context, there);
  });
}

/** The offer as its holder can answer it at this moment; null: there is none, or nothing of it can be had. */
export function offerToAnswer(
  context: BookingContext,
  booking: Booking,
  offer: TimeOffer | null | undefined,
): TimeOffer | null {
  if (offer == null || booking.state !== 'confirmed') return null;
  // a closure that is lifted ends the offer at once, whether or not anybody has been told
  if (!isOpen(offer, context.now) || !isUnfitting(context, booking)) return null;
  const times = timesStillFree(context, booking, offer);
  return times.length === 0 ? null : { ...offer, times };
}
