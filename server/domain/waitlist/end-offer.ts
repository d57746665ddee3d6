import type { Ledger } from '../booking/ledger.ts';
import { placeId } from '../booking/ledger.ts';
import { stillHeldBy } from '../booking/ledger-places.ts';
import { isWaiting, type WaitEntry } from './wait-entry.ts';
import type { ListFact, WaitEnd } from './wait-facts.ts';

/** So many offers may pass without an answer; then the entry ends, because others wait. */
const mostPassed = 3;

/** Gives the offered places back: to their cool-down while that lasts, else to everybody. None: there is nothing left to give. */
export function offerGivenUp(ledger: Ledger, entry: WaitEntry, now: number): readonly ListFact[] {
  const hold = entry.offer === null ? undefined : ledger.holds.get(entry.offer.hold);
  if (hold === undefined) return [];
  const places = stillHeldBy(ledger, hold.id, hold.places);
  const latest = Math.max(...places.map((key) => ledger.places.get(placeId(key))?.expiresAt ?? 0));
  // longer than the offer: they were cooling down
  const cooling = latest > hold.expiresAt && latest > now;
  return [{ type: 'hold_released', hold: hold.id, places, ...(cooling ? { coolUntil: latest } : {}) }];
}

/** The entry without its offer: it waits on, unless it has let too many pass. */
export function offerPassed(entry: WaitEntry, now: number): ListFact {
  const { offer } = entry;
  const passed = offer === null ? entry.passed : [...entry.passed, offer.start];
  const next: WaitEntry = { ...entry, state: 'waiting', offer: null, passed, updatedAt: now };
  return passed.length >= mostPassed
    ? ended(next, 'offers_passed', now)
    : { type: 'wait_passed', entry: next };
}

/** The office cannot keep what it has offered: that is no offer that the visitor let pass. */
export function offerWithdrawn(entry: WaitEntry, now: number): ListFact {
  return { type: 'wait_withdrawn', entry: { ...entry, state: 'waiting', offer: null, updatedAt: now } };
}

const states = {
  accepted: 'accepted',
  range_passed: 'expired',
  offers_passed: 'expired',
  visit_gone: 'expired',
  holder: 'withdrawn',
  staff: 'withdrawn',
} as const satisfies Readonly<Record<WaitEnd, WaitEntry['state']>>;

export function ended(entry: WaitEntry, because: WaitEnd, now: number): ListFact {
  const over = { ...entry, state: states[because], offer: null, updatedAt: now, endedAt: now };
  return { type: 'wait_ended', entry: over, because };
}

/** Everything that an entry holds given back, and its end. */
export function leaves(ledger: Ledger, entry: WaitEntry, because: WaitEnd, now: number): readonly ListFact[] {
  return isWaiting(entry) ? [...offerGivenUp(ledger, entry, now), ended(entry, because, now)] : [];
}
