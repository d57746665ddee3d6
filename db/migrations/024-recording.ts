import type { Knex } from 'knex';

/** A branch's own recordings of the voice. Small, few, and of every process: they are kept with the data. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('recording', (table) => {
    table.text('site').notNullable().references('site.code');
    // as announcements name it, e.g. zh-CN/qing
    table.text('fragment').notNullable();
    table.text('kind').notNullable().checkIn(['wav', 'mp3', 'ogg', 'm4a']);
    table.integer('size').notNullable();
    table.text('sha256').notNullable();
    table.text('base64').notNullable();
    table.bigInteger('uploaded_at').notNullable();
    table.text('uploaded_by').notNullable();
    table.primary(['site', 'fragment']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('recording');
}
