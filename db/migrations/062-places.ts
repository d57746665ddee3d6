import type { Knex } from 'knex';

/** Places by time of day and kept back, and closures of a part of a site. */
export async function up(knex: Knex): Promise<void> {
  // JSON; null: the same places all day, none kept back
  await knex.schema.alterTable('queue', (table) => table.text('plan'));
  await knex.schema.createTable('part_closure', (table) => {
    table.text('id').primary();
    table.text('site').notNullable().references('site.code');
    table.text('kind').notNullable().checkIn(['site', 'queue', 'places', 'counter']);
    // queue id or counter code, by kind; null: the whole site
    table.text('subject');
    table.integer('places');
    table.text('first_date').notNullable();
    table.text('last_date').notNullable();
    // JSON lists
    table.text('weekdays').notNullable();
    table.text('except_dates').notNullable();
    table.text('from_time');
    table.text('to_time');
    table.text('reason_zh').notNullable();
    table.text('reason_en').notNullable();
    table.index(['site', 'last_date']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('part_closure');
  // knex would make the table anew on SQLite, which others refer to
  await knex.raw('alter table queue drop column plan');
}
