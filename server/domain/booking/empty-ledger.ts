import { emptyCounts } from './counts.ts';
import type { Ledger } from './ledger.ts';

export function emptyLedger(): Ledger {
  return {
    places: new Map(),
    bookings: new Map(),
    holds: new Map(),
    limits: new Map(),
    missed: new Map(),
    lifted: new Map(),
    undos: new Map(),
    timeOffers: new Map(),
    counts: emptyCounts(),
  };
}
