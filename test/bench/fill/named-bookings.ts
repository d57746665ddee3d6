import { endLength, gramsOf } from '../../../server/domain/booking/search-grams.ts';
import { referenceAlphabet } from '../../../server/domain/enterprise/reference.ts';
import { siteToken } from '../../../server/store/booking/named-query.ts';
import { type Engine, openDatabase } from '../../../server/store/database.ts';
import type { BareSystem } from '../../support/bare-system.ts';
import { restIndexes, restTriggers } from './rest.ts';

const names = [
  '北京港务有限公司',
  '上海进出口贸易有限公司',
  '北京进出口公司',
  '天津海运代理',
  '杭州电子商务有限公司',
];
/** these, the last ones, can be found by their mobiles, too: a mark of each of a million would take longer than all the rest */
const marked = 100;
const tables = ['booking', 'booking_search'] as const;

/**
 * So many bookings of enterprises with names, codes and mobiles of their own, all long over, and what they are found by, as the job would
 * have made it: the database itself makes them by a few statements, while its triggers and indexes rest.
 */
export async function fillNamed({ system }: BareSystem, count: number): Promise<void> {
  const { engine, url } = system.database;
  const patient = openDatabase(url, { patient: true });
  const { writer } = patient;
  const mark = (text: string): string => system.secrets.markOf('search', text);
  const triggers = await restTriggers(writer, engine, tables);
  const indexes = await restIndexes(writer, engine, tables);
  const ends = Array.from({ length: 10 ** endLength }, (_, end) => String(end).padStart(endLength, '0'));
  await writer.raw('create table bench_end (four text primary key, mark text not null)');
  await writer.raw(
    engine === 'sqlite'
      ? `insert into bench_end select value ->> 0, value ->> 1 from json_each(?)`
      : `insert into bench_end select value ->> 0, value ->> 1 from json_array_elements(?::json)`,
    [JSON.stringify(ends.map((four) => [four, mark(`end ${four}`)]))],
  );
  for (const sql of statements(engine, count)) await writer.raw(sql);
  await indexes();
  for (let number = Math.max(0, count - marked); number < count; number += 1)
    await writer('booking_search')
      .where({ booking: `b${eight(number)}` })
      .update({ mobile: mark(`138${eight(number)}`) });
  await writer.raw('drop table bench_end');
  if (engine === 'sqlite') await writer.raw(`insert into booking_names (booking_names) values ('rebuild')`);
  await triggers();
  await writer.raw('analyze');
  await patient.close();
}

function statements(engine: Engine, count: number): readonly string[] {
  const sqlite = engine === 'sqlite';
  const digits = sqlite ? `printf('%08d', k)` : `lpad(k::text, 8, '0')`;
  const numbers = sqlite
    ? `(with recursive n(k) as (select 0 union all select k + 1 from n where k < ${count - 1})
        select k, ${digits} as digits, ${Date.parse('2026-11-01T01:00:00Z')} - k * 60000 as start from n) as n`
    : `(select k, ${digits} as digits, ${Date.parse('2026-11-01T01:00:00Z')}::bigint - k * 60000 as start from generate_series(0::bigint, ${count - 1}) as n(k)) as n`;
  const day = sqlite
    ? `date(start / 1000, 'unixepoch')`
    : `to_char(to_timestamp(start / 1000) at time zone 'UTC', 'YYYY-MM-DD')`;
  const chosen = (of: readonly string[]): string =>
    `case k % ${of.length} ${of.map((text, at) => `when ${at} then '${text}'`).join(' ')} end`;
  const site = (of: (code: string) => string): string =>
    `case k % 3 when 0 then '${of('HZ')}' else '${of('BJ-TSY')}' end`;
  const pairs = Array.from({ length: 8 }, (_, at) => `' ' || substr(digits, ${at + 1}, 2)`).join(' || ');
  const grams = `${chosen(names.map((name) => gramsOf(`${name}第`)))} || substr(digits, 1, 1) || ${pairs}`;
  return [
    ...(sqlite ? ['pragma synchronous = off', 'pragma cache_size = -400000'] : []),
    `insert into booking (id, reference, token_hash, site, queue, day, starts_at, ends_at, minutes, state, services, answers, ticks,
       enterprise_name, credit_code, contact_name, contact_mobile, locale, consent_version, handling, sequence, source, places, created_at, updated_at)
     select 'b' || digits, ${reference}, 'h' || digits, ${site((code) => code)}, 'BJ-TSY:A', ${day}, start, start + 600000, 10,
       'completed', '[]', '{}', '[]', ${chosen(names)} || '第' || digits, '9111000000' || digits, '王', '138' || digits, 'zh-CN', '1',
       'self_service', 0, 'api', '[]', start, start from ${numbers}`,
    `insert into booking_search (booking, site, mobile, mobile_end, code_end, grams)
     select 'b' || digits, ${site(siteToken)}, 'mark of 138' || digits, mark, mark, ${grams}
     from ${numbers} join bench_end on four = substr(digits, 5, 4) order by k`,
  ];
}

const letters = Array.from({ length: 8 }, (_, place) => {
  const worth = referenceAlphabet.length ** (7 - place);
  const at = `cast(k / ${worth} % ${referenceAlphabet.length} + 1 as integer)`;
  const letter = `substr('${referenceAlphabet}', ${at}, 1)`;
  return place === 4 ? `'-' || ${letter}` : letter;
});
/** of the booking with the number k */
const reference = letters.join(' || ');

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
