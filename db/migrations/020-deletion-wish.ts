import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // holders who want their data gone when the visit that needs it is over
  await knex.schema.createTable('deletion_wish', (table) => {
    table.text('booking').primary().references('booking.id');
    table.bigInteger('wished_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('deletion_wish');
}
