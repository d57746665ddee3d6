import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // what is null is said in the built-in words
  await knex.schema.createTable('message_text', (table) => {
    table.text('template').notNullable();
    table.text('locale').notNullable().checkIn(['zh-CN', 'en']);
    table.text('subject');
    table.text('opening');
    table.integer('revision').notNullable().defaultTo(1);
    table.primary(['template', 'locale']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('message_text');
}
