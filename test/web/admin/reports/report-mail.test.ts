import assert from 'node:assert/strict';
import { sendDueReports } from '../../../../server/actions/report/send-reports.ts';
import type { ReportSubscription } from '../../../../server/domain/report/report-subscription.ts';
import { saveReport } from '../../../../server/store/report/report-store.ts';
import { openPostOffice, type PostOffice } from '../../../messages/post-office.ts';
import { begun } from '../../../support/begun.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { signIn } from '../office.ts';
import { simulate } from '../statistics/simulated-truth.ts';

const day = '2026-11-24';

for (const engine of engines) {
  describe(`a report by mail [${engine}]`, function () {
    this.timeout(120_000);
    let running: HallSystem | null = null;
    let post: PostOffice | null = null;
    const hall = () => begun(running);
    // visitors are written to, too
    const isReport = (raw: string) => /^List-Unsubscribe:\s*<[^>]*\/reports\//im.test(raw);
    const mails = () => begun(post).mails.filter((_mail, place) => isReport(begun(post).raw[place] ?? ''));

    before(async () => {
      post = await openPostOffice();
      running = await startSystem({ engine, env: { SMTP_URL: post.url } });
      await simulate(hall(), 'BJ-TSY', day, 40);
    });
    after(async () => {
      await running?.close();
      await post?.close();
    });

    async function subscribed(username: string, over: Partial<ReportSubscription> = {}): Promise<string> {
      const { writer } = hall().system.database;
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
    }
    const at = (instant: string) => hall().clock.set(`${instant}+08:00`);
    const write = async () => (await sendDueReports(hall().system)).written;
    /** A delivery that was woken may have taken them. */
    async function delivered(): Promise<void> {
      const { writer } = hall().system.database;
      const underWay = () =>
        writer('outbox').whereIn('state', ['queued', 'sending']).where({ template: 'report' });
      do await hall().delivery.deliverDue();
      while ((await underWay()).length > 0);
    }

    it('is written once, at its time, however many look and wherever the clock goes', async () => {
      await signIn(hall(), 'administrator');
      await subscribed('administrator-all');
      at('2026-11-25T07:29:00');
      const early = await write();
      at('2026-11-25T07:30:00');
      const written = await Promise.all([write(), write(), write()]);
      at('2026-11-25T06:00:00');
      const back = await write();
      at('2026-11-25T21:00:00');
      assert.deepEqual([early, written.sort(), back, await write()].flat(), [0, 0, 0, 1, 0, 0]);
      await delivered();
    });

    it('after nights without a machine is that of yesterday alone', async () => {
      at('2026-11-28T10:00:00');
      assert.deepEqual([await write(), await write()], [1, 0]);
      await delivered();
      assert.match(mails().at(-1)?.subject ?? '', /2026-11-27/);
    });

    it('of a day that was closed says so and why, and has no zeros', async () => {
      at('2026-11-30T08:00:00');
      assert.equal(await write(), 1);
      await delivered();
      const text = mails().at(-1)?.text ?? '';
      assert.match(text, /当天未营业：按营业时间不开放/);
      assert.doesNotMatch(text, /0%|: 0 /);
    });
  });
}
