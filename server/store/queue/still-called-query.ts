import type { Knex } from 'knex';

/** Whether the visitor of a ticket (id) is called and has not come yet. */
export async function isStillCalled(connection: Knex, ticket: string): Promise<boolean> {
  const row = await connection('ticket').where({ id: ticket, state: 'called' }).first('id');
  return row !== undefined;
}
