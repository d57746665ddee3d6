import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // where bookings came from, as keyed hashes, for a fortnight
  await knex.schema.createTable('booking_origin', (table) => {
    table.text('booking').primary().references('booking.id');
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.bigInteger('at').notNullable();
    table.text('network');
    table.text('browser');
    table.text('proven').checkIn(['sms', 'mail']);
    table.index(['site', 'at']);
    table.index(['at']);
  });
  // a proof of work serves once
  await knex.schema.createTable('spent_work', (table) => {
    table.text('id').primary();
    table.bigInteger('expires_at').notNullable().index();
  });
  await knex.schema.alterTable('hold', (table) => {
    table.text('network');
    table.text('browser');
  });
  await knex.schema.alterTable('booking', (table) => {
    table.index(['contact_mobile', 'starts_at']);
    table.index(['contact_email', 'starts_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('booking', (table) => {
    table.dropIndex(['contact_email', 'starts_at']);
    table.dropIndex(['contact_mobile', 'starts_at']);
  });
  await knex.raw('alter table hold drop column browser');
  await knex.raw('alter table hold drop column network');
  await knex.schema.dropTable('spent_work');
  await knex.schema.dropTable('booking_origin');
}
