import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('booking', (table) => {
    table.text('id').primary();
    table.text('reference').notNullable().unique();
    table.text('token_hash').notNullable();
    table.text('site').notNullable();
    table.text('queue').notNullable();
    table.text('day').notNullable();
    table.bigInteger('starts_at').notNullable();
    table.bigInteger('ends_at').notNullable();
    table.integer('minutes').notNullable();
    table
      .text('state')
      .notNullable()
      .checkIn(['confirmed', 'arrived', 'completed', 'not_served', 'missed', 'cancelled']);
    table.text('services').notNullable();
    table.text('answers').notNullable();
    table.text('ticks').notNullable();
    table.text('enterprise_name').notNullable();
    table.text('credit_code').notNullable();
    table.text('customs_code');
    table.text('contact_name').notNullable();
    table.text('contact_mobile').notNullable();
    table.text('contact_email');
    table.text('contact_telephone');
    table.text('locale').notNullable();
    table.text('consent_version').notNullable();
    table.text('handling').notNullable();
    table.integer('sequence').notNullable();
    table.text('source').notNullable();
    table.text('places').notNullable();
    // set while the booking is active and the rule is on: one visit per enterprise, handling person and day
    table.text('limit_key').unique();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('anonymised_at');
    table.index(['site', 'day', 'starts_at']);
    table.index(['credit_code', 'starts_at']);
  });
  await knex.schema.createTable('hold', (table) => {
    table.text('id').primary();
    table.text('site').notNullable();
    table.text('queue').notNullable();
    table.text('day').notNullable();
    table.bigInteger('starts_at').notNullable();
    table.bigInteger('ends_at').notNullable();
    table.integer('minutes').notNullable();
    table.text('services').notNullable();
    table.text('places').notNullable();
    table.bigInteger('expires_at').notNullable().index();
  });
  await createPlaces(knex);
}

async function createPlaces(knex: Knex): Promise<void> {
  // B1: the primary key is what nobody can have twice
  await knex.schema.createTable('place', (table) => {
    table.text('queue').notNullable();
    table.bigInteger('slot_start').notNullable();
    table.integer('place_no').notNullable().checkPositive();
    table.text('booking').references('booking.id');
    table.text('hold');
    table.bigInteger('expires_at');
    table.primary(['queue', 'slot_start', 'place_no']);
    table.check('booking is null or hold is null');
    table.check('booking is not null or expires_at is not null');
    table.index(['expires_at']);
    table.index(['booking']);
  });
  await knex.schema.createTable('booking_event', (table) => {
    table.text('id').primary();
    table.text('booking').notNullable().references('booking.id');
    table.bigInteger('at').notNullable();
    table.text('type').notNullable();
    table.text('data').notNullable();
    table.text('actor').notNullable();
    table.index(['booking', 'at']);
  });
  await knex.schema.createTable('block_lift', (table) => {
    table.text('credit_code').primary();
    table.bigInteger('until').notNullable();
    table.text('reason').notNullable();
    table.text('staff').notNullable();
    table.bigInteger('at').notNullable();
  });
  // B6: what was answered under a key is answered again
  await knex.schema.createTable('idempotency', (table) => {
    table.text('scope').notNullable();
    table.text('key').notNullable();
    table.text('fingerprint').notNullable();
    table.text('answer').notNullable();
    table.bigInteger('at').notNullable().index();
    table.primary(['scope', 'key']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['idempotency', 'block_lift', 'booking_event', 'place', 'hold', 'booking']) {
    await knex.schema.dropTableIfExists(table);
  }
}
