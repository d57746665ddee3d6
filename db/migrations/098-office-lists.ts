import type { Knex } from 'knex';

/** What pages of the office look for among many sites, and among a million messages. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index hall_counter_help on hall_counter (day) where help_since is not null');
  await knex.schema.alterTable('outbox', (table) => table.index(['site', 'created_at']));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (table) => table.dropIndex(['site', 'created_at']));
  await knex.raw('drop index hall_counter_help');
}
