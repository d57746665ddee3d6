import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // what later days learn from a day of a hall; may be thrown away at any time, because the events are kept
  await knex.schema.createTable('recorded_day', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    // of the hall's day, and of the way of recording: another one of either means to record again
    table.integer('version').notNullable();
    table.integer('form').notNullable();
    table.text('record').notNullable();
    table.primary(['site', 'day']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('recorded_day');
}
