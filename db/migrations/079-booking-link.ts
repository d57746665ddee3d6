import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('booking', (table) => {
    // what the secret of its link is derived from since somebody else is reached; null: its id, as ever
    table.text('link');
  });
}

/** A link that was renewed opens nothing then: its holder finds the booking by reference and mobile. */
export async function down(knex: Knex): Promise<void> {
  // knex would make the table anew on SQLite, which the rows that point to it forbid
  await knex.raw('alter table booking drop column link');
}
