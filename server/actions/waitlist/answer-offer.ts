import type { Origin } from '../../domain/booking/origin.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import type { WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { entryByToken } from '../../store/waitlist/waiting-query.ts';
import type { BookedVisit } from '../booking/book-visit.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

/** The entry of a secret page; null: there is none. */
export async function entryOfHolder(system: System, token: string): Promise<WaitEntry | null> {
  return /^[\w-]{20,64}$/.test(token) ? entryByToken(system.database.reader, hashToken(token)) : null;
}

/**
 * Takes the offer up: it becomes a booking, or the booking that waited for an earlier time is moved. Twice is the same as once. Refuses with
 * not_found, no_offer, offer_expired, and as booking and moving do.
 */
export async function acceptOffer(
  system: System,
  token: string,
  /** null: not counted against the limits of networks */
  from: Origin | null = null,
): Promise<Outcome<BookedVisit>> {
  const entry = await entryOfHolder(system, token);
  if (entry === null) return refuse('not_found');
  if (entry.state === 'accepted') return acceptedBefore(system, entry);
  const id = system.secrets.newId();
  const done = await system.bookings.submit(
    {
      type: 'wait_accept',
      site: entry.site,
      entry: entry.id,
      id,
      reference: system.secrets.newReference(),
      tokenHash: hashToken(system.secrets.tokenFor('booking', id)),
      from,
    },
    { actor: theHolder },
  );
  if (done.ok && done.value.reference !== null)
    return accept({
      receipt: done.value,
      reference: done.value.reference,
      token: system.secrets.tokenFor('booking', done.value.id),
    });
  const after = await entryOfHolder(system, token);
  if (after?.state === 'accepted') return acceptedBefore(system, after);
  return done.ok ? refuse('no_offer') : done;
}

async function acceptedBefore(system: System, entry: WaitEntry): Promise<Outcome<BookedVisit>> {
  const { reader, engine } = system.database;
  const [booking] = await bookingsBy(reader, engine, 'id', entry.booking === null ? [] : [entry.booking]);
  if (booking === undefined) return refuse('no_offer');
  const { id, reference, site, start, end, state } = booking;
  const receipt = { id, reference, site, start, end, state, expiresAt: null, warned: false };
  return accept({ receipt, reference, token: system.secrets.tokenFor('booking', id) });
}

/** Not this time: the place goes to the next, and the entry waits on. Refuses with not_found, no_offer, offer_expired. */
export async function declineOffer(system: System, token: string): Promise<Outcome<null>> {
  return answered(system, token, 'wait_decline');
}

/** Leaves the list, in one press; what is held goes to the next. Refuses with not_found, not_active (accepted already). */
export async function leaveWaitlist(system: System, token: string): Promise<Outcome<null>> {
  return answered(system, token, 'wait_leave');
}

async function answered(
  system: System,
  token: string,
  type: 'wait_decline' | 'wait_leave',
): Promise<Outcome<null>> {
  const entry = await entryOfHolder(system, token);
  if (entry === null) return refuse('not_found');
  const command = { site: entry.site, entry: entry.id };
  const done = await system.bookings.submit(
    type === 'wait_leave' ? { type, ...command, by: 'holder' } : { type, ...command },
    { actor: theHolder },
  );
  return done.ok ? accept(null) : done;
}
