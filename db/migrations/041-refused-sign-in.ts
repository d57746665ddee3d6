import type { Knex } from 'knex';

/** Refused sign-ins of a network in one minute: beyond the first ones they become one line of the audit. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('refused_sign_in', (table) => {
    // epoch ms of its beginning
    table.bigInteger('minute').notNullable();
    table.text('network').notNullable();
    table.integer('attempts').notNullable();
    // how many of them have a line of their own
    table.integer('told').notNullable();
    table.boolean('summed').notNullable().defaultTo(false);
    table.primary(['minute', 'network']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('refused_sign_in');
}
