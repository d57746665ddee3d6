import type { Knex } from 'knex';

/** The number on a clerk's badge, which the screen over the counter can show. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.text('badge');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.dropColumn('badge');
  });
}
