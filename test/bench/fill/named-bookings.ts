import type { Knex } from 'knex';
import { endLength, gramsOf } from '../../../server/domain/booking/search-grams.ts';
import { referenceAlphabet } from '../../../server/domain/enterprise/reference.ts';
import { siteToken } from '../../../server/store/booking/search-query.ts';
import type { BareSystem } from '../../support/bare-system.ts';

const names = [
  '北京港务有限公司',
  '上海进出口贸易有限公司',
  '北京进出口公司',
  '天津海运代理',
  '杭州电子商务有限公司',
];
/** in one statement, which must end in a few seconds on a busy machine, too */
const atOnce = 5000;

/**
 * So many bookings of enterprises with names, codes and mobiles of their own, all long over, and what they are found by, as the job would
 * have made it: row by row that takes a quarter of an hour, so triggers rest meanwhile and the index of names is made at the end.
 */
export async function fillNamed({ system }: BareSystem, count: number): Promise<void> {
  const { writer, engine } = system.database;
  const mark = (text: string): string => system.secrets.markOf('search', text);
  const again = await (engine === 'sqlite' ? restSqlite(writer) : restPostgres(writer));
  const values = `select value ->> 'id', value ->> 'reference', value ->> 'token', value ->> 'site', 'BJ-TSY:A', value ->> 'day', start, start + 600000, 10,
    'completed', '[]', '{}', '[]', value ->> 'name', value ->> 'code', '王', value ->> 'mobile', 'zh-CN', '1', 'self_service', 0, 'api', '[]', start, start`;
  const rows =
    engine === 'sqlite'
      ? `(select value, cast(value ->> 'start' as integer) as start from json_each(?)) as r`
      : `(select value, cast(value ->> 'start' as bigint) as start from json_array_elements(?::json)) as r`;
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, place) =>
      rowOf(from + place, mark),
    );
    const json = JSON.stringify(some);
    await writer.raw(
      `insert into booking (id, reference, token_hash, site, queue, day, starts_at, ends_at, minutes, state, services, answers, ticks,
         enterprise_name, credit_code, contact_name, contact_mobile, locale, consent_version, handling, sequence, source, places, created_at, updated_at)
       ${values} from ${rows}`,
      [json],
    );
    await writer.raw(
      `insert into booking_search (booking, site, mobile, mobile_end, code_end, grams)
       select value ->> 'id', value ->> 'token_site', value ->> 'mark', value ->> 'mobile_end', value ->> 'code_end', value ->> 'grams' from ${rows}`,
      [json],
    );
  }
  await again();
  await writer.raw('analyze');
}

async function restSqlite(writer: Knex): Promise<() => Promise<void>> {
  await writer.raw('pragma synchronous = off');
  await writer.raw('pragma cache_size = -400000');
  const triggers: { readonly name: string; readonly sql: string }[] = await writer('sqlite_master')
    .where({ type: 'trigger' })
    .whereIn('tbl_name', ['booking', 'booking_search'])
    .select('name', 'sql');
  for (const { name } of triggers) await writer.raw(`drop trigger ${name}`);
  return async () => {
    for (const { sql } of triggers) await writer.raw(sql);
    await writer.raw(`insert into booking_names (booking_names) values ('rebuild')`);
  };
}

async function restPostgres(writer: Knex): Promise<() => Promise<void>> {
  for (const table of ['booking', 'booking_search'])
    await writer.raw(`alter table ${table} disable trigger user`);
  await writer.raw('alter table booking_search set (autovacuum_enabled = false)');
  return async () => {
    for (const table of ['booking', 'booking_search'])
      await writer.raw(`alter table ${table} enable trigger user`);
  };
}

function rowOf(number: number, mark: (text: string) => string) {
  const start = Date.parse('2026-11-01T01:00:00Z') - number * 60_000;
  const site = number % 3 === 0 ? 'HZ' : 'BJ-TSY';
  const name = `${names[number % names.length]}第${number}`;
  const [code, mobile] = [`9111000000${eight(number)}`, `138${eight(number)}`];
  const end = (text: string): string => mark(`end ${text.slice(-endLength)}`);
  return {
    ...{
      id: `b${number}`,
      reference: referenceOf(number),
      token: `h${number}`,
      site,
      start,
      name,
      code,
      mobile,
    },
    ...{ day: new Date(start).toISOString().slice(0, 10), token_site: siteToken(site), mark: mark(mobile) },
    ...{ mobile_end: end(mobile), code_end: end(code), grams: gramsOf(name) },
  };
}

function eight(number: number): string {
  return String(number).padStart(8, '0');
}

/** The reference of the booking with this number. */
export function referenceOf(number: number): string {
  let code = '';
  for (let rest = number; code.length < 8; rest = Math.floor(rest / referenceAlphabet.length))
    code = referenceAlphabet.charAt(rest % referenceAlphabet.length) + code;
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
