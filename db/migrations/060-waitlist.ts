import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // who wants to be told when a place is free; an offer is a row of `hold`
  await knex.schema.createTable('waitlist_entry', (table) => {
    table.text('id').primary();
    table.text('token_hash').notNullable();
    table.text('site').notNullable();
    table.text('services').notNullable();
    table.text('answers').notNullable();
    table.text('from_day').notNullable();
    table.text('to_day').notNullable();
    table.text('weekdays').notNullable();
    table.text('times').notNullable();
    table.text('enterprise_name').notNullable();
    table.text('credit_code').notNullable();
    table.text('customs_code');
    table.text('contact_name').notNullable();
    table.text('contact_mobile').notNullable();
    table.text('contact_email');
    table.text('contact_telephone');
    table.text('locale').notNullable();
    table.text('consent_version').notNullable();
    table.text('kind').notNullable().checkIn(['visit', 'earlier']);
    // the booking that is to be earlier, or that the entry has become
    table.text('booking').references('booking.id');
    // the visit in which the office failed them: they go first
    table.text('failed').references('booking.id');
    table.text('state').notNullable().checkIn(['waiting', 'offered', 'accepted', 'expired', 'withdrawn']);
    table.text('passed').notNullable();
    table.text('offer_hold');
    table.bigInteger('offer_start');
    table.bigInteger('offer_end');
    table.bigInteger('offer_made_at');
    table.bigInteger('offer_until');
    table.integer('offers').notNullable().defaultTo(0);
    table.text('source').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('ended_at');
    table.bigInteger('anonymised_at');
    table.index(['token_hash']);
    table.index(['site', 'state', 'created_at']);
    table.index(['booking']);
    table.check(`(state = 'offered') = (offer_hold is not null)`);
  });
  // a person holds one offer at a time, whatever number of processes run
  await knex.raw(
    `create unique index waitlist_offered_enterprise on waitlist_entry (credit_code) where state = 'offered'`,
  );
  await knex.raw(
    `create unique index waitlist_offered_mobile on waitlist_entry (contact_mobile) where state = 'offered'`,
  );
  await knex.raw(
    `create unique index waitlist_earlier on waitlist_entry (booking) where kind = 'earlier' and state in ('waiting', 'offered')`,
  );
  await knex.raw(
    `create unique index waitlist_failed on waitlist_entry (failed) where state in ('waiting', 'offered')`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('waitlist_entry');
}
