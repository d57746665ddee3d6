import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Actor, StaffActor } from '../../domain/staff/actor.ts';
import { firstPasswordUntil } from '../../domain/staff/first-password.ts';
import { mayManage } from '../../domain/staff/manage-rules.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { endPassword } from '../../store/staff/first-password-store.ts';
import { listStaff } from '../../store/staff/staff-query.ts';
import { insertAccount, updateAccount } from '../../store/staff/staff-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import { freeRosters } from '../staff/free-rosters.ts';
import { generatePassword, hashPassword } from '../staff/passwords.ts';
import type { System } from '../system.ts';
import type { ImportRow } from './import-row.ts';
import { type KnownAccount, planStaff, type StaffPlan, type StaffStep } from './import-staff.ts';
import { inPieces } from './in-pieces.ts';

type Needs = Pick<System, 'catalogueCache' | 'clock' | 'database' | 'secrets'>;

export interface LookedAt extends StaffPlan {
  readonly accounts: readonly KnownAccount[];
  /** names what was stored when it was looked at, and what would be done to it */
  readonly token: string;
}

/** First passwords to hand over, shown once. */
export type Handed = readonly {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}[];

export type StaffImported =
  | { readonly kind: 'done'; readonly handed: Handed; readonly plan: StaffPlan }
  /** what is stored has changed since: nothing was written */
  | { readonly kind: 'stale'; readonly plan: LookedAt };

/** What a file would do to the accounts as they are now. */
export async function lookAtStaff(
  system: Needs,
  actor: StaffActor,
  rows: readonly ImportRow[],
): Promise<LookedAt> {
  const accounts = await knownAccounts(system.database.writer);
  const { sites } = await system.catalogueCache.records(system.database.reader);
  const known = { actor, accounts, sites: new Set(sites.map(({ code }) => code)) };
  const plan = await inPieces(planStaff(rows, known));
  const state = JSON.stringify([plan.rows, plan.steps]);
  return { ...plan, accounts, token: createHash('sha256').update(state).digest('base64url').slice(0, 22) };
}

/** The accounts that a file would show to whoever may manage them. */
export async function managedAccounts(system: Needs, actor: StaffActor): Promise<readonly KnownAccount[]> {
  const accounts = await knownAccounts(system.database.reader);
  return accounts.filter((account) => mayManage(actor, account));
}

async function knownAccounts(connection: Parameters<typeof listStaff>[0]): Promise<KnownAccount[]> {
  return (await listStaff(connection)).map(({ member, active, badge, mail, version }) => {
    const { id, username, name, role, sites } = member;
    return { id, username, name, role, sites, active, badge, mail, version };
  });
}

/** Makes and changes all accounts of the good lines in one transaction with its audit, or none where something has changed since it was looked at. */
export async function importStaff(
  system: Needs,
  actor: StaffActor,
  { rows, token }: { readonly rows: readonly ImportRow[]; readonly token: string },
): Promise<StaffImported> {
  const before = await lookAtStaff(system, actor, rows);
  if (before.token !== token) return { kind: 'stale', plan: before };
  const first = new Map<string, { readonly password: string; readonly hash: string }>();
  for (const { username, before: known } of before.steps) {
    if (known !== null) continue;
    const password = generatePassword();
    first.set(username, { password, hash: await hashPassword(password) });
  }
  const { engine, writer } = system.database;
  const now = system.clock.now();
  const done = await writer.transaction(async (transaction): Promise<Handed | null> => {
    await lockScopes(transaction, engine, ['staff']);
    if (!isDeepStrictEqual(await knownAccounts(transaction), before.accounts)) return null;
    const writes = new WriteSet();
    for (const step of before.steps) {
      const { username, before: known, wanted } = step;
      if (known !== null) {
        if (!(await updateAccount(transaction, known.id, known.version, wanted)))
          throw new Error(`the account ${username} has changed under its lock`);
        await freeRosters(transaction, known.id);
      } else {
        const id = system.secrets.newId();
        const passwordHash = first.get(username)?.hash ?? '';
        const account = { ...wanted, id, username, passwordHash, mustChangePassword: true };
        await insertAccount(transaction, account, now);
        await endPassword(transaction, id, firstPasswordUntil(now));
      }
      writeAudit(entryOf(actor, step), { id: system.secrets.newId(), at: now }, writes);
    }
    await writeRows(transaction, engine, writes);
    return before.steps.flatMap(({ username, wanted: { name } }) => {
      const password = first.get(username)?.password;
      return password === undefined ? [] : [{ username, name, password }];
    });
  });
  system.catalogueCache.forget();
  if (done === null) return { kind: 'stale', plan: await lookAtStaff(system, actor, rows) };
  return { kind: 'done', handed: done, plan: before };
}

function entryOf(actor: Actor, { username, before, wanted }: StaffStep) {
  const { name, role, sites, badge, mail } = wanted;
  return {
    actor,
    action: before === null ? 'staff.create' : 'staff.edit',
    subject: username,
    before: before === null ? null : shown(before),
    after: { name, role, sites, badge, mail },
    result: 'done',
  };
}

function shown({ name, role, sites, badge, mail }: KnownAccount) {
  return { name, role, sites, badge, mail };
}
