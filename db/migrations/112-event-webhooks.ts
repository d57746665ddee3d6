import type { Knex } from 'knex';

/** Other systems that are told of what happens: who they are, what has happened, and what each was told of it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('event_subscriber', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    // null: of every site
    table.text('site');
    table.text('url').notNullable();
    // names of events, as JSON
    table.text('events').notNullable();
    // sealed with a key that is not in the database
    table.text('secret').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ended_at');
  });
  await knex.schema.createTable('outgoing_event', (table) => {
    // the order in which they were written
    table.increments('position');
    table.text('id').notNullable().unique();
    table.text('site').notNullable();
    table.text('type').notNullable();
    table.bigInteger('at').notNullable();
    table.text('data').notNullable();
    // of its site, without a gap; null: nobody has taken it up yet
    table.integer('sequence');
    table.unique(['site', 'sequence']);
  });
  await knex.raw('create index outgoing_event_new on outgoing_event (site, position) where sequence is null');
  await knex.schema.createTable('event_sequence', (table) => {
    table.text('site').primary();
    table.integer('last').notNullable();
  });
  await knex.schema.createTable('event_delivery', (table) => {
    table.text('subscriber').notNullable();
    table.text('event').notNullable();
    table.text('state').notNullable().checkIn(['queued', 'sent', 'dead']);
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('due_at').notNullable();
    table.bigInteger('next_attempt_at').notNullable();
    table.bigInteger('lease_until');
    table.text('answer');
    table.bigInteger('answered_at');
    table.primary(['subscriber', 'event']);
    table.index(['state', 'next_attempt_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['event_delivery', 'event_sequence', 'outgoing_event', 'event_subscriber'])
    await knex.schema.dropTable(table);
}
