import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { dayLong, minute } from '../../domain/calendar/durations.ts';
import { dayBounds, localDate } from '../../domain/calendar/local-time.ts';
import type { Engine } from '../database.ts';
import { lockScopes } from '../lock-scopes.ts';
import { writeRows } from '../write-rows.ts';
import { WriteSet } from '../write-set.ts';
import type { AuditDayRow, AuditRow } from './staff-columns.ts';

/** Days of the audit are those of the offices. */
const chainZone = 'Asia/Shanghai';
export const chainScope = 'audit-chain';
/** Where the first day begins. */
export const noHash = '0'.repeat(64);
/** A commit may end after one that began later, on another process with another clock; milliseconds. */
export const latest = 10 * minute;
/** Whoever is named later as an auditor is not told of all the past. */
const longAgo = 7 * dayLong;
/** Rows that are sealed in one transaction: some milliseconds of hashing. */
const atOnce = 1000;

/** The local date of an instant (epoch ms) to whose chain a line belongs. */
export function chainDay(at: number): string {
  return localDate(at, chainZone);
}

/** The instant (epoch ms) at which such a date begins. */
export function chainDayStart(day: string): number {
  return dayBounds(day, chainZone).start;
}

/** What a line says and the hash before it, SHA-256 in hex. The same on both engines; words that may be forgotten stand elsewhere. */
export function linkHash(before: string, row: AuditRow): string {
  const { id, at, actor, address, action, subject, result } = row;
  const said = JSON.stringify([
    id,
    Number(at),
    actor,
    address,
    action,
    subject,
    row.before,
    row.after,
    result,
  ]);
  return createHash('sha256').update(`${before}\n${said}`).digest('hex');
}

/**
 * Seals lines that have no link yet, in their order, at an instant (epoch ms); answers how many, at most a thousand. One process at a time, so that
 * no chain forks. A line that turns up long after younger ones were sealed is left without a link: nobody writes such a one but by hand.
 */
export async function sealSome(transaction: Knex.Transaction, engine: Engine, now: number): Promise<number> {
  await lockScopes(transaction, engine, [chainScope]);
  const last = await transaction('audit_day').max({ at: 'last_at' }).first();
  const sealedUntil = last?.['at'] ?? null;
  const rows = await transaction('audit as a')
    .leftJoin('audit_link as l', 'l.audit', 'a.id')
    .whereNull('l.audit')
    .modify((query) => {
      if (sealedUntil !== null) query.where('a.at', '>=', Math.min(Number(sealedUntil), now) - latest);
    })
    .orderBy(['a.at', 'a.id'])
    .limit(atOnce)
    .select<AuditRow[]>('a.*');
  const writes = new WriteSet();
  const days = new Map<string, AuditDayRow>();
  for (const row of rows) {
    const day = chainDay(Number(row.at));
    const known = days.get(day) ?? (await openDay(transaction, day, days, writes));
    const hash = linkHash(known.head, row);
    const position = known.rows + 1;
    const grown = { ...known, rows: position, head: hash, last_at: Math.max(known.last_at, Number(row.at)) };
    days.set(day, grown);
    writes.insert('audit_link', { day, position, audit: row.id, hash });
    writes.update('audit_day', { day, rows: grown.rows, head: hash, last_at: grown.last_at });
  }
  await writeRows(transaction, engine, writes);
  return rows.length;
}

/** A day as it stands, or a new one that rests on the day before. */
async function openDay(
  transaction: Knex.Transaction,
  day: string,
  fresh: ReadonlyMap<string, AuditDayRow>,
  writes: WriteSet,
): Promise<AuditDayRow> {
  const known = await transaction('audit_day').where({ day }).first();
  if (known !== undefined) return { ...known, last_at: Number(known.last_at) };
  const stored = await transaction('audit_day').where('day', '<', day).orderBy('day', 'desc').first();
  const made = [...fresh.values()]
    .filter((each) => each.day < day)
    .sort((a, b) => (a.day < b.day ? 1 : -1))[0];
  // what this transaction has added to a day is not in the table yet
  const before = made !== undefined && (stored === undefined || made.day >= stored.day) ? made : stored;
  const opened = {
    day,
    previous: before?.day ?? null,
    previous_rows: before?.rows ?? 0,
    starts_from: before?.head ?? noHash,
    rows: 0,
    head: before?.head ?? noHash,
    last_at: 0,
    forgotten: false,
    told: false,
  };
  writes.insert('audit_day', opened);
  return opened;
}

/** Takes the links of days before one (local date) whose lines are gone, in the caller's transaction; their heads stay. */
export async function forgetLinks(transaction: Knex.Transaction, day: string): Promise<void> {
  await transaction('audit_link').where('day', '<', day).delete();
  await transaction('audit_day').where('day', '<', day).update({ forgotten: true });
}

/** Days that have ended before an instant (epoch ms), not long ago, and of which nobody was told; they count as told from now on. In the caller's transaction. */
export async function takeEnded(
  transaction: Knex.Transaction,
  engine: Engine,
  now: number,
): Promise<readonly Pick<AuditDayRow, 'day' | 'rows' | 'head'>[]> {
  await lockScopes(transaction, engine, [chainScope]);
  const ended = await transaction('audit_day')
    .where({ told: false })
    .andWhere('day', '<', chainDay(now - latest))
    .andWhere('day', '>=', chainDay(now - longAgo))
    .orderBy('day')
    .select('day', 'rows', 'head');
  const days = ended.map(({ day }) => day);
  await transaction('audit_day').whereIn('day', days).update({ told: true });
  return ended;
}
