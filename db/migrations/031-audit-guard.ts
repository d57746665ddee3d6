import type { Knex } from 'knex';

/** Two ways past triggers on rows, closed: TRUNCATE on PostgreSQL fires none, and REPLACE on SQLite deletes without firing any. */
export async function up(knex: Knex): Promise<void> {
  // whose failure it was, so that whoever then signs in takes theirs off the count of the address
  await knex.schema.alterTable('sign_in_failure', (table) => {
    table.text('account');
  });
  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      create function audit_is_not_truncated() returns trigger language plpgsql as $$
      begin
        raise exception 'audit is append-only';
      end $$`);
    await knex.raw(
      'create trigger audit_no_truncate before truncate on audit for each statement execute function audit_is_not_truncated()',
    );
    return;
  }
  await knex.raw(`create trigger audit_no_replace before insert on audit
    when exists (select 1 from audit where id = new.id)
    begin select raise(abort, 'audit is append-only'); end`);
}

export async function down(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop trigger audit_no_truncate on audit');
    await knex.raw('drop function audit_is_not_truncated()');
  } else await knex.raw('drop trigger audit_no_replace');
  await knex.schema.alterTable('sign_in_failure', (table) => {
    table.dropColumn('account');
  });
}
