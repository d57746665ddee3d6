import type { Knex } from 'knex';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import type { StaffSessionRow } from './staff-columns.ts';
import { countPasskeys } from './staff-query.ts';

/** A session as its owner sees it; instants are epoch ms. */
export interface ListedSession {
  readonly id: string;
  readonly idHash: string;
  readonly address: string;
  readonly agent: string;
  readonly startedAt: number;
  readonly seenAt: number;
}

type SessionRow = Pick<StaffSessionRow, 'id' | 'id_hash' | 'address' | 'agent' | 'started_at' | 'seen_at'>;

/** Whoever is signed in by a session, as the account is now. */
export interface SignedInBy {
  readonly member: StaffMember;
  readonly hasSecondFactor: boolean;
}

/** Of sessions by their hashes: those that go on (epoch ms: seen and begun since), of an account that is active and has not changed its password. */
export async function signedInBy(
  connection: Knex,
  idHashes: readonly string[],
  { seenSince, begunSince }: { readonly seenSince: number; readonly begunSince: number },
): Promise<ReadonlyMap<string, SignedInBy>> {
  const found = new Map<string, SignedInBy>();
  for (let from = 0; from < idHashes.length; from += 500) {
    const rows = await connection('staff_session')
      .join('staff', 'staff.id', 'staff_session.staff')
      .whereIn('staff_session.id_hash', idHashes.slice(from, from + 500))
      .where('staff_session.seen_at', '>', seenSince)
      .where('staff_session.started_at', '>', begunSince)
      .where('staff.active', true)
      .select('staff_session.id_hash', 'staff_session.data', 'staff.id', 'staff.username', 'staff.name')
      .select(
        'staff.role',
        'staff.sites',
        'staff.must_change_password',
        'staff.revision',
        'staff.totp_secret',
        countPasskeys(connection),
      );
    for (const row of rows) {
      const { revision } = JSON.parse(row.data) as { readonly revision?: number };
      if (revision !== row.revision) continue;
      const { id, username, name, role } = row;
      const sites = JSON.parse(row.sites) as string[];
      const member = {
        id,
        username,
        name,
        role,
        sites,
        mustChangePassword: Boolean(row.must_change_password),
      };
      found.set(row.id_hash, {
        member,
        hasSecondFactor: row.totp_secret !== null || Number(row.passkeys) > 0,
      });
    }
  }
  return found;
}

/** Sessions of somebody that were seen since an instant, the latest first. */
export async function sessionsOf(
  connection: Knex,
  staff: string,
  seenSince: number,
): Promise<ListedSession[]> {
  const rows = (await connection('staff_session')
    .where({ staff })
    .andWhere('seen_at', '>', seenSince)
    .orderBy([{ column: 'seen_at', order: 'desc' }, 'id'])
    .select('id', 'id_hash', 'address', 'agent', 'started_at', 'seen_at')) as SessionRow[];
  return rows.map((row) => ({
    id: row.id,
    idHash: row.id_hash,
    address: row.address,
    agent: row.agent,
    startedAt: row.started_at,
    seenAt: row.seen_at,
  }));
}
