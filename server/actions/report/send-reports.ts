import { reportMessage, reportOf } from '../../domain/message/report-message.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import {
  duePeriod,
  longestLate,
  newestPeriod,
  type ReportPeriod,
} from '../../domain/report/report-period.ts';
import {
  type ReportSubscription,
  sitesOfReport,
  standingOf,
} from '../../domain/report/report-subscription.ts';
import { type Actor, type StaffActor, theSystem } from '../../domain/staff/actor.ts';
import { isConflict } from '../../store/conflict.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import type { StoredMessage } from '../../store/message/outbox-row.ts';
import { wantAgain, writeMessages } from '../../store/message/outbox-store.ts';
import {
  lastSendings,
  openReports,
  reportById,
  type UnreadReport,
  unreadReports,
} from '../../store/report/report-query.ts';
import { isWritten } from '../../store/report/report-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { type FoundStaff, listStaff, staffById } from '../../store/staff/staff-query.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';
import { mayEndReport } from './edit-reports.ts';

type Parts = Pick<System, 'announce' | 'catalogue' | 'clock' | 'database' | 'secrets'>;

/**
 * Writes what is due to be told, each period once however many processes look. What was not delivered, because its reader had no right or no
 * address that took it at that time, goes out again once they have.
 */
export async function sendDueReports(system: Parts): Promise<{ readonly written: number }> {
  const { database, clock } = system;
  const subscriptions = await openReports(database.writer);
  if (subscriptions.length === 0) return { written: 0 };
  const sites = [...(await system.catalogue()).sites.values()];
  const accounts = new Map((await listStaff(database.reader)).map((one) => [one.member.id, one]));
  const sent = await lastSendings(database.writer);
  const pieces = new Pieces();
  const now = clock.now();
  const unread = await unreadReports(database.reader, now - longestLate.monthly);
  let written = 0;
  for (const one of subscriptions) {
    await pieces.next();
    const account = accounts.get(one.recipient) ?? null;
    if (standingOf(one, account, sites) !== 'sends' || account === null) continue;
    const its = sitesOfReport(one.scope, sites, account.member);
    const zones = [...new Set(its.map(({ timeZone }) => timeZone))];
    const period = duePeriod(one, zones, now);
    if (period === null) continue;
    if ((sent.get(one.id)?.from ?? '') >= period.from) {
      const given = unread.find(({ subscription, from }) => subscription === one.id && from === period.from);
      if (
        given !== undefined &&
        isWorthAgain(given, account) &&
        (await wantAgain(database.writer, given, now))
      )
        written += 1;
      continue;
    }
    const told = { one, period, site: its[0]?.code ?? '', account, askedAt: 0, actor: theSystem };
    if (await write(system, told)) written += 1;
  }
  if (written > 0) system.announce.messagesQueued();
  return { written };
}

/** An address that did not take it is tried no further; another one is. */
function isWorthAgain({ state, recipient }: UnreadReport, { mail }: FoundStaff): boolean {
  return state === 'superseded' || recipient !== mail;
}

/** Sends the last period once more, now; pressed twice within a minute it is sent once. Refuses with not_permitted and report_stopped. */
export async function sendReportNow(
  system: Parts,
  id: string,
  staff: StaffActor,
): Promise<Outcome<ReportPeriod>> {
  const { writer } = system.database;
  const one = await reportById(writer, id);
  if (one === null || !mayEndReport(one, staff)) return refuse('not_permitted');
  const account = await staffById(writer, one.recipient);
  const sites = [...(await system.catalogue()).sites.values()];
  if (account === null || standingOf(one, account, sites) !== 'sends') return refuse('report_stopped');
  const its = sitesOfReport(one.scope, sites, account.member);
  const now = system.clock.now();
  const [zone = '', ...others] = new Set(its.map(({ timeZone }) => timeZone));
  const period = newestPeriod(one, [zone, ...others], now);
  const askedAt = Math.floor(now / 60_000);
  await write(system, { one, period, site: its[0]?.code ?? '', account, askedAt, actor: staff });
  system.announce.messagesQueued();
  return accept(period);
}

interface Told {
  readonly one: ReportSubscription;
  readonly period: ReportPeriod;
  readonly site: string;
  readonly account: FoundStaff;
  readonly askedAt: number;
  readonly actor: Actor;
}

/** False: it was written before. */
async function write(system: Parts, { one, period, site, account, askedAt, actor }: Told): Promise<boolean> {
  const { database, secrets, clock } = system;
  const now = clock.now();
  const id = secrets.newId();
  const writes = new WriteSet();
  const message = reportMessage({ subscription: one, period, site, now }, account.mail ?? '');
  writeMessages(writes, [message], { newId: () => id, now });
  writes.insert('report_sending', {
    subscription: one.id,
    period_from: period.from,
    period_to: period.to,
    asked_at: askedAt,
    message: id,
    written_at: now,
  });
  const after = { recipient: one.recipient, ...period, asked: askedAt > 0 };
  writeAudit(
    { actor, action: 'report.send', subject: one.id, before: null, after, result: 'done' },
    { id: secrets.newId(), at: now },
    writes,
  );
  try {
    return await database.writer.transaction(async (transaction) => {
      await lockScopes(transaction, database.engine, [`report:${one.id}`]);
      if (await isWritten(transaction, one.id, period, askedAt)) return false;
      await writeRows(transaction, database.engine, writes);
      return true;
    });
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/** Where a report that waits to be sent goes: to the address that its reader has now; null: it is not wanted any more, or they may not read it. */
export async function reportAddress(
  system: Pick<System, 'catalogue' | 'database'>,
  { parameters }: Pick<StoredMessage, 'parameters'>,
): Promise<string | null> {
  const { writer } = system.database;
  const one = await reportById(writer, reportOf(parameters).id);
  if (one === null) return null;
  const account = await staffById(writer, one.recipient);
  const sites = (await system.catalogue()).sites.values();
  return standingOf(one, account, sites) === 'sends' ? (account?.mail ?? null) : null;
}
