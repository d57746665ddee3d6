import type { Knex } from 'knex';

/** Whoever has booked and wants to be told by WeChat; who that is to the account of the office, sealed with a key that is not in the database. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('booking_wechat', (table) => {
    table.text('booking').primary();
    table.text('openid').notNullable();
    table.bigInteger('asked_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('booking_wechat');
}
