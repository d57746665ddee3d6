import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    // epoch ms, exclusive: until when a generated password opens anything; null: it was chosen, or made before such passwords had an end
    table.bigInteger('password_until');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('staff', (table) => {
    table.dropColumn('password_until');
  });
}
