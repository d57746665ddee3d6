import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // what each version of the catalogue has changed: a site, or '' for what belongs to no site; a version without a row: perhaps everything
  await knex.schema.createTable('catalogue_change', (table) => {
    table.integer('version').notNullable();
    table.text('site').notNullable();
    table.primary(['version', 'site']);
  });
  // notices are read with their site
  await knex.schema.alterTable('notice', (table) => table.index(['site', 'sort']));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('notice', (table) => table.dropIndex(['site', 'sort']));
  await knex.schema.dropTable('catalogue_change');
}
