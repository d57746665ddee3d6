import { clustersOf } from '../../domain/booking/clusters.ts';
import type { ReleaseCause } from '../../domain/booking/release.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { type StaffActor, theHolder } from '../../domain/staff/actor.ts';
import type { WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import { entriesOf } from '../../store/waitlist/waitlist-query.ts';
import type { Receipt } from '../booking/booking-order.ts';
import type { SiteCluster } from '../booking/clusters-at.ts';
import { auditOf } from '../booking/staff-audit.ts';
import type { System } from '../system.ts';

/**
 * Those who wait at the site of a cluster and belong to it by the very signs by which its bookings do. Whoever has a booking, or is owed a
 * visit, waits by that and is not among them; nor is who has been set aside already.
 */
export async function waitsOfHand(
  { database }: Pick<System, 'database'>,
  { site, bookings }: Pick<SiteCluster, 'site' | 'bookings'>,
): Promise<readonly WaitEntry[]> {
  const waiting = (await entriesOf(database.reader, [site], ['waiting', 'offered'])).filter(
    ({ kind, failed, aside }) => kind === 'visit' && failed === null && aside === null,
  );
  const made = waiting.map(({ id, createdAt, enterprise, contact, origin }) => ({
    ...{ id, madeAt: createdAt, enterprise: enterprise.name, contact: contact.name, mobile: contact.mobile },
    network: origin === null || origin.proven === 'sms' ? null : origin.network,
  }));
  const booked = new Set(bookings.map(({ id }) => id));
  const hand = new Set(
    clustersOf([...bookings, ...made])
      .filter((cluster) => cluster.bookings.some(({ id }) => booked.has(id)))
      .flatMap((cluster) => cluster.bookings.map(({ id }) => id)),
  );
  return waiting.filter(({ id }) => hand.has(id));
}

interface Aside {
  readonly entry: Pick<WaitEntry, 'id' | 'site' | 'aside'>;
  /** what its holder is told; null: it is put back with the turn that it had */
  readonly cause: ReleaseCause | null;
  /** what staff know it by; nobody else reads it */
  readonly note: string;
  readonly staff: StaffActor;
}

/** Sets somebody who waits aside, or puts them back; they are told. Refuses with not_active. */
export function setAside(
  system: Pick<System, 'bookings'>,
  { entry, cause, note, staff }: Aside,
): Promise<Outcome<Receipt>> {
  const { id, site } = entry;
  const act = cause === null ? 'waitlist.put_back' : 'waitlist.set_aside';
  const [before, after] = [{ aside: entry.aside?.cause ?? null }, { aside: cause }];
  return system.bookings.submit(
    { type: 'wait_aside', site, entry: id, cause },
    { actor: staff, audit: auditOf(staff, act, id, before, after, { about: id, text: note }) },
  );
}

/** The holder of an entry that is set aside asks staff to look again. Refuses with nothing_to_object. */
export function askToLook(
  system: Pick<System, 'bookings'>,
  entry: Pick<WaitEntry, 'id' | 'site'>,
): Promise<Outcome<Receipt>> {
  return system.bookings.submit(
    { type: 'wait_ask', site: entry.site, entry: entry.id },
    { actor: theHolder },
  );
}
