import type { Knex } from 'knex';

/**
 * The names of bookings are found together with their site, and by one character, too: on PostgreSQL an index of the words of both, and the
 * last bookings of a site in their order. SQLite's full-text index has both already.
 */
export async function up(knex: Knex): Promise<void> {
  if (knex.client.config.client !== 'pg') return;
  await knex.raw('drop index booking_names');
  await knex.raw(
    `create index booking_names on booking_search using gin (array_to_tsvector(string_to_array('@' || site || ' ' || grams, ' ')))`,
  );
  await knex.raw('create index booking_search_of_site on booking_search (site, id)');
}

export async function down(knex: Knex): Promise<void> {
  if (knex.client.config.client !== 'pg') return;
  await knex.raw('drop index booking_search_of_site');
  await knex.raw('drop index booking_names');
  await knex.raw(`create index booking_names on booking_search using gin (string_to_array(grams, ' '))`);
}
