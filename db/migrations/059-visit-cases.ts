import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // a visitor says that he was there after all; granted when the visit is no longer missed
  await knex.schema.createTable('objection', (table) => {
    table.text('booking').primary().references('booking.id');
    table.text('site').notNullable();
    table.bigInteger('made_at').notNullable();
    table.bigInteger('due_at').notNullable();
    // null: forgotten
    table.text('words');
    table.bigInteger('declined_at');
    table.text('declined_by');
    table.text('answer');
    table.index(['site', 'due_at']);
  });
  // who may be moved to an earlier time, too
  await knex.schema.createTable('earlier_consent', (table) => {
    table.text('booking').primary().references('booking.id');
    table.bigInteger('given_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['earlier_consent', 'objection']) await knex.schema.dropTable(table);
}
