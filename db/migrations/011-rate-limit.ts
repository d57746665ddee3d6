import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // what rate-limiter-flexible expects; several processes count together, one alone counts in its memory
  await knex.schema.createTable('rate_limit', (table) => {
    table.string('key', 255).primary();
    table.integer('points').notNullable().defaultTo(0);
    table.bigInteger('expire');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('rate_limit');
}
