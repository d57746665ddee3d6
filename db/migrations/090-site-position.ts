import type { Knex } from 'knex';

/** Where a site is, WGS-84 degrees, for whoever lets the browser say how far that is; both or neither. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('site', (table) => {
    table.double('latitude');
    table.double('longitude');
  });
}

export async function down(knex: Knex): Promise<void> {
  // knex would make the table anew on SQLite, which the rows that point to it forbid
  await knex.raw('alter table site drop column latitude');
  await knex.raw('alter table site drop column longitude');
}
