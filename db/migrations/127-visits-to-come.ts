import type { Knex } from 'knex';

/** The visits to come of each office by their time, with what tells whether one of them is another: whoever looks at all offices asks for these alone. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `create index booking_to_come on booking (site, starts_at, updated_at, sequence) where state = 'confirmed'`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index booking_to_come');
}
