import type { Knex } from 'knex';

/** When the latest failures of a subject ("name:…", "network:…", "factor:…") after an instant were, newest first (epoch ms), at most so many. */
export async function failuresSince(
  connection: Knex,
  subject: string,
  since: number,
  most: number,
): Promise<readonly number[]> {
  const rows = await connection('sign_in_failure')
    .where({ subject })
    .andWhere('at', '>', since)
    .orderBy('at', 'desc')
    .limit(most)
    .select('at');
  return rows.map(({ at }) => Number(at));
}
