import assert from 'node:assert/strict';
import { sendDueReports } from '../../../../server/actions/report/send-reports.ts';
import { begun } from '../../../support/begun.ts';
import type { HallSystem } from '../../../support/hall-system.ts';
import { signIn } from '../office.ts';
import { type ReportPost, startReportPost } from './report-post.ts';

describe('reports by mail of two processes on one PostgreSQL', function () {
  this.timeout(240_000);
  let running: ReportPost | null = null;
  let second: HallSystem | null = null;
  const post = () => begun(running);
  const other = () => begun(second);
  const months = ['2026-12', '2027-01', '2027-02'];

  before(async () => {
    running = await startReportPost('postgres');
    await signIn(post().hall, 'administrator');
    await signIn(post().hall, 'manager', ['BJ-TSY']);
    for (const username of ['administrator-all', 'manager-bj-tsy'])
      await post().subscribed(username, { rhythm: 'monthly', files: ['xlsx'] });
    second = await post().another();
  });
  after(async () => {
    await second?.close();
    await running?.close();
  });

  it('are each written once and delivered once, whoever is first', async () => {
    const { hall, mails, delivered } = post();
    for (const [place, month] of months.entries()) {
      const instant = `${month}-01T08:00:00+08:00`;
      hall.clock.set(instant);
      other().clock.set(instant);
      const before = mails().length;
      const systems = [hall.system, other().system, hall.system, other().system];
      const written = await Promise.all(systems.map((system) => sendDueReports(system)));
      assert.equal(
        written.reduce((sum, one) => sum + one.written, 0),
        2,
        month,
      );
      await Promise.all([delivered(), other().delivery.deliverDue()]);
      await delivered();
      assert.equal(mails().length, before + 2, month);
      const ids = new Set(mails().map(({ messageId }) => messageId));
      assert.equal(ids.size, 2 * (place + 1));
    }
  });
});
