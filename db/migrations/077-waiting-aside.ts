import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // whose bookings the office has released as one hand's is offered nothing until staff have looked
  await knex.schema.alterTable('waitlist_entry', (table) => {
    table.bigInteger('aside_at');
    table.text('aside_cause');
    // they have asked for another look
    table.bigInteger('aside_asked_at');
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const column of ['aside_asked_at', 'aside_cause', 'aside_at'])
    await knex.raw('alter table waitlist_entry drop column ??', [column]);
}
