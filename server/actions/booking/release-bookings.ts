import type { ReleaseCause } from '../../domain/booking/release.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import type { System } from '../system.ts';
import { setAside, waitsOfHand } from '../waitlist/set-aside.ts';
import type { SiteCluster } from './clusters-at.ts';
import { auditOf, staffActor } from './staff-audit.ts';

export interface Release {
  /** ids of those to be released; what is not in the cluster stays */
  readonly bookings: readonly string[];
  /** what the visitors are told */
  readonly cause: ReleaseCause;
  /** what staff know it by; nobody else reads it */
  readonly note: string;
}

export interface Released {
  readonly done: number;
  /** somebody came, cancelled or was released meanwhile */
  readonly left: number;
  /** so many of the same hand waited, and are offered nothing now */
  readonly aside: number;
}

/**
 * Takes the places of bookings of one cluster; each goes the way of a cancelled place, each visitor is told why and how to object. Whoever
 * waits by the same hand is set aside before, or would be offered them first. Refuses with not_permitted and reason_required.
 */
export async function releaseBookings(
  system: Pick<System, 'bookings' | 'secrets' | 'database'>,
  cluster: SiteCluster,
  { bookings: chosen, cause, note }: Release,
  actor: StaffActor,
): Promise<Outcome<Released>> {
  const { bookings, secrets } = system;
  const { site, reasons } = cluster;
  if (!isPermitted(actor.role, 'cluster.release') || !mayWorkAt(actor, site)) return refuse('not_permitted');
  if (note.trim() === '') return refuse('reason_required');
  const taken = cluster.bookings.filter(({ id }) => chosen.includes(id));
  const waits = await waitsOfHand(system, { site, bookings: taken });
  const aside = await Promise.all(
    waits.map((entry) => setAside(system, { entry, cause, note: note.trim(), staff: actor })),
  );
  const outcomes = await Promise.all(
    taken.map(({ id, reference }) => {
      const signs = reasons.filter((reason) => reason.bookings.has(id)).map(({ sign }) => sign);
      const after = { state: 'cancelled', released: cause, signs };
      const words = { about: id, text: note.trim() };
      return bookings.submit(
        {
          ...{ type: 'cancel', booking: id, site, actor: staffActor(note), released: cause },
          chance: secrets.chance(),
        },
        {
          actor,
          audit: auditOf(actor, 'booking.release', reference, { state: 'confirmed' }, after, words),
        },
      );
    }),
  );
  const done = outcomes.filter(({ ok }) => ok).length;
  return accept({ done, left: chosen.length - done, aside: aside.filter(({ ok }) => ok).length });
}
