import assert from 'node:assert/strict';
import type { Engine } from '../../server/store/database.ts';
import { select } from '../../server/store/select.ts';
import { onEveryEngine } from '../support/engines.ts';

const columnsOf: Readonly<Record<Engine, string>> = {
  sqlite: `select m.name as name, p.name as "column", p.pk as place
    from sqlite_master as m, pragma_table_info(m.name) as p
    where m.type = 'table' and m.name not like 'sqlite%' and m.name not like 'knex%' and m.name not like 'booking_names%'`,
  postgres: `select c.table_name as name, c.column_name as "column", coalesce(k.ordinal_position, 0) as place
    from information_schema.columns as c
    left join information_schema.table_constraints as t
      on t.table_schema = c.table_schema and t.table_name = c.table_name and t.constraint_type = 'PRIMARY KEY'
    left join information_schema.key_column_usage as k
      on k.constraint_name = t.constraint_name and k.table_schema = c.table_schema and k.column_name = c.column_name
    where c.table_schema = current_schema() and c.table_name not like 'knex%'`,
};

interface Column {
  readonly name: string;
  readonly column: string;
  /** in the primary key, from 1; 0: not in it */
  readonly place: number;
}

onEveryEngine('tables that belong to a site', (open, engine) => {
  it('have it as the first column of their primary key, or are listed here with the reason', async () => {
    const columns = await select<Column>(open().reader, engine, columnsOf[engine], []);
    const own = new Set(columns.filter(({ column }) => column === 'site').map(({ name }) => name));
    const first = new Set(
      columns.filter(({ column, place }) => column === 'site' && Number(place) === 1).map(({ name }) => name),
    );
    const other = [...own].filter((name) => !first.has(name)).sort();
    assert.deepEqual(other, Object.keys(keptOtherwise).sort());
  });
});

const byLink =
  'an id drawn at random stands in links, messages and the audit, which name no site; the site stands beside it in every row and in the index by which lists ask';
const byBooking = 'goes with one booking, by whose id it is asked for; its site stands beside it';
const byTicket = 'goes with one ticket, by whose id it is asked for; its site stands beside it';
const isCatalogue =
  'part of the catalogue, a few hundred rows a site, which every process keeps whole: a table that every machine has (a reference table)';
const forSomeOrAll = 'may belong to no site at all, so the site cannot be part of a key';

/** Past one database machine: whoever distributes a table by its site has to widen these keys by it, or has to have the table everywhere. */
const keptOtherwise: Readonly<Record<string, string>> = {
  agency_case: byBooking,
  ahead_notice: byTicket,
  api_key: forSomeOrAll,
  booking: byLink,
  booking_origin: byBooking,
  booking_search: byBooking,
  catalogue_change:
    'what each version of the catalogue has changed is read by version, for all sites at once',
  certificate: forSomeOrAll,
  contact_code: byLink,
  counter: isCatalogue,
  counter_clerk: 'a clerk has one counter on a day, at whatever site: this key is that rule',
  device: byLink,
  event_subscriber: forSomeOrAll,
  hold: byLink,
  notice: isCatalogue,
  objection: byBooking,
  outbox: forSomeOrAll,
  outgoing_event: 'written in one order for all sites, and numbered by site in a unique key of its own',
  part_closure: isCatalogue,
  queue: isCatalogue,
  rating_case: byTicket,
  roster_change: isCatalogue,
  roster_shift: isCatalogue,
  service_material: isCatalogue,
  site_exception: isCatalogue,
  ticket: byLink,
  waitlist_entry: byLink,
};
