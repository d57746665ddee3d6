import type { Knex } from 'knex';

/** An empty list of sites meant all of them; from now on that is said, and an empty list means none. */
export async function up(knex: Knex): Promise<void> {
  await knex('staff').where({ sites: '[]' }).update({ sites: '["*"]' });
}

export async function down(knex: Knex): Promise<void> {
  await knex('staff').where({ sites: '["*"]' }).update({ sites: '[]' });
}
