import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // one line for each process: what it writes to find out whether it can
  await knex.schema.createTable('heartbeat', (table) => {
    table.text('process').primary();
    table.bigInteger('at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('heartbeat');
}
