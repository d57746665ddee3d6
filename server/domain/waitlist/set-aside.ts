import type { Ledger } from '../booking/ledger.ts';
import type { ReleaseCause } from '../booking/release.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { offerGivenUp } from './end-offer.ts';
import { isWaiting, type WaitEntry } from './wait-entry.ts';
import type { ListFact } from './wait-facts.ts';

/**
 * Sets an entry aside for a cause, with what was offered to it given back, or (null) puts it back with the turn that it had; twice is the same
 * as once. Refuses with not_active.
 */
export function decideAside(
  ledger: Ledger,
  entry: WaitEntry,
  cause: ReleaseCause | null,
  now: number,
): Outcome<readonly ListFact[]> {
  if (!isWaiting(entry)) return refuse('not_active', { state: entry.state });
  if ((cause === null) === (entry.aside === null)) return accept([]);
  if (cause === null)
    return accept([{ type: 'wait_put_back', entry: { ...entry, aside: null, updatedAt: now } }]);
  const aside = { at: now, cause, askedAt: null };
  const waits: WaitEntry = { ...entry, state: 'waiting', offer: null, aside, updatedAt: now };
  return accept([...offerGivenUp(ledger, entry, now), { type: 'wait_set_aside', entry: waits }]);
}

/** Its holder asks staff to look again; twice is the same as once. Refuses with nothing_to_object (it is not set aside). */
export function decideAsk(entry: WaitEntry, now: number): Outcome<readonly ListFact[]> {
  if (!isWaiting(entry) || entry.aside === null) return refuse('nothing_to_object');
  if (entry.aside.askedAt !== null) return accept([]);
  const aside = { ...entry.aside, askedAt: now };
  return accept([{ type: 'wait_asked', entry: { ...entry, aside, updatedAt: now } }]);
}
