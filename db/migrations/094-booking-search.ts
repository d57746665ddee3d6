import type { Knex } from 'knex';

/**
 * What bookings are found by: marks of mobiles and the ends of numbers and codes, which only the program can make, and pairs of the letters
 * of enterprises' names under a full-text index. A booking whose row is missing or no longer right stands in `booking_unindexed` until a
 * job has made it; whoever was forgotten loses it in the same commit.
 */
export async function up(knex: Knex): Promise<void> {
  const postgres = knex.client.config.client === 'pg';
  await knex.schema.createTable('booking_unindexed', (table) => {
    table.text('booking').primary();
  });
  await knex.schema.createTable('booking_search', (table) => {
    table.increments('id');
    table.text('booking').notNullable().unique();
    table.text('site').notNullable();
    table.text('mobile').index();
    table.text('mobile_end').index();
    table.text('code_end').index();
    table.text('grams').notNullable();
  });
  await (postgres ? onPostgres(knex) : onSqlite(knex));
  await knex.raw(
    'insert into booking_unindexed (booking) select id from booking where anonymised_at is null',
  );
}

export async function down(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    for (const name of ['booked', 'changed', 'gone'])
      await knex.raw(`drop trigger booking_search_${name} on booking`);
    await knex.raw('drop function booking_to_index()');
  } else {
    for (const name of ['booked', 'changed', 'gone']) await knex.raw(`drop trigger booking_search_${name}`);
    await knex.raw('drop table booking_names');
  }
  await knex.schema.dropTable('booking_search');
  await knex.schema.dropTable('booking_unindexed');
}

const columns = ['site', 'enterprise_name', 'credit_code', 'contact_mobile', 'anonymised_at'];

async function onSqlite(knex: Knex): Promise<void> {
  await knex.raw(
    `create virtual table booking_names using fts5(site, grams, content = 'booking_search', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 0", prefix = '1')`,
  );
  // what is taken out of the index is gone from the file, too
  await knex.raw(`insert into booking_names (booking_names, rank) values ('secure-delete', 1)`);
  const out = `insert into booking_names (booking_names, rowid, site, grams) values ('delete', old.id, old.site, old.grams);`;
  const into = 'insert into booking_names (rowid, site, grams) values (new.id, new.site, new.grams);';
  await knex.raw(`create trigger booking_names_in after insert on booking_search begin ${into} end`);
  await knex.raw(`create trigger booking_names_out after delete on booking_search begin ${out} end`);
  await knex.raw(
    `create trigger booking_names_changed after update on booking_search begin ${out} ${into} end`,
  );
  const changed = columns.map((column) => `old.${column} is not new.${column}`).join(' or ');
  const queue = 'insert or ignore into booking_unindexed (booking) values (new.id);';
  const leave = 'delete from booking_search where booking = old.id;';
  await knex.raw(`create trigger booking_search_booked after insert on booking begin ${queue} end`);
  await knex.raw(
    `create trigger booking_search_changed after update of ${columns.join(', ')} on booking when ${changed} begin ${leave} ${queue} end`,
  );
  await knex.raw(
    `create trigger booking_search_gone after delete on booking begin ${leave} delete from booking_unindexed where booking = old.id; end`,
  );
}

async function onPostgres(knex: Knex): Promise<void> {
  await knex.raw(`create index booking_names on booking_search using gin (string_to_array(grams, ' '))`);
  await knex.raw(`create function booking_to_index() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'INSERT' then delete from booking_search where booking = old.id; end if;
      if tg_op = 'DELETE' then delete from booking_unindexed where booking = old.id;
      else insert into booking_unindexed (booking) values (new.id) on conflict do nothing;
      end if;
      return null;
    end $$`);
  const changed = columns.map((column) => `old.${column} is distinct from new.${column}`).join(' or ');
  const run = 'for each row';
  await knex.raw(
    `create trigger booking_search_booked after insert on booking ${run} execute function booking_to_index()`,
  );
  await knex.raw(
    `create trigger booking_search_changed after update of ${columns.join(', ')} on booking ${run} when (${changed}) execute function booking_to_index()`,
  );
  await knex.raw(
    `create trigger booking_search_gone after delete on booking ${run} execute function booking_to_index()`,
  );
}
