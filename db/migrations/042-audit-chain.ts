import type { Knex } from 'knex';

/** Each line of the audit has a hash that rests on the one before, day by day, so that whoever changes one later is found out. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit_day', (table) => {
    table.text('day').primary();
    // of the day before, how far it had come when this one began
    table.text('previous');
    table.integer('previous_rows').notNullable();
    table.text('starts_from').notNullable();
    table.integer('rows').notNullable();
    table.text('head').notNullable();
    // of its last line
    table.bigInteger('last_at').notNullable();
    // its lines were kept long enough and are gone
    table.boolean('forgotten').notNullable().defaultTo(false);
    table.boolean('told').notNullable().defaultTo(false);
  });
  await knex.schema.createTable('audit_link', (table) => {
    table.text('day').notNullable();
    table.integer('position').notNullable();
    table.text('audit').notNullable().unique();
    table.text('hash').notNullable();
    table.primary(['day', 'position']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('audit_link');
  await knex.schema.dropTable('audit_day');
}
