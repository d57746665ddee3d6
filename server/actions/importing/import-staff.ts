import { z } from 'zod';
import type { Outcome } from '../../domain/outcome.ts';
import {
  type AccountChange,
  badgePattern,
  decideAccountChange,
  mayManage,
} from '../../domain/staff/manage-rules.ts';
import { everySite, roles, type StaffMember } from '../../domain/staff/permissions.ts';
import { problemsIn } from '../catalogue/carry-out-edit.ts';
import { type FieldProblemCode, problem } from '../catalogue/catalogue-edit.ts';
import { optionalText, text } from '../catalogue/input-parts.ts';
import {
  type Cells,
  changesBetween,
  type ImportColumn,
  type ImportRow,
  type PlannedRow,
  refusedRow,
} from './import-row.ts';
import type { LineByLine } from './in-pieces.ts';

/** An account as it is stored, as far as a file can change it. */
export interface KnownAccount extends AccountChange {
  readonly id: string;
  readonly username: string;
  readonly version: number;
}

export const staffColumns: readonly ImportColumn[] = [
  { key: 'username', needed: true },
  ...['name', 'role', 'sites', 'badge', 'mail'].map((key) => ({ key })),
];

/** First passwords are hashed one by one: at most so many new accounts in one file. */
export const mostNewAccounts = 60;

const says = (code: FieldProblemCode) => code;
const schema = z.object({
  username: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, { error: says('required'), abort: true })
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, says('wrong_format')),
  name: text(60),
  role: z.enum(roles, { error: says('not_allowed') }),
  sites: z.string().transform((value) => value.split(/[\s,;，；、]+/).filter((one) => one !== '')),
  badge: optionalText(12).pipe(z.string().regex(badgePattern, says('wrong_format')).nullable()),
  mail: optionalText(120).pipe(z.email(says('wrong_format')).nullable()),
});

export interface StaffStep {
  readonly username: string;
  /** null: a new account */
  readonly before: KnownAccount | null;
  readonly wanted: AccountChange;
}

export interface StaffPlan {
  readonly rows: readonly PlannedRow[];
  /** accounts that would be made or changed */
  readonly steps: readonly StaffStep[];
}

interface Known {
  readonly actor: StaffMember;
  readonly accounts: readonly KnownAccount[];
  /** codes of the offices that there are */
  readonly sites: ReadonlySet<string>;
}

/** What the lines of a file would do to the accounts. Nobody is given, or taken, what the actor could not give or take by the form. */
export function* planStaff(
  rows: readonly ImportRow[],
  { actor, accounts, sites }: Known,
): LineByLine<StaffPlan> {
  const byName = new Map(accounts.map((one) => [one.username, one]));
  const seen = new Set<string>();
  const planned: PlannedRow[] = [];
  const steps: StaffStep[] = [];
  let administrators = accounts.filter(({ role, active }) => active && role === 'administrator').length;
  for (const row of rows) {
    yield;
    const subject = (row.cells['username'] ?? '').trim().toLowerCase();
    const refuse = (field: string, code: FieldProblemCode) =>
      planned.push(refusedRow(row, subject, [problem(field, code)]));
    const before = byName.get(subject) ?? null;
    const empty = { name: '', role: 'counter', sites: '', badge: '', mail: '' };
    const stored = before === null ? empty : lineOfAccount(before);
    const read = schema.safeParse({ ...stored, ...row.cells });
    if (!read.success) {
      planned.push(refusedRow(row, subject, problemsIn(read.error)));
      continue;
    }
    const { username, ...given } = read.data;
    const wanted: AccountChange = { ...given, active: before?.active ?? true };
    if (seen.has(username)) refuse('username', 'twice');
    else if (wanted.sites.some((site) => site !== everySite && !sites.has(site)))
      refuse('sites', 'not_allowed');
    else if (before === null && steps.filter((step) => step.before === null).length >= mostNewAccounts)
      refuse('username', 'too_large');
    else {
      const allowed = permitted(actor, before, wanted, administrators);
      if (!allowed.ok) {
        // an account that is beyond the actor is not told about: it is as if it could not be given
        refuse(before === null || mayManage(actor, before) ? 'role' : 'username', 'not_allowed');
        continue;
      }
      seen.add(username);
      const changes =
        before === null ? [] : changesBetween(lineOfAccount(before), lineOfAccount({ ...wanted, username }));
      const state = before === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
      planned.push({ line: row.line, subject, state, problems: [], changes });
      if (state === 'unchanged') continue;
      steps.push({ username, before, wanted });
      if (wanted.active)
        administrators += Number(wanted.role === 'administrator') - Number(before?.role === 'administrator');
    }
  }
  return { rows: planned, steps };
}

function permitted(
  actor: StaffMember,
  before: AccountChange | null,
  wanted: AccountChange,
  administrators: number,
): Pick<Outcome<unknown>, 'ok'> {
  if (before === null) return { ok: mayManage(actor, wanted) };
  return decideAccountChange(actor, before, wanted, administrators);
}

export function lineOfAccount({
  username,
  name,
  role,
  sites,
  badge,
  mail,
}: Omit<AccountChange, 'active'> & { readonly username: string }): Cells {
  return { username, name, role, sites: sites.join(' '), badge: badge ?? '', mail: mail ?? '' };
}
