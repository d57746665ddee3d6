import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // alarms of a hall's floor: since when one stands, and when the manager on duty was told of it last
  await knex.schema.createTable('floor_alarm', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.text('subject').notNullable();
    table.bigInteger('seen_at');
    table.bigInteger('told_at');
    table.primary(['site', 'day', 'subject']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('floor_alarm');
}
