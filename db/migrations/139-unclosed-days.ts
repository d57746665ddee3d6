import type { Knex } from 'knex';

/** Days of halls that are not closed: few, however many there were. Whoever ends days asks for those of all offices at once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`create index hall_day_unclosed on hall_day (day, site) where state <> 'closed'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index hall_day_unclosed');
}
