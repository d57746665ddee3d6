import { sendDueReports } from '../../../../server/actions/report/send-reports.ts';
import type { ReportSubscription } from '../../../../server/domain/report/report-subscription.ts';
import type { Engine } from '../../../../server/store/database.ts';
import { saveReport } from '../../../../server/store/report/report-store.ts';
import { openPostOffice } from '../../../messages/post-office.ts';
import { startSystem } from '../../../support/hall-system.ts';
import { simulate } from '../statistics/simulated-truth.ts';

/** A day of which there are figures, a Tuesday. */
export const day = '2026-11-24';

/** A system whose mail arrives at a real server, with a day of which somebody may be told. */
export async function startReportPost(engine: Engine) {
  const post = await openPostOffice();
  const env = { SMTP_URL: post.url };
  const hall = await startSystem({ engine, env });
  await simulate(hall, 'BJ-TSY', day, 40);
  const { writer } = hall.system.database;
  // visitors are written to, too
  const isReport = (raw: string) => /^List-Unsubscribe:\s*<[^>]*\/reports\//im.test(raw);
  return {
    hall,
    raws: () => post.raw.filter(isReport),
    mails: () => post.mails.filter((_mail, place) => isReport(post.raw[place] ?? '')),
    at: (instant: string) => hall.clock.set(`${instant}+08:00`),
    write: async () => (await sendDueReports(hall.system)).written,
    /** Whoever has this name is told daily, unless said otherwise; answers the id. */
    async subscribed(username: string, over: Partial<ReportSubscription> = {}): Promise<string> {
      const account = await writer('staff').where({ username }).first('id');
      const recipient = account?.id ?? '';
      await writer('staff')
        .where({ id: recipient })
        .update({ mail: `${username}@office.invalid` });
      return saveReport(writer, {
        id: `r-${username}-${over.rhythm ?? 'daily'}`,
        recipient,
        scope: { kind: 'sites', sites: ['BJ-TSY'] },
        rhythm: 'daily',
        at: '07:30',
        since: Date.parse('2026-11-24T20:00:00+08:00'),
        locale: 'zh-CN',
        files: ['pdf', 'xlsx'],
        createdBy: recipient,
        createdAt: 0,
        endedAt: null,
        endedBy: null,
        ...over,
      });
    },
    /** A delivery that was woken may have taken them. */
    async delivered(): Promise<void> {
      const underWay = () =>
        writer('outbox').whereIn('state', ['queued', 'sending']).where({ template: 'report' });
      do await hall.delivery.deliverDue();
      while ((await underWay()).length > 0);
    },
    /** A second process on the same database, with a mail connection of its own. */
    another: () => startSystem({ engine, env, databaseUrl: hall.system.database.url }),
    async close(): Promise<void> {
      await hall.close();
      await post.close();
    },
  };
}

export type ReportPost = Awaited<ReturnType<typeof startReportPost>>;
