import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // one line for each job, of whichever process ran it last
  await knex.schema.createTable('job_run', (table) => {
    table.text('job').primary();
    table.bigInteger('succeeded_at');
    // of the last success
    table.integer('milliseconds');
    table.text('result');
    table.bigInteger('failed_at');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('job_run');
}
