import type { Knex } from 'knex';

/** In which a visitor was spoken to, so that the call is said in it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ticket', (table) => table.text('language'));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ticket', (table) => table.dropColumn('language'));
}
