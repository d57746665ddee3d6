import type { Ledger } from '../booking/ledger.ts';
import { isReachedAs } from '../booking/series.ts';
import type { WaitEntry } from './wait-entry.ts';

/** Whether a wait for an earlier time has nothing to wait for: its visit does not stand, or whoever is reached about it is somebody else. */
export function visitGone(
  ledger: Pick<Ledger, 'bookings'>,
  { kind, booking, contact }: Pick<WaitEntry, 'kind' | 'booking' | 'contact'>,
): boolean {
  if (kind !== 'earlier') return false;
  const visit = ledger.bookings.get(booking ?? '');
  return visit?.state !== 'confirmed' || !isReachedAs(contact, visit.contact);
}
