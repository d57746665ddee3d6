import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('staff', (table) => {
    table.text('id').primary();
    table.text('username').notNullable().unique();
    table.text('name').notNullable();
    table.text('password_hash').notNullable();
    table.text('role').notNullable().checkIn(['administrator', 'manager', 'counter', 'auditor']);
    table.text('sites').notNullable().defaultTo('[]');
    table.boolean('must_change_password').notNullable().defaultTo(true);
    // sealed with a key that is not in the database
    table.text('totp_secret');
    // a code is good once: the time step (RFC 6238) of the last one that was used
    table.bigInteger('totp_step');
    table.boolean('active').notNullable().defaultTo(true);
    // of what a session rests on: grows with the password and the second factor
    table.integer('revision').notNullable().defaultTo(1);
    // of what the form of the account shows
    table.integer('version').notNullable().defaultTo(1);
    table.bigInteger('created_at').notNullable();
    table.bigInteger('last_signed_in_at');
  });
  await knex.schema.createTable('recovery_code', (table) => {
    table.text('staff').notNullable().references('staff.id');
    table.text('code_hash').notNullable();
    table.primary(['staff', 'code_hash']);
  });
  // failures per account and per address; a row a failure, so that counting needs no update race
  await knex.schema.createTable('sign_in_failure', (table) => {
    table.text('id').primary();
    table.text('subject').notNullable();
    table.bigInteger('at').notNullable();
    table.index(['subject', 'at']);
  });
  await knex.schema.createTable('staff_session', (table) => {
    // who reads the database cannot sign in with what is in it
    table.text('id_hash').primary();
    // for lists, and for ending one from afar
    table.text('id').notNullable().unique();
    // null: the second factor has not been shown yet
    table.text('staff');
    table.text('address').notNullable();
    table.text('agent').notNullable();
    table.text('data').notNullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('seen_at').notNullable();
    table.index(['staff', 'seen_at']);
    table.index(['seen_at']);
  });
  await knex.schema.createTable('api_key', (table) => {
    table.text('id').primary();
    table.text('kind').notNullable().checkIn(['staff', 'device']);
    table.text('site').references('site.code');
    table.text('name').notNullable();
    table.text('key_hash').notNullable().unique();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('revoked_at');
    table.bigInteger('last_used_at');
  });
  await createAudit(knex);
}

async function createAudit(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit', (table) => {
    table.text('id').primary();
    table.bigInteger('at').notNullable().index();
    table.text('actor').notNullable();
    table.text('address');
    table.text('action').notNullable();
    table.text('subject').notNullable();
    table.text('before');
    table.text('after');
    table.text('result').notNullable();
    table.index(['actor', 'at']);
    table.index(['action', 'at']);
    table.index(['subject', 'at']);
  });
  // append-only; the retention job may delete what is older than it must be kept, which is at least 180 days
  const horizon = 180 * 24 * 60 * 60 * 1000;
  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      create function audit_is_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' or old.at > extract(epoch from now()) * 1000 - ${horizon} then
          raise exception 'audit is append-only';
        end if;
        return old;
      end $$`);
    await knex.raw(
      'create trigger audit_append_only before update or delete on audit for each row execute function audit_is_append_only()',
    );
    return;
  }
  await knex.raw(
    `create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end`,
  );
  await knex.raw(`create trigger audit_no_delete before delete on audit
    when old.at > cast(strftime('%s', 'now') as integer) * 1000 - ${horizon}
    begin select raise(abort, 'audit is append-only'); end`);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['audit', 'api_key', 'staff_session', 'sign_in_failure', 'recovery_code', 'staff'])
    await knex.schema.dropTableIfExists(table);
  if (knex.client.config.client === 'pg') await knex.raw('drop function if exists audit_is_append_only()');
}
