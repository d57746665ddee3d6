import type { Knex } from 'knex';

/** Who works when at a site: the weeks of its staff, and what differs on single days. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('site', (table) => {
    // with so many at work all places are given; null: the roster bounds nothing
    table.integer('roster_full');
  });
  await knex.schema.createTable('roster_shift', (table) => {
    table.text('id').primary();
    table.text('site').notNullable().references('site.code');
    // id of the account
    table.text('staff').notNullable();
    table.text('valid_from').notNullable();
    // JSON: 1 = Monday … 7 = Sunday
    table.text('weekdays').notNullable();
    table.text('from_time');
    table.text('to_time');
    table.index(['site']);
  });
  await knex.schema.createTable('roster_change', (table) => {
    table.text('id').primary();
    table.text('site').notNullable().references('site.code');
    table.text('staff').notNullable();
    table.text('kind').notNullable().checkIn(['absence', 'extra', 'swap']);
    // of an absence
    table.text('cause');
    // of a swap
    table.text('partner');
    table.text('first_date').notNullable();
    table.text('last_date').notNullable();
    table.text('from_time');
    table.text('to_time');
    table.index(['site', 'last_date']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('roster_change');
  await knex.schema.dropTable('roster_shift');
  // knex would make the table anew on SQLite, which the rows that point to it forbid
  await knex.raw('alter table site drop column roster_full');
}
