import type { Knex } from 'knex';

/** How often the places of each queue have been changed: whoever keeps what is free reads one row to see whether it still is. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('queue_change', (table) => {
    table.text('queue').primary();
    table.bigInteger('changes').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('queue_change');
}
