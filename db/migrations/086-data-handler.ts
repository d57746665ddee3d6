import type { Knex } from 'knex';

/** Each version of the privacy notice says who handles the data and how to reach them. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('privacy_notice', (table) => {
    for (const column of columns) table.text(column);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('privacy_notice', (table) => {
    for (const column of columns) table.dropColumn(column);
  });
}

const columns = ['handler_zh', 'handler_en', 'contact_zh', 'contact_en'];
