import type { Knex } from 'knex';

/** A session of a browser as it is kept. `seenAt` and `startedAt` in epoch ms. */
export interface KeptSession {
  readonly idHash: string;
  readonly staff: string | null;
  readonly address: string;
  readonly agent: string;
  /** what express-session keeps, as JSON */
  readonly data: string;
  readonly startedAt: number;
  readonly seenAt: number;
}

/** What is kept of a session that was seen since an instant and began since another (epoch ms); null when there is none. */
export async function sessionData(
  connection: Knex,
  idHash: string,
  { seenSince, begunSince }: { readonly seenSince: number; readonly begunSince: number },
): Promise<Pick<KeptSession, 'data' | 'seenAt'> | null> {
  const row = await connection('staff_session')
    .where({ id_hash: idHash })
    .andWhere('seen_at', '>', seenSince)
    .andWhere('started_at', '>', begunSince)
    .first('data', 'seen_at');
  return row === undefined ? null : { data: row.data, seenAt: row.seen_at };
}

/** Keeps a session; `newId` names it in lists when it is not there yet. */
export async function keepSession(connection: Knex, session: KeptSession, newId: string): Promise<void> {
  const { idHash, staff, address, agent, data, startedAt, seenAt } = session;
  const changing = { staff, data, seen_at: seenAt };
  await connection('staff_session')
    .insert({ id_hash: idHash, id: newId, address, agent, started_at: startedAt, ...changing })
    .onConflict('id_hash')
    .merge(changing);
}

/** A session that has ended meanwhile stays ended. */
export async function touchSession(connection: Knex, idHash: string, seenAt: number): Promise<void> {
  await connection('staff_session').where({ id_hash: idHash }).update({ seen_at: seenAt });
}

export async function dropSession(connection: Knex, idHash: string): Promise<void> {
  await connection('staff_session').where({ id_hash: idHash }).delete();
}

/** Ends one session of somebody by its name in lists. Answers whether there was one. */
export async function revokeSession(connection: Knex, staff: string, id: string): Promise<boolean> {
  return (await connection('staff_session').where({ staff, id }).delete()) > 0;
}

/** Ends every session of somebody, but the one that asks. Answers how many. */
export async function revokeSessions(
  connection: Knex,
  staff: string,
  except: string | null,
): Promise<number> {
  const query = connection('staff_session').where({ staff });
  if (except !== null) query.whereNot({ id_hash: except });
  return query.delete();
}
