import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('agency_case', (table) => {
    table.text('booking').primary().references('booking.id');
    table.text('site').notNullable();
    table
      .text('state')
      .notNullable()
      .checkIn(['collecting', 'submitted', 'returned', 'accepted', 'ready', 'sent', 'closed']);
    table.integer('revision').notNullable();
    table.text('note');
    table.bigInteger('submitted_at');
    // since when it has been in this state
    table.bigInteger('since').notNullable();
    table.index(['site', 'state', 'since']);
  });
  await knex.schema.createTable('agency_document', (table) => {
    table.text('booking').notNullable().references('agency_case.booking');
    table.text('item').notNullable();
    table.integer('position').notNullable();
    table.boolean('physical').notNullable();
    table.text('state').notNullable().checkIn(['missing', 'uploaded', 'accepted', 'returned']);
    table.text('reason');
    // name in the folder of uploads; the file is there before the row is
    table.text('file').unique();
    table.text('file_kind').checkIn(['pdf', 'jpeg', 'png']);
    table.integer('file_size');
    table.text('file_sha256');
    table.text('file_name');
    table.bigInteger('uploaded_at');
    table.primary(['booking', 'item']);
    table.check(`(file is null) = (physical or state = 'missing')`);
    table.check('(file is null) = (file_kind is null)');
  });
  await knex.schema.createTable('agency_event', (table) => {
    table.text('booking').notNullable().references('agency_case.booking');
    // of the case after it: two who decide on the same state cannot both write
    table.integer('revision').notNullable();
    table.bigInteger('at').notNullable();
    table.text('type').notNullable();
    table.text('item');
    table.text('text');
    table.text('actor').notNullable();
    table.primary(['booking', 'revision']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['agency_event', 'agency_document', 'agency_case'])
    await knex.schema.dropTableIfExists(table);
}
