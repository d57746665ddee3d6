import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.renameTable('deletion_wish', 'deletion_request');
  await knex.schema.alterTable('deletion_request', (table) =>
    table.renameColumn('wished_at', 'requested_at'),
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deletion_request', (table) =>
    table.renameColumn('requested_at', 'wished_at'),
  );
  await knex.schema.renameTable('deletion_request', 'deletion_wish');
}
