import type { Knex } from 'knex';
import type { StaffSessionRow } from './staff-columns.ts';

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
