import type { Booking } from '../../domain/booking/booking.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { hashToken, tokenMatches } from '../secrets.ts';
import type { System } from '../system.ts';
import { secondToken } from './second-token.ts';

type Parts = Pick<System, 'database' | 'secrets'>;

/** The booking of whose messages somebody is the second recipient, by the secret of their mail. Refuses with unknown_booking. */
export async function bookingOfSecond(
  system: Parts,
  reference: string,
  token: string,
): Promise<Outcome<Booking>> {
  const { reader, engine } = system.database;
  const [booking] = await bookingsBy(reader, engine, 'reference', [reference]);
  const reached = [booking?.second?.email, booking?.second?.mobile].filter((one) => typeof one === 'string');
  const right = reached.some((one) =>
    tokenMatches(token, hashToken(secondToken(system, booking?.id ?? '', one))),
  );
  return booking !== undefined && right ? accept(booking) : refuse('unknown_booking');
}

/** The second recipient wants to hear no more; twice is the same as once. Refuses as `bookingOfSecond`. */
export async function stopSecond(
  system: Parts & Pick<System, 'bookings'>,
  reference: string,
  token: string,
): Promise<Outcome<null>> {
  const found = await bookingOfSecond(system, reference, token);
  return found.ok ? forgetSecond(system, found.value) : found;
}

/** Nobody is told besides any more. */
export async function forgetSecond(
  { bookings }: Pick<System, 'bookings'>,
  { id, site, reminders = null }: Booking,
): Promise<Outcome<null>> {
  const done = await bookings.submit(
    { type: 'choose_messages', booking: id, site, second: null, reminders },
    { actor: theHolder },
  );
  return done.ok || done.code === 'not_active' ? accept(null) : done;
}
