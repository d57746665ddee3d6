import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('device', (table) => {
    table.text('id').primary();
    table.text('kind').notNullable().checkIn(['kiosk', 'display']);
    table.text('site').notNullable().references('site.code');
    table.text('name').notNullable().defaultTo('');
    table.text('key_hash').notNullable().unique();
    // until somebody confirms it; unique, so that a code names one device
    table.text('code').unique();
    table.bigInteger('offered_at').notNullable();
    table.bigInteger('paired_at');
    table.text('paired_by');
    table.bigInteger('revoked_at');
    table.bigInteger('last_seen_at');
    table.index(['site', 'paired_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('device');
}
