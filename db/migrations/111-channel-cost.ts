import type { Knex } from 'knex';

/** What a message costs on a channel, and what was spent: sums that outlive the messages. Thousandths of a yuan. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('channel', (table) => table.integer('price').notNullable().defaultTo(0));
  await knex.schema.createTable('channel_cost', (table) => {
    table.text('site').notNullable();
    table.text('channel').notNullable();
    // "2026-11" of the site's zone
    table.text('month').notNullable();
    table.integer('messages').notNullable();
    table.bigInteger('cost').notNullable();
    table.primary(['site', 'channel', 'month']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('channel_cost');
  await knex.raw('alter table channel drop column price');
}
