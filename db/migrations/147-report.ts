import type { Knex } from 'knex';

/** Who is told the figures of which offices by mail, and what was written to them. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('report_subscription', (table) => {
    table.text('id').primary();
    table.text('recipient').notNullable();
    // of which offices, as JSON
    table.text('scope').notNullable();
    table.text('rhythm').notNullable().checkIn(['daily', 'weekly', 'monthly']);
    // wall time at the offices
    table.text('at_time').notNullable();
    table.text('locale').notNullable();
    // what is attached, as JSON
    table.text('files').notNullable();
    table.bigInteger('since').notNullable();
    table.text('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ended_at');
    table.text('ended_by').checkIn(['recipient', 'staff']);
  });
  // one of a kind for each recipient
  await knex.raw(
    'create unique index report_subscription_open on report_subscription (recipient, scope, rhythm) where ended_at is null',
  );
  await knex.schema.createTable('report_sending', (table) => {
    table.text('subscription').notNullable();
    table.text('period_from').notNullable();
    table.text('period_to').notNullable();
    // 0: at its time; else the minute in which somebody asked for it
    table.bigInteger('asked_at').notNullable();
    table.text('message').notNullable();
    table.bigInteger('written_at').notNullable();
    table.primary(['subscription', 'period_from', 'period_to', 'asked_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['report_sending', 'report_subscription']) await knex.schema.dropTable(table);
}
