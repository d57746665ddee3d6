import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // a manager has looked at this booking among others that looked made by one hand, and left it alone
  await knex.schema.createTable('cluster_looked', (table) => {
    table.text('booking').primary().references('booking.id');
    table.bigInteger('looked_at').notNullable();
    table.text('looked_by').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('cluster_looked');
}
