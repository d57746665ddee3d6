import { randomBytes } from 'node:crypto';
import { dayLong } from '../../domain/calendar/durations.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { longestKeyDays, usualKeyDays } from '../../domain/staff/key-life.ts';
import type { ApiKey } from '../../store/staff/key-query.ts';
import { insertKey } from '../../store/staff/key-store.ts';
import { recordAudit } from '../record-audit.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

export interface NewKey {
  readonly kind: ApiKey['kind'];
  /** null: every site */
  readonly site: string | null;
  readonly name: string;
  /** for how long it works, at most two years; absent: a year */
  readonly days?: number;
  /** who creates it, for the audit */
  readonly actor: Actor;
}

/** Answers the key to hand over, once. Refuses with unknown_site, and invalid_input for a name that is empty or longer than 80 (field name), or days that are none (field days). */
export async function createKey(
  system: Pick<System, 'catalogue' | 'clock' | 'database' | 'secrets'>,
  { kind, site, name: given, days = usualKeyDays, actor }: NewKey,
): Promise<Outcome<{ id: string; key: string; expiresAt: number }>> {
  if (site !== null && !(await system.catalogue()).sites.has(site)) return refuse('unknown_site', { site });
  const name = given.trim();
  if (name === '' || name.length > 80) return refuse('invalid_input', { field: 'name' });
  if (!Number.isInteger(days) || days < 1 || days > longestKeyDays)
    return refuse('invalid_input', { field: 'days' });
  const createdAt = system.clock.now();
  const expiresAt = createdAt + days * dayLong;
  const id = system.secrets.newId();
  // the prefix keeps a leading dash from being read as an option on a command line
  const key = `hall_${randomBytes(32).toString('base64url')}`;
  await insertKey(system.database.writer, { id, kind, site, name, createdAt, expiresAt }, hashToken(key));
  const after = { kind, site, name, days };
  await recordAudit(system, {
    actor,
    action: 'key.create',
    subject: id,
    before: null,
    after,
    result: 'done',
  });
  return accept({ id, key, expiresAt });
}
