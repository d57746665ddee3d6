import type { Hold } from '../booking/booking.ts';
import { decideBooking } from '../booking/decide-booking.ts';
import { applyFact } from '../booking/evolve-ledger.ts';
import { type BookingContext, type BookingFact, type Ledger, placeId } from '../booking/ledger.ts';
import { takenInLedger } from '../booking/ledger-places.ts';
import { isCooling, isLive, type PlaceKey, type PlaceRow } from '../booking/place.ts';
import { placesFor } from '../booking/place-rule.ts';
import { visitAt } from '../booking/visit.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { offerUntil } from './offer-time.ts';
import { acceptedAs, fromWhereJoined, nobodysBooking } from './wait-commands.ts';
import type { WaitEntry } from './wait-entry.ts';
import type { ListFact } from './wait-facts.ts';
import { servicesOf } from './wanted-starts.ts';

export interface OfferAsk {
  readonly entry: WaitEntry;
  /** epoch ms */
  readonly start: number;
  /** id of the hold that will keep the places */
  readonly hold: string;
  /**
   * so many places of that day are offered to others of their network: together they get no more than it may book. Absent: staff offer it,
   * whatever the network has
   */
  readonly beside?: number;
}

/**
 * Keeps the places of a visit at `start` for one who waits, those that cool down among them. The very rules by which the offer would be
 * accepted are asked before: nobody is offered what they could not take. Refuses as booking (or moving) does, with too_late when there is
 * no time left for an answer, and not_active when the booking that is to be earlier is not to come any more.
 */
export function makeOffer(
  ledger: Ledger,
  context: BookingContext,
  { entry, start, hold: id, beside }: OfferAsk,
): Outcome<readonly ListFact[]> {
  const { site, calendar, now } = context;
  const keeps = entry.kind === 'earlier' ? ledger.bookings.get(entry.booking ?? '') : null;
  if (keeps === undefined) return refuse('not_active');
  if (keeps !== null && start >= keeps.start) return refuse('same_slot');
  const services = servicesOf(ledger, entry);
  const visit = visitAt(site, context.services, services);
  if (!visit.ok) return visit;
  const { queue, minutes } = visit.value;
  const taken = takenInLedger(ledger, queue, now, { cooling: true });
  const found = placesFor({ site, calendar, visit: visit.value, start, now, taken });
  if (!found.ok) return found;
  const until = offerUntil(site, now, start, keeps);
  if (until === null) return refuse('too_late');
  const { day, end, places } = found.value;
  const hold: Hold = {
    id,
    site: site.code,
    queue: queue.id,
    day,
    start,
    end,
    minutes,
    services,
    expiresAt: until,
    places,
  };
  const coolUntil = coolingUntil(ledger, places, now);
  const held: BookingFact = { type: 'held', hold, ...(coolUntil === null ? {} : { coolUntil }) };
  const offer = { hold: id, start, end, madeAt: now, until };
  // whom staff offer a time they have looked at: it is set aside no more
  const its = { ...entry, aside: null, offers: entry.offers + 1 };
  const offered: WaitEntry = { ...its, state: 'offered', offer, updatedAt: now };
  const refused = whyNotAccepted(ledger, context, held, offered, beside);
  return refused ?? accept([held, { type: 'wait_offered', entry: offered }]);
}

function coolingUntil(ledger: Ledger, places: readonly PlaceKey[], now: number): number | null {
  const rows = places.flatMap((key) => ledger.places.get(placeId(key)) ?? []);
  const cooling = rows
    .filter((row) => isCooling(row, now) && isLive(row, now))
    .map((row) => row.expiresAt ?? 0);
  return cooling.length === 0 ? null : Math.max(...cooling);
}

/** What an acceptance would be refused with at this moment; null: it would go through. The ledger is afterwards as it was. */
function whyNotAccepted(
  ledger: Ledger,
  context: BookingContext,
  held: Extract<BookingFact, { type: 'held' }>,
  offered: WaitEntry,
  beside: number | undefined,
) {
  const { places, id } = held.hold;
  const before = places.map((key): PlaceRow | undefined => ledger.places.get(placeId(key)));
  applyFact(ledger, held);
  const where = beside === undefined ? {} : { from: fromWhereJoined(offered), beside };
  const command = acceptedAs(offered, { ...nobodysBooking, ...where });
  const verdict = command === null ? refuse('not_active') : decideBooking(ledger, command, context);
  ledger.holds.delete(id);
  ledger.counts.holds.delete(id);
  for (const [position, key] of places.entries()) {
    const row = before[position];
    if (row === undefined) ledger.places.delete(placeId(key));
    else ledger.places.set(placeId(key), row);
  }
  return verdict.ok ? null : verdict;
}
