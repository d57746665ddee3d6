import type { Knex } from 'knex';

/** Passkeys of members of staff (WebAuthn), and the challenges that were answered and are good no more. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('passkey', (table) => {
    table.text('id').primary();
    table.text('staff').notNullable().references('staff.id');
    // base64url, as the authenticator gave it
    table.text('credential').notNullable().unique();
    // COSE, base64url
    table.text('public_key').notNullable();
    // of signatures; 0 for good: an authenticator that does not count
    table.bigInteger('counter').notNullable();
    // JSON: how a browser reaches it
    table.text('transports').notNullable();
    table.text('name').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('last_used_at');
    table.index(['staff']);
  });
  await knex.schema.createTable('spent_challenge', (table) => {
    // SHA-256 of it
    table.text('hash').primary();
    table.bigInteger('expires_at').notNullable().index();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('spent_challenge');
  await knex.schema.dropTable('passkey');
}
