import type { Knex } from 'knex';
import type { ReportPeriod } from '../../domain/report/report-period.ts';
import type { ReportFile, ReportScope, ReportSubscription } from '../../domain/report/report-subscription.ts';
import type { ReportSubscriptionRow } from './report-columns.ts';

/** Newest first, those that have ended, too. */
export async function listReports(connection: Knex): Promise<readonly ReportSubscription[]> {
  const rows = await connection('report_subscription').orderBy('created_at', 'desc').orderBy('id');
  return rows.map(subscriptionOf);
}

/** Those that have not ended. */
export async function openReports(connection: Knex): Promise<readonly ReportSubscription[]> {
  const rows = await connection('report_subscription').whereNull('ended_at').orderBy('id');
  return rows.map(subscriptionOf);
}

export async function reportById(connection: Knex, id: string): Promise<ReportSubscription | null> {
  const row = await connection('report_subscription').where({ id }).first();
  return row === undefined ? null : subscriptionOf(row);
}

/** That by which the same recipient is told of the same offices as often, if it has not ended. */
export async function openReportLike(
  connection: Knex,
  { recipient, rhythm, scope }: Pick<ReportSubscription, 'recipient' | 'rhythm' | 'scope'>,
): Promise<ReportSubscription | null> {
  const same = { recipient, rhythm, scope: JSON.stringify(scope) };
  const row = await connection('report_subscription').where(same).whereNull('ended_at').first();
  return row === undefined ? null : subscriptionOf(row);
}

export interface ReportSent extends ReportPeriod {
  /** epoch ms */
  readonly at: number;
}

/** The newest period that was written at its time, by subscription. */
export async function lastSendings(connection: Knex): Promise<ReadonlyMap<string, ReportSent>> {
  const rows = await connection('report_sending')
    .where({ asked_at: 0 })
    .groupBy('subscription')
    .select('subscription')
    .max({ from: 'period_from', to: 'period_to', at: 'written_at' });
  return new Map(
    (rows as { subscription: string; from: string; to: string; at: number | string }[]).map((row) => [
      row.subscription,
      { from: row.from, to: row.to, at: Number(row.at) },
    ]),
  );
}

/** A report that was written at its time and has reached nobody. */
export interface UnreadReport {
  readonly message: string;
  readonly subscription: string;
  /** first day of its period */
  readonly from: string;
  /** superseded: its reader could not be told at that time; dead: their address did not take it */
  readonly state: 'dead' | 'superseded';
  readonly recipient: string;
}

/** Those that were written after an instant (epoch ms). */
export async function unreadReports(connection: Knex, since: number): Promise<readonly UnreadReport[]> {
  return (await connection('report_sending as s')
    .join('outbox as o', 'o.id', 's.message')
    .where('s.asked_at', 0)
    .andWhere('s.written_at', '>', since)
    .whereIn('o.state', ['dead', 'superseded'])
    .select(
      's.message',
      's.subscription',
      's.period_from as from',
      'o.state',
      'o.recipient',
    )) as UnreadReport[];
}

function subscriptionOf(row: ReportSubscriptionRow): ReportSubscription {
  return {
    id: row.id,
    recipient: row.recipient,
    scope: JSON.parse(row.scope) as ReportScope,
    rhythm: row.rhythm,
    at: row.at_time,
    locale: row.locale,
    files: JSON.parse(row.files) as ReportFile[],
    since: Number(row.since),
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
    endedBy: row.ended_by,
  };
}
