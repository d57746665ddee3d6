import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // a visitor can object to a released place, too; whoever is right gets another visit
  await knex.schema.alterTable('objection', (table) => {
    table.text('kind').notNullable().defaultTo('missed').checkIn(['missed', 'released']);
    table.bigInteger('granted_at');
  });
}

/** What was said of released places has no case any more. */
export async function down(knex: Knex): Promise<void> {
  await knex('objection').where({ kind: 'released' }).delete();
  await knex.raw('alter table objection drop column granted_at');
  await knex.raw('alter table objection drop column kind');
}
