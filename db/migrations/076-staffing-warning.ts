import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // of a day that comes: that its planned counters will not do. JSON of why, as it is expected now and as it was told last
  await knex.schema.createTable('staffing_warning', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.text('found').notNullable();
    // false: another plan was saved, and is still to be looked at
    table.boolean('stands').notNullable();
    // null: nobody was told, for want of an address
    table.text('told');
    table.bigInteger('told_at');
    table.primary(['site', 'day']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('staffing_warning');
}
