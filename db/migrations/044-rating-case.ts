import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // what a manager follows up: a visit that was rated with one of the two lowest
  await knex.schema.createTable('rating_case', (table) => {
    table.text('ticket').primary().references('rating.ticket');
    table.text('site').notNullable();
    table.bigInteger('opened_at').notNullable();
    table.bigInteger('due_at').notNullable();
    // null: the visitor has not said
    table.boolean('wants_contact');
    table.text('contact');
    table.text('words');
    table.bigInteger('answered_at');
    table.text('answered_by');
    table.text('answer');
    table.index(['site', 'answered_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('rating_case');
}
