import type { Knex } from 'knex';

/** Whoever uploads documents, which may show identity cards, agrees to that apart from the booking (PIPL, article 29). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('upload_consent', (table) => {
    table.text('booking').primary();
    // of the privacy notice that was shown
    table.text('version').notNullable();
    table.bigInteger('given_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('upload_consent');
}
