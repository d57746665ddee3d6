import type { Knex } from 'knex';

/** A notice on the displays of a site has a first and a last day; none: it stands until somebody takes it away. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('notice', (table) => {
    table.text('first_day');
    table.text('last_day');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('notice', (table) => {
    table.dropColumn('first_day');
    table.dropColumn('last_day');
  });
}
