import assert from 'node:assert/strict';
import { begun } from '../../../support/begun.ts';
import { engines } from '../../../support/engines.ts';
import { type Office, signIn } from '../office.ts';
import { type ReportPost, startReportPost } from './report-post.ts';

for (const engine of engines) {
  describe(`whom a report by mail does not reach [${engine}]`, function () {
    this.timeout(240_000);
    let running: ReportPost | null = null;
    const post = () => begun(running);
    let own = '';

    before(async () => {
      running = await startReportPost(engine);
      const { hall, subscribed } = post();
      await signIn(hall, 'administrator');
      await signIn(hall, 'manager', ['BJ-TSY']);
      await subscribed('administrator-all', { scope: { kind: 'all' }, files: [] });
      own = await subscribed('manager-bj-tsy', { files: [] });
    });
    after(() => running?.close());

    const change = (change: object) =>
      post().hall.system.database.writer('staff').where({ username: 'manager-bj-tsy' }).update(change);
    const listed = async (office: Office) => (await office.agent.get('/admin/reports?lang=en')).text;

    it('is whoever may not read the office any more when it is delivered, and their line says why', async () => {
      const { hall, at, write, delivered, mails } = post();
      const lost = [
        [{ sites: '["SH-HQ"]' }, { sites: '["BJ-TSY"]' }, 'No office left to see'],
        [{ role: 'counter' }, { role: 'manager' }, 'Role may not see figures'],
        [{ active: false }, { active: true }, 'Account closed'],
        [{ mail: null }, { mail: 'manager-bj-tsy@office.invalid' }, 'Account has no address'],
      ] as const;
      for (const [place, [without, again, said]] of lost.entries()) {
        at(`2026-12-0${place + 1}T08:00:00`);
        const before = mails().length;
        // two at the same time; the second one loses what it needs between its time and its delivery
        const stop = holdDelivery();
        assert.equal(await write(), 2, said);
        await change(without);
        stop();
        await delivered();
        const to = mails()
          .slice(before)
          .map((mail) => String(mail.to && 'text' in mail.to ? mail.to.text : ''));
        assert.deepEqual(to, ['administrator-all@office.invalid'], said);
        assert.equal(await write(), 0, said);
        const office = await signIn(hall, 'administrator');
        assert.ok((await listed(office)).includes(said), said);
        await change(again);
      }
    });

    const managers = (from: number) =>
      post()
        .mails()
        .slice(from)
        .map((mail) => String(mail.to && 'text' in mail.to ? mail.to.text : ''))
        .filter((to) => !to.startsWith('administrator'));

    it('follows its reader to another address, whenever that changes, and comes once', async () => {
      const { at, write, delivered, mails, hall } = post();
      const { writer } = hall.system.database;
      const stateOf = async () =>
        (await writer('outbox').where({ template: 'report' }).orderBy('created_at', 'desc').first())?.state;
      // while it waits for its delivery
      at('2026-12-11T08:00:00');
      let before = mails().length;
      const stop = holdDelivery();
      assert.equal(await write(), 2);
      await change({ mail: 'second@office.invalid' });
      stop();
      await delivered();
      assert.equal(await write(), 0);
      assert.deepEqual(managers(before), ['second@office.invalid']);
      // the address was gone for good when its turn had come, and is another one an hour later
      for (const [place, lost] of (['superseded', 'dead'] as const).entries()) {
        at(`2026-12-1${place + 2}T08:00:00`);
        before = mails().length;
        const hold = holdDelivery();
        assert.equal(await write(), 2, lost);
        if (lost === 'superseded') await change({ mail: null });
        else
          await writer('outbox')
            .where({ template: 'report', state: 'queued', recipient: 'second@office.invalid' })
            .update({ state: 'dead' });
        hold();
        await delivered();
        assert.deepEqual(managers(before), [], lost);
        if (lost === 'dead') assert.equal(await write(), 0, 'the same address is not tried again');
        await change({ mail: `third-${lost}@office.invalid` });
        at(`2026-12-1${place + 2}T09:00:00`);
        const again = await Promise.all([write(), write()]);
        assert.deepEqual(again.sort(), [0, 1], lost);
        await delivered();
        assert.equal(await write(), 0, lost);
        await delivered();
        assert.deepEqual(managers(before), [`third-${lost}@office.invalid`], lost);
        assert.equal(await stateOf(), 'sent');
        await change({ mail: 'second@office.invalid' });
      }
      await change({ mail: 'manager-bj-tsy@office.invalid' });
    });

    /** What wakes the delivery is not heard until it is called. */
    function holdDelivery(): () => void {
      const { announce } = post().hall.system;
      const heard = announce.messagesQueued;
      Object.assign(announce, { messagesQueued: () => {} });
      return () => void Object.assign(announce, { messagesQueued: heard });
    }

    it('is whoever has ended it by its link: looking asks, one POST of anybody who has it ends, and only that one', async () => {
      const { hall, at, write, raws } = post();
      const links = raws().map((raw) => /List-Unsubscribe:\s*<([^>]+)>/i.exec(raw)?.[1] ?? '');
      const link = new URL(links.findLast((one) => one.includes('r-administrator-all-daily')) ?? '');
      assert.match(raws().at(-1) ?? '', /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im);
      const path = link.pathname + link.search;
      const ended = async () =>
        (await hall.system.database.reader('report_subscription').whereNotNull('ended_at')).map(({ id }) =>
          String(id),
        );
      // what looks at links in mail, as programs against malware do, ends nothing
      assert.equal((await hall.request.head(path)).status, 303);
      const reader = hall.agent();
      const asked = await reader.get(path).redirects(1);
      assert.equal(asked.status, 200);
      assert.match(asked.text, /<form method="post"/);
      assert.match(asked.headers['cache-control'] ?? '', /no-store/);
      // a stranger's form comes with the reader's cookie and without the secret
      assert.equal((await reader.post(link.pathname).type('form').send({})).status, 404);
      const wrong = path.replace(/token=./, (head) => (head.endsWith('x') ? 'token=y' : 'token=x'));
      assert.equal(
        (await hall.request.post(wrong).type('form').send('List-Unsubscribe=One-Click')).status,
        404,
      );
      const other = path.replace(/reports\/[^/]+/, `reports/${own}`);
      assert.equal(
        (await hall.request.post(other).type('form').send('List-Unsubscribe=One-Click')).status,
        404,
      );
      assert.deepEqual(await ended(), []);
      for (const _ of [1, 2])
        assert.equal(
          (await hall.request.post(path).type('form').send('List-Unsubscribe=One-Click')).status,
          200,
        );
      assert.deepEqual(await ended(), ['r-administrator-all-daily']);
      at('2026-12-18T08:00:00');
      assert.equal(await write(), 1, 'the manager alone');
      assert.match(await listed(await signIn(hall, 'administrator')), /Ended by the recipient/);
      const acts = await hall.system.database.reader('audit').where({ action: 'report.end' });
      assert.deepEqual(
        acts.map(({ actor }) => String(actor)),
        ['holder'],
      );
    });

    it('is nobody else: who reads the outbox sees that it was sent, and neither its figures nor its link', async () => {
      const { hall } = post();
      const sent = await hall.system.database
        .reader('outbox')
        .where({ template: 'report', state: 'sent' })
        .first('id');
      const auditor = await signIn(hall, 'auditor');
      const read = await auditor.agent.get(`/admin/outbox/${sent?.id}`);
      assert.equal(read.status, 200);
      assert.doesNotMatch(read.text, /叫号达标|token=[\w-]{20}/);
    });

    it('is no office of somebody else: a manager makes, changes, sees and ends only what is about theirs', async () => {
      const { hall, subscribed } = post();
      const far = await subscribed('administrator-all', { scope: { kind: 'all' }, rhythm: 'weekly' });
      const row = () => hall.system.database.reader('report_subscription').where({ id: far }).first();
      const before = await row();
      const manager = await signIn(hall, 'manager', ['BJ-TSY']);
      const form = await manager.form('/admin/reports');
      const boss = String(before?.recipient);
      const count = async () => (await hall.system.database.reader('report_subscription')).length;
      const there = await count();
      const foreign = {
        ...form,
        recipient: boss,
        scope: 'sites',
        sites: ['SH-HQ'],
        rhythm: 'daily',
        at: '08:00',
      };
      assert.equal((await manager.send('/admin/reports', foreign)).status, 422);
      // what somebody who sees more is told is not theirs to alter
      const alter = { ...form, recipient: boss, scope: 'all', sites: [], rhythm: 'weekly', at: '23:00' };
      assert.equal((await manager.send('/admin/reports', alter)).status, 422);
      assert.equal(await count(), there);
      for (const act of ['end', 'send']) {
        const answer = await manager.send(`/admin/reports/${far}/${act}`, { _csrf: form['_csrf'] ?? '' });
        assert.equal(answer.status, 403, act);
      }
      for (const page of [far, `${far}/preview`])
        assert.equal((await manager.agent.get(`/admin/reports/${page}`)).status, 404, page);
      assert.deepEqual(await row(), before);
      assert.ok(!(await listed(manager)).includes(far));
      assert.equal((await manager.agent.get(`/admin/reports/${own}/preview`)).status, 200);
    });
  });
}
