import type { Knex } from 'knex';

/** When certificates expire, of those who want to be told, and what they were told. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('certificate', (table) => {
    table.text('id').primary();
    // null: it was renewed online, and nothing names anybody any more
    table.text('email');
    table.text('locale').notNullable();
    table.text('enterprise').notNullable();
    table.text('expires_on').notNullable();
    table.text('site');
    table.text('booking');
    table.text('source').notNullable().checkIn(['visitor', 'holder', 'office']);
    table.text('consent_version').notNullable();
    table.bigInteger('asked_at').notNullable();
    table.bigInteger('confirmed_at');
    // local date of the next message; null: none
    table.text('next_on');
    table.text('renewed_on');
    table.unique(['email', 'expires_on', 'enterprise']);
    table.index(['next_on']);
    table.index(['booking']);
  });
  await knex.schema.createTable('certificate_notice', (table) => {
    table.text('certificate').notNullable().references('certificate.id');
    // days before
    table.integer('stage').notNullable();
    table.bigInteger('told_at').notNullable();
    table.primary(['certificate', 'stage']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('certificate_notice');
  await knex.schema.dropTable('certificate');
}
