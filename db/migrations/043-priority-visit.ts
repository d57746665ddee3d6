import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // bookings that are called first on arrival: whoever was not reached before a day ended
  await knex.schema.createTable('priority_visit', (table) => {
    table.text('booking').primary().references('booking.id');
    // the ticket that was not reached: one booking for each
    table.text('ticket').notNullable().unique().references('ticket.id');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('priority_visit');
}
