import type { Knex } from 'knex';

const columns = ['second_email', 'second_mobile', 'reminders'] as const;

/** Whom else to tell of a booking, and when its holder wants to be reminded; empty: as everybody is. */
export async function up(knex: Knex): Promise<void> {
  for (const column of columns) await knex.raw(`alter table booking add column ${column} text`);
}

export async function down(knex: Knex): Promise<void> {
  for (const column of columns) await knex.raw(`alter table booking drop column ${column}`);
}
