import type { Knex } from 'knex';

// the delivery log of a site's own channels
const columns = ['site', 'channel', 'created_at'];

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (table) => table.index(columns, 'outbox_by_site'));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (table) => table.dropIndex(columns, 'outbox_by_site'));
}
