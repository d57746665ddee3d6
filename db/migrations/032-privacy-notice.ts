import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // every version that was ever published; before the first one the built-in text is the notice
  await knex.schema.createTable('privacy_notice', (table) => {
    table.text('version').primary();
    table.bigInteger('published_at').notNullable();
    table.text('text_zh').notNullable();
    table.text('text_en').notNullable();
    table.text('news_zh');
    table.text('news_en');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('privacy_notice');
}
