import type { Knex } from 'knex';

/** Those of these members of staff who are signed in: a session that was seen since one instant and began since another (epoch ms). */
export async function presentStaff(
  connection: Knex,
  ids: readonly string[],
  { seenSince, begunSince }: { readonly seenSince: number; readonly begunSince: number },
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = (await connection('staff_session')
    .join('staff', 'staff.id', 'staff_session.staff')
    .where('staff.active', true)
    .whereIn('staff_session.staff', [...new Set(ids)])
    .andWhere('staff_session.seen_at', '>', seenSince)
    .andWhere('staff_session.started_at', '>', begunSince)
    .distinct('staff_session.staff as id')) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}
