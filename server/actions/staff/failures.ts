import { minute } from '../../domain/calendar/durations.ts';
import { failuresSince } from '../../store/staff/staff-query.ts';
import { forgetFailures, forgetFailuresOf, insertFailures } from '../../store/staff/staff-store.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets'>;

/** Minutes for which somebody is locked out, and for which failures count. */
export const lockMinutes = 15;
const lockAfter = 5;

/** What failures are counted of. */
export type Subject = `name:${string}` | `address:${string}` | `factor:${string}`;

/** Where somebody tries from; those of whom nobody knows where count together. */
export function placeOf(address: string | null): Subject {
  return `address:${address ?? 'unknown'}`;
}

/** Whether a subject has failed five times in the last 15 minutes. */
export async function isLockedOut({ database, clock }: Parts, subject: Subject): Promise<boolean> {
  const since = clock.now() - lockMinutes * minute;
  return (await failuresSince(database.writer, subject, since)) >= lockAfter;
}

/** A failure of each subject, by whoever gave this user name. */
export async function noteFailures(
  { database, clock, secrets }: Parts,
  account: string,
  subjects: readonly Subject[],
): Promise<void> {
  const at = clock.now();
  await insertFailures(
    database.writer,
    subjects.map((subject) => ({ id: secrets.newId(), subject, account, at })),
  );
}

export async function forgive({ database }: Parts, subject: Subject): Promise<void> {
  await forgetFailures(database.writer, subject);
}

/**
 * Somebody has got in after all, or was let in by a higher role: their slips count no more, at their address neither, where many people
 * may sit. What others have tried from there still counts, so that nobody can guess on behind one account of their own.
 */
export async function forgiveAccount({ database }: Parts, username: string): Promise<void> {
  await forgetFailuresOf(database.writer, username);
}
