import type { Knex } from 'knex';

/** What somebody had typed into a form when their session ended, sealed, until they are signed in again. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('kept_form', (table) => {
    table.text('staff').notNullable();
    table.text('path').notNullable();
    // with a key that is not in the database
    table.text('sealed').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['staff', 'path']);
    table.index(['at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('kept_form');
}
