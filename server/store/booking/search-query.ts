import type { Knex } from 'knex';
import { gramsWanted } from '../../domain/booking/search-grams.ts';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';

/** What somebody at the desk knows of a booking: its reference, code, mobile (or the ends of them), or a part of the enterprise's name. */
export interface BookingHint {
  /** as stored; null: what was typed cannot be one */
  readonly reference: string | null;
  /** capital letters and digits; empty: too short to mean a code or a number */
  readonly ending: string;
  readonly name: string;
  /** marks of the whole number, and of the end of a number or code */
  readonly mobileMark: string | null;
  readonly endMark: string | null;
}

/** Of a name that very many bookings have, these are found: the last ones. */
const mostFound = 500;

/** A site as one word of the index. */
export function siteToken(site: string): string {
  return `s${[...site.toLowerCase()].map((one) => (/[a-z0-9]/.test(one) ? one : 'x')).join('')}`;
}

/**
 * Ids of the bookings of some sites that a hint means, by indexes alone. A reference, a whole code or mobile is recognised first; what is
 * none is the end of a number or code, or a part of a name. Whoever reads these rows still has to see that they are of those sites.
 */
export async function idsMeant(
  connection: Knex,
  engine: Engine,
  sites: readonly string[],
  hint: BookingHint,
): Promise<readonly string[]> {
  const exact = await idsOf(connection, engine, [
    hint.reference === null ? null : ['select id from booking where reference = ?', [hint.reference]],
    hint.ending.length < 18 ? null : ['select id from booking where credit_code = ?', [hint.ending]],
    hint.mobileMark === null
      ? null
      : ['select booking as id from booking_search where mobile = ?', [hint.mobileMark]],
    hint.mobileMark === null ? null : notYet({ ...hint, name: '' }),
  ]);
  if (exact.length > 0) return exact;
  const ending = `%${escaped(hint.ending)}`;
  return idsOf(connection, engine, [
    hint.endMark === null
      ? null
      : [
          `select b.id from booking_search s join booking b on b.id = s.booking where s.mobile_end = ? and b.contact_mobile like ? escape '\\'`,
          [hint.endMark, ending],
        ],
    hint.endMark === null
      ? null
      : [
          `select b.id from booking_search s join booking b on b.id = s.booking where s.code_end = ? and b.credit_code like ? escape '\\'`,
          [hint.endMark, ending],
        ],
    named(engine, sites, hint.name),
    notYet(hint),
  ]);
}

type Part = readonly [sql: string, values: readonly string[]] | null;

function named(engine: Engine, sites: readonly string[], name: string): Part {
  const grams = gramsWanted(name);
  if (grams.length === 0) return null;
  const tokens = sites.map(siteToken);
  const single = [...(grams[0] ?? '')].length === 1;
  const words = grams.join(' ');
  if (engine === 'postgres')
    return [
      `select booking as id from (select id, booking from booking_search
         where site in (select json_array_elements_text(?::json)) and ' ' || grams || ' ' like ?
           and (${single ? 'true or ' : ''}string_to_array(grams, ' ') @> string_to_array(?, ' '))
         order by id desc limit ${mostFound}) as n`,
      [JSON.stringify(tokens), single ? `% ${words}%` : `% ${words} %`, words],
    ];
  // letters and digits alone: nothing of it is a word of the index's own language
  const phrase = `"${words}"${single ? ' *' : ''}`;
  const places = tokens.map((token) => `"${token}"`).join(' OR ');
  return [
    `select booking as id from (select s.booking from booking_names f join booking_search s on s.id = f.rowid
       where booking_names match ? order by f.rowid desc limit ${mostFound})`,
    [`site : (${places}) AND grams : ${phrase}`],
  ];
}

/** Those that have just been made or changed: a few, and after an upgrade many for a while. */
function notYet({ reference, ending, name }: BookingHint): Part {
  const wanted: string[] = [];
  const values: string[] = [];
  if (name !== '') {
    wanted.push(`lower(b.enterprise_name) like ? escape '\\'`);
    values.push(`%${escaped(name.toLowerCase())}%`);
  }
  if (reference !== null) {
    wanted.push('b.reference = ?');
    values.push(reference);
  }
  if (ending !== '') {
    wanted.push(`b.credit_code like ? escape '\\'`, `b.contact_mobile like ? escape '\\'`);
    values.push(`%${escaped(ending)}`, `%${escaped(ending)}`);
  }
  return [
    `select b.id from booking_unindexed u join booking b on b.id = u.booking where b.anonymised_at is null and (${wanted.join(' or ')})`,
    values,
  ];
}

async function idsOf(connection: Knex, engine: Engine, parts: readonly Part[]): Promise<readonly string[]> {
  const asked = parts.filter((part) => part !== null);
  if (asked.length === 0) return [];
  const sql = asked.map(([one]) => `select id from (${one}) as q`).join(' union ');
  const rows = await select<{ id: string }>(
    connection,
    engine,
    sql,
    asked.flatMap(([, values]) => values),
  );
  return rows.map(({ id }) => id);
}

export function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
