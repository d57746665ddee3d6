import type { Knex } from 'knex';

/** Visits that one handling person has booked in a row, for several enterprises: their list has a secret link of its own. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('booking_series', (table) => {
    table.text('booking').primary();
    table.text('series').notNullable().index();
    table.text('token_hash').notNullable().index();
    table.bigInteger('added_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('booking_series');
}
