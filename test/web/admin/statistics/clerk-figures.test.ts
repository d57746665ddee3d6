import assert from 'node:assert/strict';
import type { HallRequest } from '../../../../server/actions/queue/hall-order.ts';
import { defaultHallPolicy } from '../../../../server/domain/queue/hall/hall-policy.ts';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { setHall, site } from '../../number/door.ts';
import { account } from '../../staff/staff-browser.ts';
import { type Office, signIn } from '../office.ts';
import { workbookOf } from '../workbook.ts';
import { cells } from './table-cells.ts';

const day = '2026-11-24';
const page = `/admin/statistics/clerks?site=${site}&lang=en`;
const counter = `${site}-1`;
const services = [{ code: 'RENEW', quantity: 1 }];

for (const engine of engines) {
  describe(`figures by clerk, in the office [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Office;
    let li = '';

    before(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(`${day}T10:00:00+08:00`);
      manager = await signIn(hall, 'manager', [site]);
      li = await account(hall, 'li', 'counter', [site]);
      const wu = await account(hall, 'wu', 'counter', [site]);
      await served('t1', li, 4);
      await served('t2', li, 6);
      await served('t3', wu, 9);
    });
    after(() => hall.close());

    const order = async (who: string | null, request: HallRequest): Promise<void> => {
      const actor = who === null ? theSystem : ({ kind: 'staff', id: who, address: null } as const);
      const done = await hall.system.halls.submit(site, request, { actor });
      assert.ok(done.ok, JSON.stringify(done));
    };
    const served = async (id: string, who: string, minutes: number): Promise<void> => {
      await order(null, { type: 'walk_in', id, services, priority: false, byStaff: true });
      if (id === 't1') await order(null, { type: 'open_counter', counter, staff: null });
      await order(who, { type: 'call_next', counter });
      await order(who, { type: 'start', counter });
      hall.clock.advance(minutes * 60_000);
      await order(who, { type: 'finish', counter, outcome: 'completed' });
    };
    const eventsRead = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
      let count = 0;
      const note = ({ sql }: { sql: string }): void => {
        if (/hall_event/.test(sql)) count += 1;
      };
      hall.system.database.reader.on('query', note);
      const answer = await work();
      hall.system.database.reader.removeListener('query', note);
      return [answer, count];
    };
    const rows = async (more = ''): Promise<string[][]> =>
      cells((await manager.agent.get(`${page}${more}&format=csv`)).text);

    it('are off unless a site switches them on: no page, no file, no link, and no event is read for it', async () => {
      assert.equal(defaultHallPolicy.figuresByClerk, false);
      for (const more of ['', '&format=csv', '&format=xlsx']) {
        const [answer, read] = await eventsRead(() => manager.agent.get(`${page}${more}`));
        assert.deepEqual([answer.status, read], [404, 0], more);
      }
      assert.equal((await manager.agent.get('/admin/statistics/clerks')).status, 404);
      const statistics = await manager.agent.get(`/admin/statistics?site=${site}`);
      assert.equal(statistics.status, 200);
      assert.ok(!statistics.text.includes('/statistics/clerks'));
    });

    it('are shown to a manager of the site once its settings say so, and led to from the statistics', async () => {
      const settings = `/admin/sites/${site}/hall`;
      const form = await manager.form(settings);
      assert.equal(form['figuresByClerk'], undefined, 'off');
      assert.equal((await manager.send(settings, { ...form, figuresByClerk: 'on' })).status, 303);
      const [answer, read] = await eventsRead(() => manager.agent.get(page));
      assert.equal(answer.status, 200);
      assert.ok(read > 0);
      assert.deepEqual(await rows(), [
        ['li', '2', '0', '5', '0.2', '0', '0', '0'],
        ['wu', '1', '0', '9', '0.2', '0', '0', '0'],
      ]);
      const statistics = await manager.agent.get(`/admin/statistics?site=${site}`);
      assert.match(statistics.text, new RegExp(`/admin/statistics/clerks\\?site=${site}&`));
      const [[head = [], ...lines] = []] = await workbookOf(manager, `${page}&format=xlsx`);
      assert.deepEqual([head[0], lines.length], ['Clerk', 2]);
    });

    it('are for nobody else: neither clerks nor auditors, and no manager of another site', async () => {
      for (const [role, sites] of [
        ['counter', [site]],
        ['auditor', []],
        ['manager', ['HZ']],
      ] as const) {
        const other = await signIn(hall, role, sites);
        for (const more of ['', '&format=csv'])
          assert.equal((await other.agent.get(`${page}${more}`)).status, 403, `${role}${more}`);
        if (role !== 'auditor') continue;
        const statistics = await other.agent.get(`/admin/statistics?site=${site}`);
        assert.equal(statistics.status, 200);
        assert.ok(!statistics.text.includes('/statistics/clerks'), 'no link that leads nowhere');
        const sheets = await workbookOf(other, `/admin/statistics/all?site=${site}&format=xlsx&lang=en`);
        assert.ok(!JSON.stringify(sheets).includes('Clerk'));
      }
      const administrator = await signIn(hall, 'administrator');
      assert.equal((await administrator.agent.get(page)).status, 200);
    });

    it('a clerk whose account is closed keeps the name', async () => {
      await hall.system.database.writer('staff').where({ id: li }).update({ active: false });
      assert.deepEqual(
        (await rows()).map(([name]) => name),
        ['li', 'wu'],
      );
    });

    it('of more than 92 days are those of the last 92, and the page says so', async () => {
      const long = `${page}&from=2026-01-01&to=${day}`;
      const cut = 'At most 92 days at a time';
      assert.ok((await manager.agent.get(long)).text.includes(cut));
      assert.ok(!(await manager.agent.get(`${page}&from=2026-08-25&to=${day}`)).text.includes(cut));
      const file = await manager.agent.get(`${long}&format=csv`);
      assert.match(String(file.headers['content-disposition']), /clerks-BJ-TSY-2026-08-25-2026-11-24/);
      const first = await manager.agent.get(`${page}&from=${day}&to=2027-06-01&format=csv`);
      assert.equal(cells(first.text).length, 0, 'the day of the visits is not among the last 92');
      assert.equal((await rows('&from=2026-12-01&to=2026-11-01')).length, 2, 'turned round');
    });

    it('a file of them is in the audit', async () => {
      const { writer } = hall.system.database;
      const before = await writer('audit').where({ action: 'statistics.export', subject: site });
      await rows();
      const after = await writer('audit').where({ action: 'statistics.export', subject: site });
      assert.equal(after.length, before.length + 1);
    });

    it('switched off again they are gone', async () => {
      await setHall(hall, site, { figuresByClerk: false });
      const [answer, read] = await eventsRead(() => manager.agent.get(`${page}&format=csv`));
      assert.deepEqual([answer.status, read], [404, 0]);
    });
  });
}
