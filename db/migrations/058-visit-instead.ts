import type { Knex } from 'knex';

/** A visit that is called first on arrival stands for a ticket that was not reached, or for a visit that the office did not hold. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('visit_instead', (table) => {
    table.text('booking').primary().references('booking.id');
    table.text('ticket').unique().references('ticket.id');
    table.text('visit').unique().references('booking.id');
    table.check('(ticket is null) <> (visit is null)');
  });
  await knex.raw('insert into visit_instead (booking, ticket) select booking, ticket from priority_visit');
  await knex.schema.dropTable('priority_visit');
  await knex.schema.renameTable('visit_instead', 'priority_visit');
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.createTable('visit_for_ticket', (table) => {
    table.text('booking').primary().references('booking.id');
    table.text('ticket').notNullable().unique().references('ticket.id');
  });
  await knex.raw(
    'insert into visit_for_ticket (booking, ticket) select booking, ticket from priority_visit where ticket is not null',
  );
  await knex.schema.dropTable('priority_visit');
  await knex.schema.renameTable('visit_for_ticket', 'priority_visit');
}
