import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // codes that were sent to prove a contact: neither the code nor the address stands here, only a keyed mark of it
  await knex.schema.createTable('contact_code', (table) => {
    table.text('id').primary();
    table.text('site').notNullable();
    table.text('channel').notNullable().checkIn(['sms', 'mail']);
    table.text('contact').notNullable();
    table.bigInteger('sent_at').notNullable();
    table.integer('tries').notNullable();
    table.index(['contact', 'sent_at']);
    table.index(['sent_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('contact_code');
}
