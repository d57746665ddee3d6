import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('booking_note', (table) => {
    table.text('id').primary();
    table.text('booking').notNullable().references('booking.id');
    table.bigInteger('at').notNullable();
    table.text('staff').notNullable();
    table.text('text').notNullable();
    table.index(['booking', 'at']);
  });
  // what the events of a closed day fold into; may be thrown away at any time, because the events are kept
  await knex.schema.createTable('day_fold', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    // of the hall's day, and of the way of folding: another one of either means to fold again
    table.integer('version').notNullable();
    table.integer('form').notNullable();
    table.text('fold').notNullable();
    table.primary(['site', 'day']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['day_fold', 'booking_note']) await knex.schema.dropTableIfExists(table);
}
