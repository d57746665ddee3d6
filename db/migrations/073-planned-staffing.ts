import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // how many counters are planned to call, by half hour of a weekday (1 = Monday); of a weekday without rows nothing is planned
  await knex.schema.createTable('planned_staffing', (table) => {
    table.text('site').notNullable();
    table.integer('weekday').notNullable();
    // minutes after midnight
    table.integer('from_minute').notNullable();
    table.integer('counters').notNullable();
    table.primary(['site', 'weekday', 'from_minute']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('planned_staffing');
}
