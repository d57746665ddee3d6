import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // where somebody joined from, as keyed hashes, while they wait and a fortnight more
  await knex.schema.alterTable('waitlist_entry', (table) => {
    table.text('network');
    table.text('browser');
    table.text('proven');
    // whoever waits is counted by what they are known by, at all sites
    table.index(['state']);
    table.index(['network', 'created_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('waitlist_entry', (table) => {
    table.dropIndex(['network', 'created_at']);
    table.dropIndex(['state']);
  });
  for (const column of ['proven', 'browser', 'network'])
    await knex.raw('alter table waitlist_entry drop column ??', [column]);
}
