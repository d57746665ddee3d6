import { failuresSince } from '../../store/staff/staff-query.ts';
import { forgetFailures, insertFailures } from '../../store/staff/staff-store.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets'>;

/** Minutes for which somebody is locked out, and for which failures count. */
export const lockMinutes = 15;
const lockAfter = 5;
/** Many people sit behind the address of one office. */
const lockAddressAfter = 20;

/** What failures are counted of. */
export type Subject = `name:${string}` | `address:${string}` | `factor:${string}`;

/** Whether a subject has failed too often in the last 15 minutes. */
export async function isLockedOut({ database, clock }: Parts, subject: Subject): Promise<boolean> {
  const since = clock.now() - lockMinutes * 60_000;
  const failures = await failuresSince(database.writer, subject, since);
  return failures >= (subject.startsWith('address:') ? lockAddressAfter : lockAfter);
}

export async function noteFailures(
  { database, clock, secrets }: Parts,
  subjects: readonly Subject[],
): Promise<void> {
  const at = clock.now();
  await insertFailures(
    database.writer,
    subjects.map((subject) => ({ id: secrets.newId(), subject, at })),
  );
}

export async function forgive({ database }: Parts, subject: Subject): Promise<void> {
  await forgetFailures(database.writer, subject);
}
