import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';
import { idsNamed } from './named-query.ts';

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
  const some = await waitsForIndex(connection);
  const exact = await idsOf(connection, engine, [
    hint.reference === null ? null : ['select id from booking where reference = ?', [hint.reference]],
    hint.ending.length < 18 ? null : ['select id from booking where credit_code = ?', [hint.ending]],
    hint.mobileMark === null
      ? null
      : ['select booking as id from booking_search where mobile = ?', [hint.mobileMark]],
    hint.mobileMark === null || !some ? null : notYet({ ...hint, name: '' }),
  ]);
  if (exact.length > 0) return exact;
  const ending = `%${escaped(hint.ending)}`;
  const named = await idsNamed(connection, engine, sites, hint.name);
  const others = await idsOf(connection, engine, [
    hint.endMark === null
      ? null
      : [
          `select b.id from booking_search s cross join booking b where b.id = s.booking and s.mobile_end = ? and b.contact_mobile like ? escape '\\'`,
          [hint.endMark, ending],
        ],
    hint.endMark === null
      ? null
      : [
          `select b.id from booking_search s cross join booking b where b.id = s.booking and s.code_end = ? and b.credit_code like ? escape '\\'`,
          [hint.endMark, ending],
        ],
    some ? notYet(hint) : null,
  ]);
  return [...new Set([...named, ...others])];
}

type Part = readonly [sql: string, values: readonly string[]] | null;

/** Whether some have just been made or changed. No planner knows that there are few: it would begin with all bookings (SQLite: `cross join` keeps the order). */
async function waitsForIndex(connection: Knex): Promise<boolean> {
  return (await connection('booking_unindexed').first('booking')) !== undefined;
}

/** Those: a few, and after an upgrade many for a while. */
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
    `select b.id from booking_unindexed u cross join booking b where b.id = u.booking and b.anonymised_at is null and (${wanted.join(' or ')})`,
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
