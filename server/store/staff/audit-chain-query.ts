import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';
import { chainDay, latest, linkHash, noHash } from './audit-chain-store.ts';
import type { AuditDayRow, AuditRow } from './staff-columns.ts';

/** Where a chain breaks first. `audit`: the id of the line; null: it is not one line that is wrong. */
export interface ChainFault {
  readonly kind: 'changed' | 'gone' | 'no_link' | 'cut_off' | 'day_gone' | 'day_changed';
  readonly day: string;
  readonly audit: string | null;
}

export interface ChainExamined {
  readonly days: number;
  readonly rows: number;
  /** the last day as it stands, to compare with what an auditor was told; null: nothing is sealed yet */
  readonly last: Pick<AuditDayRow, 'day' | 'rows' | 'head'> | null;
  readonly fault: ChainFault | null;
}

interface LinkedRow extends AuditRow {
  readonly position: number;
  readonly linked: string;
  readonly hash: string;
}

const atOnce = 1000;

/** Reads the whole audit, day by day, and finds the first line that is not what was sealed. `now` in epoch ms. */
export async function examineChain(connection: Knex, engine: Engine, now: number): Promise<ChainExamined> {
  const days = await connection('audit_day').orderBy('day');
  const known = new Map(days.map((day) => [day.day, day]));
  let rows = 0;
  let fault: ChainFault | null = null;
  for (const [index, day] of days.entries()) {
    fault = (await beginningFault(connection, day, { known, first: index === 0 })) ?? null;
    if (fault === null && !day.forgotten) {
      fault = await dayFault(connection, engine, day);
      rows += day.rows;
    }
    if (fault !== null) break;
  }
  const last = days.at(-1);
  fault ??=
    last === undefined ? null : await unsealed(connection, Math.min(now, Number(last.last_at)) - latest);
  return {
    days: days.length,
    rows,
    last: last === undefined ? null : { day: last.day, rows: last.rows, head: last.head },
    fault,
  };
}

/** Whether a day rests on the one before, as far as that had come. */
async function beginningFault(
  connection: Knex,
  { day, previous, previous_rows: reached, starts_from: from }: AuditDayRow,
  { known, first }: { readonly known: ReadonlyMap<string, AuditDayRow>; readonly first: boolean },
): Promise<ChainFault | null> {
  if (previous === null) return first && from === noHash ? null : { kind: 'day_gone', day, audit: null };
  const before = known.get(previous);
  if (before === undefined) return { kind: 'day_gone', day: previous, audit: null };
  // its links went with its lines; that it ended so is all that is known
  if (before.forgotten && before.rows !== reached) return null;
  const head =
    before.rows === reached
      ? before.head
      : (await connection('audit_link').where({ day: previous, position: reached }).first('hash'))?.hash;
  return head === from ? null : { kind: 'day_changed', day, audit: null };
}

async function dayFault(connection: Knex, engine: Engine, day: AuditDayRow): Promise<ChainFault | null> {
  let head = day.starts_from;
  let position = 0;
  while (position < day.rows) {
    const links = await select<LinkedRow>(
      connection,
      engine,
      `select l.position, l.audit as linked, l.hash, a.* from audit_link as l left join audit as a on a.id = l.audit
        where l.day = ? and l.position > ? and l.position <= ? order by l.position limit ?`,
      [day.day, position, day.rows, atOnce],
    );
    for (const link of links) {
      position += 1;
      const at = { day: day.day, audit: link.linked };
      if (link.position !== position) return { ...at, kind: 'cut_off' };
      if (link.id === null) return { ...at, kind: 'gone' };
      if (linkHash(head, link) !== link.hash) return { ...at, kind: 'changed' };
      head = link.hash;
    }
    if (links.length === 0) return { kind: 'cut_off', day: day.day, audit: null };
  }
  return head === day.head ? null : { kind: 'day_changed', day: day.day, audit: null };
}

/** A line that is much older than what was sealed last and has no link: nobody has written it through the application. */
async function unsealed(connection: Knex, until: number): Promise<ChainFault | null> {
  const row = await connection('audit as a')
    .leftJoin('audit_link as l', 'l.audit', 'a.id')
    .whereNull('l.audit')
    .andWhere('a.at', '<', until)
    .orderBy(['a.at', 'a.id'])
    .first<AuditRow | undefined>('a.*');
  return row === undefined ? null : { kind: 'no_link', day: chainDay(Number(row.at)), audit: row.id };
}

/** Where a head stands that somebody was told: which line of which day it ends. Null: the audit has never ended so, or that day is forgotten. */
export async function findHead(
  connection: Knex,
  head: string,
): Promise<{ readonly day: string; readonly position: number } | null> {
  const link = await connection('audit_link').where({ hash: head }).first('day', 'position');
  if (link !== undefined) return link;
  const day = await connection('audit_day').where({ head }).first('day', 'rows');
  return day === undefined ? null : { day: day.day, position: day.rows };
}
