import type { Knex } from 'knex';

/** One account of a kind may serve every office that has none of its own. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('channel', (table) => {
    table.boolean('shared').notNullable().defaultTo(false);
  });
  await knex.raw('create unique index channel_shared on channel (kind) where shared');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index channel_shared');
  await knex.schema.alterTable('channel', (table) => {
    table.dropColumn('shared');
  });
}
