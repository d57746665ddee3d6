import type { Knex } from 'knex';
import type { Cursor } from '../../domain/cursor.ts';
import { formatActor, parseActor, type Who } from '../../domain/staff/actor.ts';
import { waysIn } from '../../domain/staff/ways-in.ts';
import type { Database } from '../database.ts';
import { idsInOrder } from '../ids-in-order.ts';
import { about, countedUpTo, isLong, type LongPage, longPage } from '../large-list.ts';
import type { AuditEntry } from './audit-store.ts';

/** A line of the audit as it is kept; `at` in epoch ms. */
export interface AuditLine extends Omit<AuditEntry, 'words'> {
  readonly id: string;
  readonly at: number;
  /** the reason that somebody typed; null: none, or it went with what it was about */
  readonly words: string | null;
}

/** What the audit can be sorted by. */
export const auditOrders = ['time', 'actor', 'action', 'subject', 'address', 'result'] as const;
export type AuditOrder = (typeof auditOrders)[number];

export interface AuditSearch {
  /** who, exactly ("staff:<id>"); null: anybody */
  readonly actors: readonly Who[] | null;
  /** "staff.sign_in"; empty: any */
  readonly action: string;
  /** part of what it is about; empty: any */
  readonly subject: string;
  /** ids of what has exactly this name; lines about them are found, too */
  readonly subjectIds?: readonly string[];
  /** epoch ms, half-open; null: no bound */
  readonly from: number | null;
  readonly to: number | null;
  /** null or none: the newest first */
  readonly sort?: { readonly by: AuditOrder; readonly falling: boolean } | null;
  /** ids that this very search has found, which are read by them alone; none: any */
  readonly among?: readonly string[] | undefined;
}

interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly address: string | null;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly result: string;
  readonly words: string | null;
}

function found(
  connection: Knex,
  { actors, action, subject, subjectIds = [], from, to, among }: AuditSearch,
): Knex.QueryBuilder {
  const query = connection('audit');
  if (among !== undefined) return query.whereIn('id', [...among]);
  if (actors !== null) query.whereIn('actor', actors.map(formatActor));
  if (action !== '') query.where({ action });
  if (subject !== '')
    query.where((about) =>
      about
        .whereRaw(`lower(subject) like ? escape '\\'`, [
          `%${subject.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
        ])
        .orWhereIn('subject', [...subjectIds]),
    );
  if (from !== null) query.where('at', '>=', from);
  if (to !== null) query.where('at', '<', to);
  return query;
}

/** Sign-ins to an account from devices that it had not used before, since an instant, the newest first; epoch ms. */
export async function newDevicesOf(
  connection: Knex,
  staff: string,
  since: number,
): Promise<readonly { readonly at: number; readonly address: string | null }[]> {
  const actor = formatActor({ kind: 'staff', id: staff });
  const rows = (await connection('audit')
    .where({ actor, action: 'staff.sign_in' })
    .whereIn(
      'after',
      [{ device: 'new' }, ...waysIn.map((by) => ({ device: 'new', by }))].map((after) =>
        JSON.stringify(after),
      ),
    )
    .andWhere('at', '>', since)
    .orderBy('at', 'desc')
    .limit(10)
    .select('at', 'address')) as { at: number; address: string | null }[];
  return rows.map(({ at, address }) => ({ at, address }));
}

/** One page of the audit, and how long it is; of a long one only `about`, null: nobody knows. */
export interface AuditPage {
  readonly lines: readonly AuditLine[];
  readonly total: number;
  readonly long: (Pick<LongPage<object>, 'before' | 'after'> & { readonly about: number | null }) | null;
}

/** Lines of the audit in the order that was asked for; a long one by time, from the cursor on. */
export async function searchAudit(
  { office, engine }: Pick<Database, 'office' | 'engine'>,
  search: AuditSearch,
  {
    page,
    perPage,
    cursor,
  }: { readonly page: number; readonly perPage: number; readonly cursor: Cursor | null },
): Promise<AuditPage> {
  if (search.among === undefined && (await isLong(office, found(office, search)))) {
    const { rows, before, after } = await longPage<AuditRow>(office, {
      table: 'audit',
      wanted: () => found(office, search).select('audit.*', words(office)),
      columns: ['at', 'id'],
      falling: search.sort?.by !== 'time' || search.sort.falling,
      cursor,
      perPage,
    });
    const { actors, action, subject, from, to } = search;
    const whole = actors === null && action === '' && subject === '' && from === null && to === null;
    const many = await about(office, engine, { table: 'audit', query: found(office, search), whole });
    return { lines: rows.map(lineOf), total: countedUpTo, long: { before, after, about: many } };
  }
  const rows = (await ordered(office, search)
    .offset((page - 1) * perPage)
    .limit(perPage)
    .select('audit.*', words(office))) as AuditRow[];
  const counted = (await found(office, search).count({ n: '*' }).first()) as
    | { n: number | string }
    | undefined;
  return { lines: rows.map(lineOf), total: Number(counted?.n ?? 0), long: null };
}

/** The ids of the first `most` of these lines, in their order. */
export async function auditIds(connection: Knex, search: AuditSearch, most: number): Promise<string[]> {
  return idsInOrder(connection, ordered(connection, search), { most });
}

function ordered(connection: Knex, search: AuditSearch): Knex.QueryBuilder {
  const { by, falling } = search.sort ?? { by: 'time', falling: true };
  return found(connection, search).orderBy([
    { column: by === 'time' ? 'at' : by, order: falling ? 'desc' : 'asc' },
    { column: 'at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
}

export async function auditLine(connection: Knex, id: string): Promise<AuditLine | null> {
  const row = (await connection('audit').where({ id }).first('audit.*', words(connection))) as
    | AuditRow
    | undefined;
  return row === undefined ? null : lineOf(row);
}

/** Every action that occurs, in the order of the alphabet. */
export async function auditActions(connection: Knex): Promise<string[]> {
  return valuesOf(connection, 'action');
}

/** Everybody who occurs and is not a member of staff: "system", "nobody", keys. */
export async function otherActors(connection: Knex): Promise<Who[]> {
  const actors = await valuesOf(connection, 'actor');
  return actors.filter((actor) => !actor.startsWith('staff:')).map(parseActor);
}

/** The different values of a column with an index: a jump from each to the next, however many lines have it. */
async function valuesOf(connection: Knex, column: 'action' | 'actor'): Promise<string[]> {
  const rows = (await connection
    .withRecursive('known', (query) => {
      query
        .select(connection.raw('min(??) as value', [column]))
        .from('audit')
        .unionAll((next) => {
          next
            .select(connection.raw('(select min(??) from audit where ?? > known.value)', [column, column]))
            .from('known')
            .whereNotNull('known.value');
        });
    })
    .from('known')
    .whereNotNull('value')
    .select('value')) as { value: string }[];
  return rows.map(({ value }) => value).sort();
}

function words(connection: Knex): Knex.QueryBuilder {
  return connection('audit_words').whereRaw('audit_words.audit = audit.id').select('text').as('words');
}

function lineOf({ before, after, actor, address, ...row }: AuditRow): AuditLine {
  return {
    ...row,
    actor: { ...parseActor(actor), address },
    before: read(before, row.action),
    after: read(after, row.action),
  };
}

/** Lines are sealed and stay as they were written; why somebody was away, which older ones hold, is told to nobody. */
function read(text: string | null, action: string): unknown {
  if (text === null) return null;
  const without = action === 'site.absences' ? withoutCause : undefined;
  return JSON.parse(text, without) as unknown;
}

function withoutCause(key: string, value: unknown): unknown {
  return key === 'cause' ? undefined : value;
}
