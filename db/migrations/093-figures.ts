import type { Knex } from 'knex';

/**
 * What many days of figures are read from: the folds of whole months, and of each site and day how many bookings and ratings of which kind
 * there are. All of it may be thrown away at any time. A count is void as soon as one of its rows changes, whoever changes it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('month_fold', (table) => {
    table.text('site').notNullable();
    // 2026-11
    table.text('month').notNullable();
    // how many days there were and the sum of their versions: others mean to put the month together again
    table.integer('days').notNullable();
    table.integer('versions').notNullable();
    table.integer('form').notNullable();
    table.text('fold').notNullable();
    table.primary(['site', 'month']);
  });
  await knex.schema.createTable('day_tally', (table) => {
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.text('tally').notNullable();
    table.primary(['site', 'day']);
  });
  if (knex.client.config.client === 'pg') await watchOnPostgres(knex);
  else await watchOnSqlite(knex);
}

export async function down(knex: Knex): Promise<void> {
  const postgres = knex.client.config.client === 'pg';
  for (const { name, table } of watched)
    await knex.raw(postgres ? `drop trigger ${name} on ${table}` : `drop trigger ${name}`);
  if (postgres) {
    for (const way of ['of_row', 'of_ticket']) await knex.raw(`drop function void_tally_${way}()`);
    await knex.raw('drop function void_tally(text, text)');
  }
  for (const table of ['day_tally', 'month_fold']) await knex.schema.dropTable(table);
}

interface Watched {
  readonly name: string;
  readonly table: string;
  readonly on: 'insert' | 'update' | 'delete';
  /** of an update: only when one of these is another */
  readonly columns?: readonly string[];
  /** whose site and day it is: its own, or those of its ticket */
  readonly of: 'row' | 'ticket';
}

const watched: readonly Watched[] = [
  { name: 'tally_booked', table: 'booking', on: 'insert', of: 'row' },
  {
    name: 'tally_booking_changed',
    table: 'booking',
    on: 'update',
    columns: ['state', 'site', 'day'],
    of: 'row',
  },
  { name: 'tally_booking_gone', table: 'booking', on: 'delete', of: 'row' },
  { name: 'tally_ticket_changed', table: 'ticket', on: 'update', columns: ['state'], of: 'row' },
  { name: 'tally_rated', table: 'rating', on: 'insert', of: 'ticket' },
  { name: 'tally_rating_changed', table: 'rating', on: 'update', columns: ['score'], of: 'ticket' },
  { name: 'tally_rating_gone', table: 'rating', on: 'delete', of: 'ticket' },
  { name: 'tally_case_opened', table: 'rating_case', on: 'insert', of: 'ticket' },
  {
    name: 'tally_case_changed',
    table: 'rating_case',
    on: 'update',
    columns: ['due_at', 'answered_at'],
    of: 'ticket',
  },
  { name: 'tally_case_gone', table: 'rating_case', on: 'delete', of: 'ticket' },
];

async function watchOnSqlite(knex: Knex): Promise<void> {
  for (const { name, table, on, columns, of } of watched) {
    const changed = columns?.map((column) => `old.${column} is not new.${column}`).join(' or ');
    const rows = on === 'update' ? ['old', 'new'] : [on === 'delete' ? 'old' : 'new'];
    const voided = rows.map((row) =>
      of === 'row'
        ? `delete from day_tally where site = ${row}.site and day = ${row}.day;`
        : `delete from day_tally where (site, day) in (select site, day from ticket where id = ${row}.ticket);`,
    );
    const update = columns === undefined ? on : `update of ${columns.join(', ')}`;
    await knex.raw(
      `create trigger ${name} after ${update} on ${table} ${changed === undefined ? '' : `when ${changed}`} begin ${voided.join(' ')} end`,
    );
  }
}

/** Whoever counts has the lock alone (`tally-store.ts`), and so sees every change whose trigger has not seen the count. */
async function watchOnPostgres(knex: Knex): Promise<void> {
  await knex.raw(`create function void_tally(of_site text, of_day text) returns void language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(hashtextextended('tally:' || of_site, 0));
      delete from day_tally where site = of_site and day = of_day;
    end $$`);
  const each = (
    row: string,
    call: (row: string) => string,
  ) => `if tg_op <> '${row === 'old' ? 'INSERT' : 'DELETE'}' then
      ${call(row)} end if;`;
  const functions = {
    row: (row: string) => `perform void_tally(${row}.site, ${row}.day);`,
    ticket: (row: string) => `perform void_tally(site, day) from ticket where id = ${row}.ticket;`,
  };
  for (const [of, call] of Object.entries(functions))
    await knex.raw(`create function void_tally_of_${of}() returns trigger language plpgsql as $$
      begin
        ${each('old', call)}
        ${each('new', call)}
        return null;
      end $$`);
  for (const { name, table, on, columns, of } of watched) {
    const changed = columns?.map((column) => `old.${column} is distinct from new.${column}`).join(' or ');
    const update = columns === undefined ? on : `update of ${columns.join(', ')}`;
    await knex.raw(
      `create trigger ${name} after ${update} on ${table} for each row ${changed === undefined ? '' : `when (${changed})`} execute function void_tally_of_${of}()`,
    );
  }
}
