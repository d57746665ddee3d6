import type { Knex } from 'knex';

/** What its holder can still take back of a booking, for two minutes. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('booking_undo', (table) => {
    table.text('booking').primary();
    table.text('hold').notNullable();
    table.text('what').notNullable();
    table.text('before').notNullable();
    table.boolean('limited').notNullable();
    table.integer('sequence').notNullable();
    table.bigInteger('until').notNullable().index();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('booking_undo');
}
