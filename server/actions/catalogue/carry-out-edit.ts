import { createHash } from 'node:crypto';
import { differingSites } from '../../domain/catalogue/differing-sites.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';
import { raiseCatalogueVersion } from '../../store/catalogue/catalogue-store.ts';
import { type RowChange, rewriteCatalogue } from '../../store/catalogue/rewrite-catalogue.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { blockersOfEdit } from './blockers-of-edit.ts';
import type { CatalogueEdit, FieldProblem, FieldProblemCode } from './catalogue-edit.ts';
import { type EditEffects, effectsOfEdit } from './effects-of-edit.ts';

export interface EditRequest {
  readonly subject: string;
  /** nested, as the form gave it */
  readonly given: unknown;
  /** `revisionOf` what the form showed when it was opened */
  readonly revision: string;
  /** token of the effects that were told and accepted; empty: none were told */
  readonly confirmed: string;
  /** only tell what it would do, and write nothing */
  readonly look?: boolean;
  readonly staff: StaffActor;
}

export type EditOutcome =
  /** `misfits`: bookings that fitted before and no longer do, by their site */
  | { readonly kind: 'done'; readonly changed: boolean; readonly misfits: ReadonlyMap<string, number> }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  /** somebody else was quicker; nothing was written */
  | { readonly kind: 'stale_form' }
  /** nothing was written yet: this is what it would do */
  | { readonly kind: 'preview'; readonly effects: EditEffects }
  | { readonly kind: 'not_permitted' };

/** Names a state of what a form shows. */
export function revisionOf(shown: object | null): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
}

/** Settings of a site are for its managers too, everything else is for administrators. */
export function mayEdit(staff: StaffMember, site: string | null): boolean {
  if (!isPermitted(staff.role, 'settings.change')) return false;
  return site === null ? staff.role === 'administrator' : mayWorkAt(staff, site);
}

/** Whether somebody may carry out an edit at all; one of their own sites may still be refused for what it would change. */
export function mayCarryOut(
  staff: StaffMember,
  { siteOf, ofOwnSites }: Pick<CatalogueEdit<never>, 'siteOf' | 'ofOwnSites'>,
  subject: string,
): boolean {
  return ofOwnSites === true ? isPermitted(staff.role, 'settings.change') : mayEdit(staff, siteOf(subject));
}

/** Whether only sites at which somebody works have changed. */
function onlyOwnSites(
  staff: StaffMember,
  { sites: before, ...rest }: CatalogueRecords,
  after: CatalogueRecords,
): boolean {
  const { sites, ...others } = after;
  const lists = Object.keys(others) as (keyof typeof rest)[];
  return (
    lists.every((list) => rest[list] === others[list]) &&
    differingSites(before, sites).every(({ code }) => mayEdit(staff, code))
  );
}

class NothingWritten extends Error {
  readonly outcome: EditOutcome;
  constructor(outcome: EditOutcome) {
    super('the change was not made');
    this.outcome = outcome;
  }
}

/**
 * Carries out one change of the catalogue in one transaction with its audit, or says why not. All changes wait for each other, so that
 * what was compared is what is written over. Nothing is written before its effects on bookings were confirmed.
 */
export async function carryOutEdit<Input>(
  system: Pick<System, 'database' | 'clock' | 'secrets' | 'catalogueCache'>,
  edit: CatalogueEdit<Input>,
  request: EditRequest,
): Promise<EditOutcome> {
  if (!mayCarryOut(request.staff, edit, request.subject)) return { kind: 'not_permitted' };
  const read = edit.schema.safeParse(request.given);
  if (!read.success) return { kind: 'invalid', problems: problemsIn(read.error) };
  try {
    const done = await write(system, edit, request, read.data);
    system.catalogueCache.forget();
    return { kind: 'done', ...done };
  } catch (error) {
    if (error instanceof NothingWritten) return error.outcome;
    throw error;
  }
}

function write<Input>(
  system: Pick<System, 'database' | 'clock' | 'secrets' | 'catalogueCache'>,
  edit: CatalogueEdit<Input>,
  { subject, revision, confirmed, look = false, staff }: EditRequest,
  input: Input,
): Promise<Pick<Extract<EditOutcome, { kind: 'done' }>, 'changed' | 'misfits'>> {
  const { database, clock, secrets, catalogueCache } = system;
  const now = clock.now();
  return database.writer.transaction(async (transaction) => {
    // the row of the version is what all changes queue for
    const version = await raiseCatalogueVersion(transaction);
    const before = await catalogueCache.recordsBefore(transaction, version);
    if (revisionOf(edit.read(before, subject, now)) !== revision)
      throw new NothingWritten({ kind: 'stale_form' });
    const result = edit.apply(before, subject, input, { newId: secrets.newId, now });
    if (!result.ok) throw new NothingWritten({ kind: 'invalid', problems: result.problems });
    const after: CatalogueRecords = result.records;
    if (edit.ofOwnSites === true && !onlyOwnSites(staff, before, after))
      throw new NothingWritten({ kind: 'not_permitted' });
    const blockers = await blockersOfEdit(transaction, before, after, now);
    if (blockers.length > 0) throw new NothingWritten({ kind: 'invalid', problems: blockers });
    const found = await effectsOfEdit(transaction, before, after, now);
    const then = revisionOf(edit.read(after, subject, now));
    const effects = edit.toldFirst === true && then !== revision ? toldWith(found, then) : found;
    if (look || (effects.token !== confirmed && effects.token !== ''))
      throw new NothingWritten({ kind: 'preview', effects });
    const changes = await rewriteCatalogue(transaction, { before, after }, { version, now });
    // a version that changes nothing is not kept, so that nobody loads anything
    if (changes.length === 0) throw new NothingWritten({ kind: 'done', changed: false, misfits: new Map() });
    const writes = new WriteSet();
    const recorded = (side: 'before' | 'after') =>
      changes.map((change) => ({ table: change.table, key: change.key, row: withoutCause(change[side]) }));
    writeAudit(
      {
        actor: staff,
        action: edit.action,
        subject,
        before: recorded('before'),
        after: recorded('after'),
        result: 'done',
      },
      { id: secrets.newId(), at: now },
      writes,
    );
    await writeRows(transaction, database.engine, writes);
    const misfits = new Map<string, number>();
    for (const { booking } of effects.conflicts)
      misfits.set(booking.site, (misfits.get(booking.site) ?? 0) + 1);
    return { changed: true, misfits };
  });
}

/** Why somebody is away is for their managers: it stays out of a log that others read and nobody can edit. */
function withoutCause(row: RowChange['after']): RowChange['after'] {
  if (row === null || !('cause' in row)) return row;
  const { cause: _forManagers, ...rest } = row;
  return rest;
}

/** The token names what would be stored too, so that another file is confirmed anew. */
function toldWith(effects: EditEffects, then: string): EditEffects {
  return { ...effects, token: revisionOf([effects.token, then]) };
}

/** What a schema made of input parts refuses, field by field. */
export function problemsIn({ issues }: { readonly issues: readonly Issue[] }): readonly FieldProblem[] {
  return issues.flatMap((issue) => problemsOf(issue));
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly errors?: readonly (readonly Issue[])[];
}

/** Of alternatives the last is the one that says most; limits go with the problem, for the sentence. */
function problemsOf(issue: Issue, above: readonly PropertyKey[] = []): FieldProblem[] {
  const path = [...above, ...issue.path];
  const alternative = issue.code === 'invalid_union' ? issue.errors?.at(-1) : undefined;
  if (alternative !== undefined) return alternative.flatMap((one) => problemsOf(one, path));
  const details: Record<string, number> = {};
  if (issue.minimum !== undefined) details['min'] = Number(issue.minimum);
  if (issue.maximum !== undefined) details['max'] = Number(issue.maximum);
  const field = path.map(String).join('.');
  const known = issue.message as FieldProblemCode;
  const code = /^[a-z_]+$/.test(known) ? known : 'required';
  return [{ field, code, details }];
}
