import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('outbox', (table) => {
    table.text('id').primary();
    table.text('channel').notNullable();
    table.text('template').notNullable();
    table.text('locale').notNullable();
    table.text('recipient').notNullable();
    // named, ordered parameters as JSON: [[name, value], …]
    table.text('parameters').notNullable();
    table.text('booking');
    table.text('site');
    table.integer('sequence').notNullable().defaultTo(0);
    table.text('state').notNullable().checkIn(['queued', 'sending', 'sent', 'dead', 'kept', 'superseded']);
    table.integer('attempts').notNullable().defaultTo(0);
    // when it was first to be delivered; what giving up is measured from
    table.bigInteger('due_at').notNullable();
    table.bigInteger('next_attempt_at').notNullable();
    table.text('lease_owner');
    table.bigInteger('lease_until');
    table.text('last_error');
    // what the other side answered, newest last, as JSON: [{ at, ok, answer }, …]
    table.text('log').notNullable().defaultTo('[]');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('sent_at');
    table.index(['state', 'next_attempt_at']);
    table.index(['created_at']);
    table.index(['booking']);
  });
  // SMS and webhook channels that a site has connected; `secrets` is sealed with a key that is not in the database
  await knex.schema.createTable('channel', (table) => {
    table.text('site').notNullable();
    table.text('kind').notNullable().checkIn(['webhook', 'aliyun', 'tencent']);
    table.text('settings').notNullable();
    table.text('secrets').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.bigInteger('updated_at').notNullable();
    table.primary(['site', 'kind']);
  });
  await knex.schema.createTable('message_opt_out', (table) => {
    table.text('booking').notNullable();
    table.text('template').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['booking', 'template']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['message_opt_out', 'channel', 'outbox']) await knex.schema.dropTableIfExists(table);
}
