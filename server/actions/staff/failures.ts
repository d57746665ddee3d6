import { minute, second } from '../../domain/calendar/durations.ts';
import { type Refusal, refuse } from '../../domain/outcome.ts';
import { failuresSince } from '../../store/staff/failure-query.ts';
import { forgetFailures, forgetFailuresOf, insertFailures } from '../../store/staff/staff-store.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets'>;

/** Minutes for which a failure counts: nobody is locked out for longer. */
const lockMinutes = 15;
const lockAfter = 5;
/** A network never waits longer than this between two attempts: many people may sit behind it, milliseconds. */
const longestDelay = minute;
/** More make no difference: a network waits longest after eleven. */
const mostCounted = 12;

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
 * Milliseconds for which a subject may not try yet; 0: it may. Five failures in 15 minutes lock it, until the first of these five is 15 minutes old;
 * a network is slowed down instead, by a second after the fifth failure and twice as long after each further one.
 */
async function lockedFor({ database, clock }: Parts, subject: Subject): Promise<number> {
  const now = clock.now();
  const found = await failuresSince(database.reader, subject, now - lockMinutes * minute, mostCounted);
  const [last = 0] = found;
  const fifth = found[lockAfter - 1];
  if (fifth === undefined) return 0;
  const until = subject.startsWith('network:')
    ? last + Math.min(longestDelay, second * 2 ** (found.length - lockAfter))
    : fifth + lockMinutes * minute;
  return Math.max(0, until - now);
}

/** Null: every one of them may try. Else a refusal `locked_out` that says how long it is until all may, never less than it is. */
export async function lockOf(parts: Parts, subjects: readonly Subject[]): Promise<Refusal | null> {
  let rest = 0;
  for (const subject of subjects) rest = Math.max(rest, await lockedFor(parts, subject));
  if (rest === 0) return null;
  const seconds = Math.ceil(rest / second);
  // a known device has tries of its own, but not for whoever sits at one, or shows again what is asked of everybody alike
  const elsewhere = subjects.some((subject) => /^(name|network|factor):/.test(subject)) ? 'yes' : 'no';
  return refuse('locked_out', {
    seconds,
    minutes: seconds <= 60 ? 0 : Math.ceil(seconds / 60),
    elsewhere,
  });
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
