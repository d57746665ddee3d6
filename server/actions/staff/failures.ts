import { minute, second } from '../../domain/calendar/durations.ts';
import { failuresSince } from '../../store/staff/staff-query.ts';
import { forgetFailures, forgetFailuresOf, insertFailures } from '../../store/staff/staff-store.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets'>;

/** Minutes for which somebody is locked out, and for which failures count. */
export const lockMinutes = 15;
const lockAfter = 5;
/** A network never waits longer than this between two attempts: many people may sit behind it, milliseconds. */
const longestDelay = minute;

/**
 * What failures are counted of: a name and a network as strangers give them, an account on a device that it knows, a second factor shown by a
 * stranger, the password that somebody who is signed in shows again.
 */
export type Subject =
  | `name:${string}`
  | `network:${string}`
  | `device:${string}`
  | `factor:${string}`
  | `own:${string}`;

/** Where strangers try from; those of whom nobody knows where count together. */
export function networkSubject(network: string | null): Subject {
  return `network:${network ?? 'unknown'}`;
}

/** Failures of one account on one device that has signed in to it before: those of nobody else count there. */
export function deviceSubject(device: string, staff: string): Subject {
  return `device:${device}:${staff}`;
}

/**
 * Whether a subject may not try now. Five failures in 15 minutes lock it; a network is slowed down instead, by a second after the fifth
 * failure and twice as long after each further one.
 */
export async function isLockedOut({ database, clock }: Parts, subject: Subject): Promise<boolean> {
  const now = clock.now();
  const { count, last } = await failuresSince(database.writer, subject, now - lockMinutes * minute);
  if (count < lockAfter) return false;
  if (!subject.startsWith('network:')) return true;
  return now < last + Math.min(longestDelay, second * 2 ** Math.min(count - lockAfter, 16));
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
 * Somebody has got in after all, or was let in by a higher role: their slips count no more, in their network neither, where many people
 * may sit. What others have tried from there still counts, so that nobody can guess on behind one account of their own.
 */
export async function forgiveAccount({ database }: Parts, username: string): Promise<void> {
  await forgetFailuresOf(database.writer, username);
}
