import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { stopReminders } from '../../store/message/outbox-store.ts';
import { tokenMatches } from '../secrets.ts';
import type { System } from '../system.ts';

/** For the holder of the secret link: no reminder of this visit. Refuses with unknown_booking, also when the secret is wrong. */
export async function stopRemindersOf(
  system: Pick<System, 'database' | 'clock'>,
  reference: string,
  token: string,
): Promise<Outcome<{ readonly booking: string }>> {
  const { database, clock } = system;
  const [booking] = await bookingsBy(database.writer, database.engine, 'reference', [reference]);
  if (booking === undefined || !tokenMatches(token, booking.tokenHash)) return refuse('unknown_booking');
  await stopReminders(database.writer, booking.id, clock.now());
  return accept({ booking: booking.id });
}
