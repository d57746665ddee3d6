import type { Knex } from 'knex';

/** Reasons in both languages, from which closures take theirs by one choice. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('reason_text', (table) => {
    table.text('id').notNullable().primary();
    table.integer('sort').notNullable();
    table.text('text_zh').notNullable();
    table.text('text_en').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('reason_text');
}
