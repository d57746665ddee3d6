import type { Knex } from 'knex';

/** What staff type as a reason may name somebody. A line of the audit can never be changed, so the words stand beside it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit_words', (table) => {
    table.text('audit').primary();
    // whom they go with: the id of a booking, or "enterprise:<code>"
    table.text('about').notNullable().index();
    table.text('text').notNullable();
    table.bigInteger('at').notNullable().index();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('audit_words');
}
