import type { Knex } from 'knex';

/** What a channel said when it refused a message for a reason of its own settings; null: it did not. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (table) => table.text('refused_code'));
  await knex.raw('create index outbox_refused on outbox (channel, site) where refused_code is not null');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index outbox_refused');
  await knex.raw('alter table outbox drop column refused_code');
}
