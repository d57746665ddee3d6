import type { Knex } from 'knex';

/** Pictures and silent videos that a hall shows in quiet times. Few, and of every process: they are kept with the data. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('wall_picture', (table) => {
    table.text('site').notNullable().references('site.code');
    table.text('sha256').notNullable();
    table.text('kind').notNullable().checkIn(['jpg', 'png', 'webp', 'mp4', 'webm']);
    table.text('name').notNullable();
    table.integer('size').notNullable();
    table.binary('bytes').notNullable();
    table.bigInteger('uploaded_at').notNullable();
    table.text('uploaded_by').notNullable();
    table.primary(['site', 'sha256']);
  });
  // they are compressed already
  if (knex.client.config.client === 'pg')
    await knex.raw('alter table wall_picture alter column bytes set storage external');
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('wall_picture');
}
