import type { Knex } from 'knex';

/** Where a member of staff is told what happens to their account. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.text('mail');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.dropColumn('mail');
  });
}
