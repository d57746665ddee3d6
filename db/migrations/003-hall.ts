import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('hall_day', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.integer('version').notNullable();
    table.text('state').notNullable().checkIn(['open', 'paused', 'closed']);
    table.text('pause_reason');
    table.boolean('last_call_lifted').notNullable().defaultTo(false);
    table.text('last_numbers').notNullable().defaultTo('{}');
    table.text('calls').notNullable().defaultTo('[]');
    table.primary(['site', 'day']);
  });
  await knex.schema.createTable('ticket', (table) => {
    table.text('id').primary();
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.text('number').notNullable();
    table.text('queue').notNullable();
    table.text('token').notNullable().unique();
    table
      .text('state')
      .notNullable()
      .checkIn(['waiting', 'called', 'serving', 'parked', 'missed', 'done', 'left', 'void']);
    table.text('kind').notNullable();
    table.boolean('priority').notNullable();
    table.text('services').notNullable();
    table.text('booking');
    table.bigInteger('booked_start');
    table.bigInteger('issued_at').notNullable();
    table.bigInteger('due').notNullable();
    table.text('due_reason').notNullable();
    table.text('counter');
    table.text('reserved_for');
    table.bigInteger('called_at');
    table.integer('times_called').notNullable();
    table.bigInteger('started_at');
    table.bigInteger('missed_at');
    table.boolean('returned').notNullable();
    table.bigInteger('parked_at');
    table.bigInteger('ended_at');
    table.text('outcome');
    table.integer('told_low');
    table.integer('told_high');
    // H3
    table.unique(['site', 'day', 'number']);
    table.index(['booking']);
    table.index(['site', 'state', 'day', 'ended_at']);
  });
  await knex.schema.createTable('hall_counter', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.text('counter').notNullable();
    table.text('state').notNullable().checkIn(['closed', 'open', 'paused']);
    // H2: a counter has one column for its ticket, and a ticket stands at one counter
    table.text('ticket').unique();
    table.bigInteger('since').notNullable();
    table.text('staff');
    table.text('pause_reason');
    table.bigInteger('help_since');
    table.primary(['site', 'day', 'counter']);
  });
  await knex.schema.createTable('hall_event', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    // H4: a version can be written once
    table.integer('version').notNullable().checkPositive();
    table.bigInteger('at').notNullable();
    table.text('type').notNullable();
    table.text('data').notNullable();
    table.text('actor').notNullable();
    table.primary(['site', 'day', 'version']);
  });
  await knex.schema.createTable('rating', (table) => {
    table.text('ticket').primary().references('ticket.id');
    table.integer('score').notNullable().checkBetween([1, 5]);
    table.bigInteger('at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['rating', 'hall_event', 'hall_counter', 'ticket', 'hall_day'])
    await knex.schema.dropTableIfExists(table);
}
