import type { Knex } from 'knex';

/** Until when (epoch ms, exclusive) the password of an account opens anything; null: it has no end. */
export async function endPassword(connection: Knex, staff: string, until: number | null): Promise<void> {
  await connection('staff').where({ id: staff }).update({ password_until: until });
}

/** As it was set; null: it has no end. */
export async function passwordUntil(connection: Knex, staff: string): Promise<number | null> {
  const row = await connection('staff').where({ id: staff }).first('password_until');
  return row?.password_until ?? null;
}
