import type { Knex } from 'knex';

/** Who asked for a code: the mark of a network, or of a device that had proven the contact before. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('contact_code', (table) => {
    table.text('asker').notNullable().defaultTo('');
    table.text('asker_kind').notNullable().defaultTo('network').checkIn(['network', 'device']);
  });
}

export async function down(knex: Knex): Promise<void> {
  // SQLite keeps a check with its column, and neither lets it be dropped: the codes of ten minutes are asked for again
  await knex.schema.dropTable('contact_code');
  await knex.schema.createTable('contact_code', (table) => {
    table.text('id').primary();
    table.text('site').notNullable();
    table.text('channel').notNullable().checkIn(['sms', 'mail']);
    table.text('contact').notNullable();
    table.bigInteger('sent_at').notNullable();
    table.integer('tries').notNullable();
    table.index(['contact', 'sent_at']);
    table.index(['sent_at']);
  });
}
