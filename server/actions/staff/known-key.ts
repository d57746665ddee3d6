import { minute } from '../../domain/calendar/durations.ts';
import { keyOpens } from '../../domain/staff/key-life.ts';
import { type ApiKey, keyByHash } from '../../store/staff/key-query.ts';
import { markUsed } from '../../store/staff/key-store.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

const noteEvery = minute;

/** Key ids that are being noted as used right now. */
const noting = new WeakMap<object, Set<string>>();

/** The key that was sent, unless it is unknown, revoked or past its end. Its use is noted beside the request, at most once a minute. */
export async function knownKey(
  system: Pick<System, 'clock' | 'database' | 'log'>,
  sent: string,
): Promise<ApiKey | null> {
  const key = await keyByHash(system.database.reader, hashToken(sent));
  const now = system.clock.now();
  if (key === null || !keyOpens(key, now)) return null;
  if (key.lastUsedAt === null || now - key.lastUsedAt >= noteEvery) noteUse(system, key.id, now);
  return key;
}

function noteUse({ database, log }: Pick<System, 'database' | 'log'>, id: string, now: number): void {
  const busy = noting.get(database) ?? new Set<string>();
  noting.set(database, busy);
  if (busy.has(id)) return;
  busy.add(id);
  markUsed(database.writer, id, now)
    .catch((error: unknown) => log.warn({ err: error, key: id }, 'the use of a key was not noted'))
    .finally(() => busy.delete(id));
}
