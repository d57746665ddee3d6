import type { Knex } from 'knex';
import type { ReportPeriod } from '../../domain/report/report-period.ts';
import type { ReportSubscription } from '../../domain/report/report-subscription.ts';
import { openReportLike } from './report-query.ts';

/** A new one, or the same recipient's of the same offices and rhythm (`openReportLike`) as it is wanted now. Answers its id. */
export async function saveReport(connection: Knex, one: ReportSubscription): Promise<string> {
  const how = { at_time: one.at, locale: one.locale, files: JSON.stringify(one.files) };
  const known = await openReportLike(connection, one);
  if (known !== null) {
    await connection('report_subscription').where({ id: known.id }).update(how);
    return known.id;
  }
  await connection('report_subscription').insert({
    id: one.id,
    recipient: one.recipient,
    rhythm: one.rhythm,
    scope: JSON.stringify(one.scope),
    ...how,
    since: one.since,
    created_by: one.createdBy,
    created_at: one.createdAt,
  });
  return one.id;
}

/** False: there is none, or it has ended before. */
export async function endReport(
  connection: Knex,
  id: string,
  { at, by }: { readonly at: number; readonly by: 'recipient' | 'staff' },
): Promise<boolean> {
  const ended = await connection('report_subscription')
    .where({ id })
    .whereNull('ended_at')
    .update({ ended_at: at, ended_by: by });
  return ended === 1;
}

/** Whether a period was written already. `askedAt`: 0, or the minute in which it was asked for. */
export async function isWritten(
  connection: Knex,
  subscription: string,
  { from, to }: ReportPeriod,
  askedAt: number,
): Promise<boolean> {
  const row = await connection('report_sending')
    .where({ subscription, period_from: from, period_to: to, asked_at: askedAt })
    .first('message');
  return row !== undefined;
}

/** What was written before (epoch ms): no period so old is made up for. */
export async function forgetSendings(connection: Knex, before: number): Promise<void> {
  await connection('report_sending').where('written_at', '<', before).delete();
}
