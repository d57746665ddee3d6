import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import {
  type ReportScope,
  type ReportSubscription,
  sitesOfReport,
} from '../../domain/report/report-subscription.ts';
import { type StaffActor, theHolder } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt, type StaffMember, worksEverywhere } from '../../domain/staff/permissions.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { openReportLike, reportById } from '../../store/report/report-query.ts';
import { endReport, saveReport } from '../../store/report/report-store.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import { recordAudit } from '../record-audit.ts';
import { hashToken, tokenMatches } from '../secrets.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'catalogue' | 'clock' | 'database' | 'secrets'>;

export type NewReport = Pick<
  ReportSubscription,
  'recipient' | 'scope' | 'rhythm' | 'at' | 'locale' | 'files'
>;

/** Those of whom they are told, and those that they have made; of whom everything is seen, all that are about their offices alone. */
export function maySeeReport(
  { recipient, createdBy, scope }: Pick<ReportSubscription, 'recipient' | 'createdBy' | 'scope'>,
  staff: Pick<StaffMember, 'id' | 'role' | 'sites'>,
): boolean {
  if (!isPermitted(staff.role, 'statistics.read')) return false;
  return (
    recipient === staff.id ||
    createdBy === staff.id ||
    worksEverywhere(staff) ||
    (scope.kind === 'sites' && scope.sites.every((site) => mayWorkAt(staff, site)))
  );
}

export function maySubscribe({ role }: Pick<StaffMember, 'role'>): boolean {
  return isPermitted(role, 'settings.change') && isPermitted(role, 'statistics.read');
}

export function mayEndReport(
  one: ReportSubscription,
  staff: Pick<StaffMember, 'id' | 'role' | 'sites'>,
): boolean {
  return maySubscribe(staff) && maySeeReport(one, staff);
}

/**
 * Somebody is told from now on; who is told the same already, as it is said now. Refuses with not_permitted (an office that is not theirs, or
 * not the recipient's; or what is told already is not theirs to end), unknown_site (no office), and report_stopped (an account that is closed, has no address, or reads no figures).
 */
export async function subscribeToReport(
  system: Parts,
  given: NewReport,
  staff: StaffActor,
): Promise<Outcome<string>> {
  if (!maySubscribe(staff)) return refuse('not_permitted');
  const { database, clock, secrets } = system;
  const account = await staffById(database.writer, given.recipient);
  const sites = [...(await system.catalogue()).sites.values()];
  if (!account?.active || account.mail === null || !isPermitted(account.member.role, 'statistics.read'))
    return refuse('report_stopped');
  const scope = sortedScope(given.scope);
  const theirs = sitesOfReport(scope, sites, account.member);
  const own = sitesOfReport(scope, sites, staff);
  if (scope.kind === 'sites') {
    if (scope.sites.length === 0) return refuse('unknown_site', { site: '' });
    if (own.length < scope.sites.length || theirs.length < scope.sites.length) return refuse('not_permitted');
  }
  if (own.length === 0 || theirs.length === 0) return refuse('unknown_site', { site: '' });
  const known = await openReportLike(database.writer, { ...given, scope });
  if (known !== null && !mayEndReport(known, staff)) return refuse('not_permitted');
  const now = clock.now();
  const one: ReportSubscription = {
    ...given,
    scope,
    id: secrets.newId(),
    since: now,
    createdBy: staff.id,
    createdAt: now,
    endedAt: null,
    endedBy: null,
  };
  let id = one.id;
  const { recipient } = one;
  const entry = {
    actor: staff,
    action: 'report.subscribe',
    subject: recipient,
    before: known === null ? null : said(known),
    after: said(one),
  } as const;
  await recordAudit(system, { ...entry, result: 'done' }, async (transaction) => {
    await lockScopes(transaction, database.engine, [`reports:${recipient}`]);
    id = await saveReport(transaction, one);
  });
  return accept(id);
}

function said({ recipient, scope, rhythm, at, locale, files }: NewReport): NewReport {
  return { recipient, scope, rhythm, at, locale, files };
}

function sortedScope(scope: ReportScope): ReportScope {
  return scope.kind === 'sites' ? { kind: 'sites', sites: [...new Set(scope.sites)].sort() } : scope;
}

/** Twice is the same as once. Refuses with not_permitted. */
export async function endReportFor(system: Parts, id: string, staff: StaffActor): Promise<Outcome<null>> {
  const one = await reportById(system.database.writer, id);
  if (one === null || !mayEndReport(one, staff)) return refuse('not_permitted');
  if (one.endedAt !== null) return accept(null);
  const entry = { actor: staff, action: 'report.end', subject: one.id, before: null, after: null } as const;
  await recordAudit(system, { ...entry, result: 'done' }, async (transaction) => {
    await endReport(transaction, id, { at: system.clock.now(), by: 'staff' });
  });
  return accept(null);
}

/** By the secret of its mail, which does nothing else. Twice is the same as once. Refuses with not_permitted. */
export async function endReportByLink(
  system: Parts,
  { id, token, address }: { readonly id: string; readonly token: string; readonly address: string | null },
): Promise<Outcome<null>> {
  const { secrets, database, clock } = system;
  if (!tokenMatches(token, hashToken(secrets.tokenFor('report', id)))) return refuse('not_permitted');
  const one = await reportById(database.writer, id);
  if (one === null || one.endedAt !== null) return accept(null);
  const actor = { ...theHolder, address };
  const entry = { actor, action: 'report.end', subject: one.id, before: null, after: null } as const;
  await recordAudit(system, { ...entry, result: 'done' }, async (transaction) => {
    await endReport(transaction, id, { at: clock.now(), by: 'recipient' });
  });
  return accept(null);
}
