import type { Knex } from 'knex';

/** Other times that the office keeps for a visit which cannot take place as it was booked. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('time_offer', (table) => {
    table.text('booking').primary();
    table.text('hold').notNullable();
    table.text('times').notNullable();
    table.text('state').notNullable();
    table.bigInteger('made_at').notNullable();
    table.bigInteger('until').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('time_offer');
}
