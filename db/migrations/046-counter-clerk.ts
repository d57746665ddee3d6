import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('counter_clerk', (table) => {
    table.text('day').notNullable();
    table.text('staff').notNullable();
    table.text('site').notNullable();
    table.text('counter').notNullable();
    // a clerk has one counter a day, wherever it is
    table.primary(['day', 'staff']);
    // and a counter one clerk
    table.unique(['day', 'site', 'counter']);
  });
  await knex.schema.alterTable('hall_counter', (table) => {
    table.text('taken_from');
  });
  await keepFirstOfEach(knex);
}

/** Whoever had several counters open keeps them; the first one is theirs. */
async function keepFirstOfEach(knex: Knex): Promise<void> {
  const open = (await knex('hall_counter')
    .whereNot({ state: 'closed' })
    .whereNotNull('staff')
    .whereNot('staff', 'like', 'key:%')
    .orderBy(['day', 'since', 'site', 'counter'])
    .select('day', 'staff', 'site', 'counter')) as {
    day: string;
    staff: string;
    site: string;
    counter: string;
  }[];
  for (const row of open) await knex('counter_clerk').insert(row).onConflict().ignore();
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('hall_counter', (table) => {
    table.dropColumn('taken_from');
  });
  await knex.schema.dropTable('counter_clerk');
}
