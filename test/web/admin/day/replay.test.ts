import assert from 'node:assert/strict';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { paths, withQuery } from '../../../../server/web/paths.ts';
import { engines } from '../../../support/engines.ts';
import { hallAndOffice } from '../hall-and-office.ts';
import { type Office, signIn } from '../office.ts';

const site = 'BJ-TSY';
/** a Tuesday */
const day = '2026-11-24';
const minute = 60_000;
const nine = Date.parse(`${day}T09:00:00+08:00`);
const page = paths.admin.replay(site, day);

for (const engine of engines) {
  describe(`a day looked at again in the office [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine, 'manager', [site]);
    const by = { actor: theSystem, day };
    const order = async (at: number, request: Parameters<typeof suite.hall.system.halls.submit>[1]) => {
      suite.hall.clock.set(nine + at * minute);
      const outcome = await suite.hall.system.halls.submit(site, request, by);
      assert.ok(outcome.ok, JSON.stringify(outcome));
    };
    const walkIn = (at: number, id: string) =>
      order(at, {
        ...{ type: 'walk_in', id, priority: false, byStaff: true },
        services: [{ code: 'RENEW', quantity: 1 }],
      });
    let office: Office;
    const show = async (path: string) => office.agent.get(path);

    before(async () => {
      suite.hall.clock.set(nine - 30 * minute);
      office = await signIn(suite.hall, 'manager', [site]);
      // in the morning there is nothing yet, and no script can make something of it
      assert.match((await show(page)).text, /今天大厅还没有发生任何事情/);
      await order(1, { type: 'open_counter', counter: 'BJ-TSY-1', staff: null });
      for (const at of [2, 3, 4, 5]) await walkIn(at, `t${at}`);
      await order(10, { type: 'call_next', counter: 'BJ-TSY-1' });
      await order(30, { type: 'finish', counter: 'BJ-TSY-1', outcome: 'completed' });
      await order(31, { type: 'call_next', counter: 'BJ-TSY-1' });
      await order(50, { type: 'finish', counter: 'BJ-TSY-1', outcome: 'completed' });
      await order(51, { type: 'close_counter', counter: 'BJ-TSY-1' });
      await order(11 * 60, { type: 'close_day' });
      suite.hall.clock.set(nine + 24 * 60 * minute);
      office = await signIn(suite.hall, 'manager', [site]);
    });

    it('says who waited, who was served and where, at the time that was asked for', async () => {
      const at = async (time: string) => (await show(withQuery(page, { at: time }))).text;
      const early = await at('09:06');
      assert.match(early, /<dd data-waiting>4<\/dd>/);
      assert.match(early, /data-longest>4 分钟/);
      const later = await at('9:40');
      assert.match(later, /<dd data-time>09:40<\/dd>/);
      assert.match(later, /<dd data-waiting>2<\/dd>/);
      assert.match(later, /<dd data-served>1<\/dd>/);
      assert.match(later, /data-ticket>A002</);
      assert.match(later, /href="[^"]*at=09%3A30"[^>]*>前一刻钟/);
      assert.match(later, /href="[^"]*at=09%3A45"[^>]*>后一刻钟/);
      assert.doesNotMatch(later, /<script(?![^>]*src=)|style="/);
    });

    it('opens where most waited, and the day leads there', async () => {
      const { text } = await show(page);
      assert.match(text, /<dd data-waiting>4<\/dd>/);
      assert.match(text, /最拥挤时 09:05，4 人等候/);
      const list = await show(withQuery(paths.admin.section('day'), { site, date: day }));
      assert.ok(list.text.includes(`href="${page}"`));
      const empty = await show(withQuery(paths.admin.section('day'), { site, date: '2026-11-20' }));
      assert.ok(!empty.text.includes('/replay'));
    });

    it('nobody waits past the end of the day', async () => {
      const { text } = await show(withQuery(page, { at: '23:00' }));
      const last = /data-time>(\d\d:\d\d)</.exec(text)?.[1] ?? '';
      assert.ok(last >= '17:00' && last <= '18:00', last);
      assert.match(text, /<dd data-waiting>2<\/dd>/);
    });

    it('hands the script a few numbers and no names', async () => {
      const answer = await show(paths.admin.replayFrames(site, day));
      assert.match(String(answer.headers['content-type']), /json/);
      assert.equal(answer.headers['content-encoding'], 'gzip');
      const { replay, words } = answer.body as {
        replay: { tickets: string[] };
        words: { counters: string[] };
      };
      assert.deepEqual(replay.tickets, ['A001', 'A002', 'A003', 'A004']);
      assert.equal(words.counters[0], '1 号窗口');
      assert.equal((await show(paths.admin.replayFrames(site, '2026-11-20'))).status, 404);
    });

    const queues = async () => {
      const { counters } = (await suite.hall.system.catalogue()).sites.get(site) ?? { counters: [] };
      return Object.fromEntries(
        counters.map((one) => [`serves-${one.code}`, one.queues.map((id) => id.split(':')[1] ?? '')]),
      );
    };

    it('compares the day with another one, in which a counter had opened earlier', async () => {
      const asked = { 'what-if': '1', ...(await queues()), at: '09:40' };
      const { text, status } = await show(withQuery(page, { ...asked, 'opens-BJ-TSY-2': '0905' }));
      assert.equal(status, 200);
      assert.match(text, /2 号窗口 09:05 开启/);
      assert.match(text, /结束时仍在等候<\/th><td[^>]*>2<\/td><td[^>]*><b>0<\/b>/);
      assert.match(text, /replay-chart__other/);
      // the picture below is still the day as it was
      assert.match(text, /<dd data-waiting>2<\/dd>/);
      assert.match(text, /at=09%3A45[^"]*"[^>]*>后一刻钟|opens-BJ-TSY-2=0905/);
      const same = await show(withQuery(page, asked));
      assert.match(same.text, /还没有改动任何窗口/);
      assert.doesNotMatch(same.text, /replay-chart__other/);
    });

    it('says at the field what cannot be, and keeps what was typed', async () => {
      const asked = { 'what-if': '1', ...(await queues()) };
      const wrong = await show(
        withQuery(page, {
          ...{ ...asked, at: '25:99', 'opens-BJ-TSY-1': '10:00', 'closes-BJ-TSY-1': '09:00' },
          ...{ 'opens-BJ-TSY-2': 'early', 'serves-BJ-TSY-3': [] },
        }),
      );
      assert.equal(wrong.status, 422);
      for (const field of ['at', 'closes-BJ-TSY-1', 'opens-BJ-TSY-2', 'serves-BJ-TSY-3'])
        assert.ok(wrong.text.includes(`href="#${field}"`) && wrong.text.includes(`id="${field}"`), field);
      assert.match(wrong.text, /value="early" aria-invalid="true"/);
    });

    it('says what there is not: a day off, an empty day, a day to come, an unknown date or site', async () => {
      assert.match((await show(paths.admin.replay(site, '2026-11-22'))).text, /当天不办公/);
      assert.match((await show(paths.admin.replay(site, '2026-11-20'))).text, /没有任何记录/);
      assert.match((await show(paths.admin.replay(site, '2027-11-24'))).text, /还没有到/);
      assert.equal((await show(paths.admin.replay(site, 'yesterday'))).status, 404);
      assert.equal((await show(paths.admin.replay('NO-WHERE', day))).status, 404);
    });

    it('says that a day is kept no more when its events are gone', async () => {
      const gone = { site, day: '2026-11-19', version: 7, state: 'closed' } as const;
      await suite.hall.system.database.writer('hall_day').insert(gone);
      const { text } = await show(paths.admin.replay(site, '2026-11-19'));
      assert.match(text, /已不再保存/);
    });

    it('is for whoever may see the day at that office, and for nobody else', async () => {
      const list = withQuery(paths.admin.section('day'), { site, date: day });
      for (const role of ['counter', 'auditor', 'administrator'] as const) {
        const { agent } = await signIn(suite.hall, role, role === 'counter' ? [site] : []);
        assert.equal((await agent.get(page)).status, (await agent.get(list)).status, role);
      }
      const other = await signIn(suite.hall, 'manager', ['SH-YS']);
      assert.equal((await other.agent.get(page)).status, 403);
      assert.equal((await other.agent.get(paths.admin.replayFrames(site, day))).status, 403);
    });
  });
}
