import {
  clerkAt,
  type UnattendedCounter,
  unattendedCounters,
} from '../../domain/queue/hall/counter-clerk.ts';
import type { Hall } from '../../domain/queue/hall/hall.ts';
import { presentStaff } from '../../store/staff/present-staff-query.ts';
import { liveSince } from '../staff/session-keeper.ts';
import type { System } from '../system.ts';

/** Counters of a hall whose clerk has signed out, timed out or lost the session. The visitor stays where he is until somebody takes over. */
export async function unattendedIn(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  hall: Hall,
): Promise<readonly UnattendedCounter[]> {
  const clerks = [...hall.counters.values()].flatMap((state) => clerkAt(state) ?? []);
  const present = await presentStaff(database.reader, clerks, liveSince(clock.now()));
  return unattendedCounters(hall, present);
}
