import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('api_key', (table) => {
    // epoch ms, exclusive; null: made before keys had an end
    table.bigInteger('expires_at');
  });
}

/** Keys that had an end have none then. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('api_key', (table) => {
    table.dropColumn('expires_at');
  });
}
