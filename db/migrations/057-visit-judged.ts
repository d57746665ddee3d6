import type { Knex } from 'knex';

/** Bookings learn new final states: the check of a column can be changed on neither engine but by another column. */
async function allow(knex: Knex, states: readonly string[], otherwise: string): Promise<void> {
  const list = states.map((state) => `'${state}'`).join(', ');
  await knex.raw('alter table booking rename column state to state_before');
  await knex.raw(
    `alter table booking add column state text not null default 'confirmed' check (state in (${list}))`,
  );
  await knex.raw(
    `update booking set state = case when state_before in (${list}) then state_before else '${otherwise}' end`,
  );
  await knex.raw('alter table booking drop column state_before');
}

const before = ['confirmed', 'arrived', 'completed', 'not_served', 'missed', 'cancelled'];

export function up(knex: Knex): Promise<void> {
  return allow(knex, [...before, 'not_held', 'excused'], 'cancelled');
}

/** What the office did not hold, or excused, is no miss before either. */
export function down(knex: Knex): Promise<void> {
  return allow(knex, before, 'cancelled');
}
