import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('upload', (table) => {
    table.text('id').primary();
    table.bigInteger('started_at').notNullable();
    // null: its bytes are still coming, and nobody sees it
    table.bigInteger('complete_at');
    table.integer('size').notNullable();
    table.text('sha256').notNullable();
    table.index(['started_at']);
  });
  await knex.schema.createTable('upload_chunk', (table) => {
    table.text('upload').notNullable().references('upload.id');
    table.integer('position').notNullable();
    table.binary('bytes').notNullable();
    table.primary(['upload', 'position']);
    table.check('length(bytes) between 1 and 262144');
  });
  // pictures and PDFs are compressed already
  if (knex.client.config.client === 'pg')
    await knex.raw('alter table upload_chunk alter column bytes set storage external');
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['upload_chunk', 'upload']) await knex.schema.dropTable(table);
}
