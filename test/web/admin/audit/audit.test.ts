import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { recordAudit } from '../../../../server/actions/record-audit.ts';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { writeAudit } from '../../../../server/store/staff/audit-store.ts';
import { forgetAudit } from '../../../../server/store/staff/forget-audit.ts';
import { writeRows } from '../../../../server/store/write-rows.ts';
import { WriteSet } from '../../../../server/store/write-set.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { there } from '../../../support/there.ts';
import { type Agent, account, signedIn, submit } from '../../staff/staff-browser.ts';

const entry = {
  actor: { ...theSystem, address: '10.0.0.7' },
  action: 'site.change',
  subject: 'HZ',
  before: { telephone: '0571-8888888', sort: 1 },
  after: { telephone: '0571-9999999', sort: 1 },
  result: 'done',
};

for (const engine of engines) {
  describe(`the audit [${engine}]`, () => {
    let hall: HallSystem;
    let reader: Agent;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      await account(hall, 'reader', 'auditor');
      await recordAudit(hall.system, entry);
      await recordAudit(hall.system, { ...entry, subject: '=cmd|calc', after: { note: '“,”\n"' } });
    });
    after(() => hall.close());
    beforeEach(async () => {
      reader = await signedIn(hall, 'reader');
    });

    const put = async (id: string, at: number): Promise<void> => {
      const writes = new WriteSet();
      writeAudit(entry, { id, at }, writes);
      await hall.system.database.writer.transaction((transaction) => writeRows(transaction, engine, writes));
    };
    const rowsOf = async (id: string): Promise<number> =>
      (await hall.system.database.reader('audit').where({ id })).length;
    const farAhead = Date.UTC(2999, 0, 1);
    const longAgo = Date.UTC(2001, 0, 1);

    it('nothing in it can be changed, and nothing of the last 180 days deleted', async () => {
      const { writer } = hall.system.database;
      await put('young', farAhead);
      await put('old', longAgo);
      for (const id of ['young', 'old'])
        await assert.rejects(
          async () => writer('audit').where({ id }).update({ result: 'other' }),
          /append-only/,
        );
      await assert.rejects(async () => writer('audit').where({ id: 'young' }).delete(), /append-only/);
      await assert.rejects(async () => writer('audit').delete(), /append-only/);
      assert.deepEqual([await rowsOf('young'), await rowsOf('old')], [1, 1]);
    });

    it('nothing gets past that: no line is replaced, and the table is not emptied', async () => {
      const { writer } = hall.system.database;
      await put('stays', farAhead);
      const row = there(await writer('audit').where({ id: 'stays' }).first());
      const replaced =
        engine === 'sqlite'
          ? writer.raw(
              `insert or replace into audit select id, at, 'nobody', address, action, subject, before, after, result from audit where id = 'stays'`,
            )
          : writer('audit')
              .insert({ ...row, actor: 'nobody' })
              .onConflict('id')
              .merge();
      await assert.rejects(async () => replaced, /append-only/);
      if (engine === 'postgres')
        await assert.rejects(async () => writer.raw('truncate audit'), /append-only/);
      assert.deepEqual(await writer('audit').where({ id: 'stays' }).first(), row);
    });

    it('retention deletes what is older than 180 days by the clock of the database, whatever it is asked', async () => {
      await put('ancient', longAgo);
      await forgetAudit(hall.system.database.writer, engine, farAhead + 1);
      assert.deepEqual([await rowsOf('ancient'), await rowsOf('young')], [0, 1]);
    });

    it('is found by who, what, about what and when', async () => {
      const found = async (query: string): Promise<boolean> =>
        (await reader.get(`/admin/audit?lang=en&${query}`)).text.includes('10.0.0.7');
      for (const query of [
        '',
        'actor=System',
        'action=site.change',
        'subject=hz',
        'from=2026-11-23&to=2026-11-23',
      ])
        assert.equal(await found(query), true, query);
      for (const query of [
        'actor=reader',
        'action=staff.sign_in',
        'subject=%25',
        'to=2000-01-01',
        'actor=nothing-so',
      ])
        assert.equal(await found(query), false, query);
    });

    it('a strange question is answered like none', async () => {
      for (const query of [
        'page=-1',
        'page=x',
        'from=2026-13-99',
        'actor=a&actor=b',
        `subject=${'x'.repeat(500)}`,
      ])
        assert.equal((await reader.get(`/admin/audit?${query}`)).status, 200, query);
      assert.equal((await reader.get('/admin/audit/none')).status, 404);
    });

    it('a line shows before and after, with whom to reach masked', async () => {
      const list = await reader.get('/admin/audit?action=site.change&subject=HZ');
      const href = /<a href="(\/admin\/audit\/[\w-]{30,})"/.exec(list.text)?.[1] ?? '';
      const { text } = await reader.get(href);
      assert.match(text, /<del>\*\*\*\*/);
      assert.doesNotMatch(text, /8888888/);
    });

    it('its export is a file that a spreadsheet runs nothing of, and is in it', async () => {
      const file = await reader.get('/admin/audit?action=site.change&format=csv');
      assert.match(String(file.headers['content-disposition']), /attachment; filename="?audit\.csv"?/);
      const { text } = file;
      assert.ok(text.startsWith('\uFEFFat,actor,name,'));
      assert.match(text, /,'=cmd\|calc,/);
      assert.match((await reader.get('/admin/audit?action=audit.export')).text, /audit\.export|导出审计日志/);
      assert.equal((await hall.system.database.reader('audit').where({ action: 'audit.export' })).length, 1);
    });

    it('has what somebody tried and was refused, from where, and not what they only looked for', async () => {
      const id = await account(hall, 'climber', 'counter', ['HZ']);
      const climber = await signedIn(hall, 'climber');
      assert.equal((await climber.get('/admin/keys')).status, 403);
      const refused = await submit(
        climber,
        '/admin/sites/HZ/rules',
        { noticeMinutes: '1' },
        '/staff/account',
      );
      assert.equal(refused.status, 403);
      const lines = async () =>
        (await hall.system.database.reader('audit').where({ action: 'request.refused' })) as {
          actor: string;
          subject: string;
          result: string;
          address: string;
        }[];
      // it is written when the answer has gone out
      while ((await lines()).length === 0) await setImmediate();
      const [line, ...more] = await lines();
      assert.deepEqual(
        [line?.actor, line?.subject, line?.result, more.length],
        [`staff:${id}`, '/admin/sites/HZ/rules', 'not_permitted', 0],
      );
      assert.match(line?.address ?? '', /127\.0\.0\.1/);
    });

    it('is read by those who may and by nobody else', async () => {
      await account(hall, 'clerk', 'counter', ['HZ']);
      const clerk = await signedIn(hall, 'clerk');
      for (const path of ['/admin/audit', '/admin/audit?format=csv', '/admin/audit/young'])
        assert.equal((await clerk.get(path)).status, 403, path);
    });
  });
}
