import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ticket', (table) => {
    table.text('note');
    // how often its visitor has let others pass
    table.integer('deferred').notNullable().defaultTo(0);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ticket', (table) => table.dropColumns('note', 'deferred'));
}
