import type { Knex } from 'knex';

/** An office's own words in a kind of mail; what is null is said in the organisation's. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('site_text', (table) => {
    table.text('site').notNullable().references('site.code');
    table.text('template').notNullable();
    table.text('locale').notNullable().checkIn(['zh-CN', 'en']);
    table.text('subject');
    table.text('opening');
    table.primary(['site', 'template', 'locale']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('site_text');
}
