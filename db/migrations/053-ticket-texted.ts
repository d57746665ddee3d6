import type { Knex } from 'knex';

/** Whose ticket was opened on a phone is not spoken to in a silent hall. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ticket', (table) => table.boolean('texted').notNullable().defaultTo(false));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ticket', (table) => table.dropColumn('texted'));
}
