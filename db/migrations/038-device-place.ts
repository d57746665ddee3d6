import type { Knex } from 'knex';

/** Where the screen of a paired machine hangs: only one that has shown the wall of a hall can be the hall's voice. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table device add column place text check (place in ('wall', 'counter', 'door'))`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table device drop column place');
}
