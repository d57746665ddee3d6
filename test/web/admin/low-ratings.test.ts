import assert from 'node:assert/strict';
import { rateVisit } from '../../../server/actions/queue/rate-visit.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { forgetHallReasons } from '../../../server/store/booking/forget-texts.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { openLink } from '../../support/open-link.ts';
import { asRead } from '../booking/visitor.ts';
import { csrfOf } from '../staff/staff-browser.ts';
import { type Office, signIn } from './office.ts';

const site = 'BJ-TSY';
const day = '2026-11-24';
const mobile = '13812345678';

for (const engine of engines) {
  describe(`low ratings [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Office;

    before(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(`${day}T10:00:00+08:00`);
      manager = await signIn(hall, 'manager', [site]);
    });
    after(() => hall.close());

    const order = async (...requests: readonly object[]): Promise<void> => {
      for (const request of requests)
        assert.ok((await hall.system.halls.submit(site, request as never, { actor: theSystem })).ok);
    };
    const rated = async (ticket: string, score: number): Promise<string> => {
      const services = [{ code: 'RENEW', quantity: 1 }];
      await order(
        { type: 'walk_in', id: ticket, services, priority: false, byStaff: true },
        { type: 'leave', ticket },
        { type: 'correct', ticket, to: 'done', outcome: 'completed' },
      );
      assert.ok((await rateVisit(hall.system, { ticket, score })).ok);
      return `/tickets/${hall.system.secrets.tokenFor('ticket', ticket)}`;
    };
    const cases = () => hall.system.database.reader('rating_case').orderBy('ticket');
    const say = async (page: string, fields: object) => {
      const browser = hall.agent();
      const _csrf = csrfOf((await browser.get(page).redirects(1)).text);
      return browser
        .post(`${page}/follow-up`)
        .type('form')
        .send({ _csrf, ...fields });
    };

    it('one of the two lowest opens one case, due when the next working day ends; a better one none', async () => {
      for (const score of [1, 2, 3, 4, 5]) await rated(`t${score}`, score);
      assert.ok((await rateVisit(hall.system, { ticket: 't1', score: 1 })).ok, 'a second click');
      const rows = await cases();
      assert.deepEqual(
        rows.map(({ ticket, opened_at }) => [ticket, opened_at]),
        ['t1', 't2'].map((ticket) => [ticket, hall.clock.now()]),
      );
      const due = new Date(rows[0]?.due_at ?? 0).toISOString();
      assert.match(due, /^2026-11-25T0[89]:/, 'the afternoon of the next day');
    });

    it('whoever was dissatisfied is asked; what is wrong is told at its field, and nothing typed is lost', async () => {
      const page = `/tickets/${hall.system.secrets.tokenFor('ticket', 't1')}`;
      const none = await say(page, { words: '等了太久' });
      assert.equal(none.status, 422);
      assert.match(none.text, /id="wants-error"/);
      assert.match(none.text, />等了太久<\/textarea>/);
      const empty = await say(page, { wants: 'yes' });
      assert.equal(empty.status, 422);
      assert.match(empty.text, /id="contact-error"/);
      const long = await say(page, { wants: 'no', words: '长'.repeat(501) });
      assert.equal(long.status, 422);
      assert.match(long.text, /id="words-error"/);
      for (const [answer, wrong] of [
        [none, ['wants']],
        [empty, ['contact']],
        [long, ['words']],
        [await say(page, { wants: 'yes', contact: '138', words: '长'.repeat(501) }), ['contact', 'words']],
      ] as const) {
        const [, summary = ''] = /<div class="error-summary"(.*?)<\/div>/s.exec(answer.text) ?? [];
        assert.match(summary, /role="alert" tabindex="-1" autofocus>/);
        assert.deepEqual(
          [...summary.matchAll(/href="#([\w-]+)"/g)].map(([, field]) => field),
          wrong,
        );
        for (const field of wrong)
          assert.match(answer.text, new RegExp(`<(input|textarea)[^>]* id="${field}"`));
        assert.equal(answer.text.match(/\sautofocus>/g)?.length, 1, 'one thing has the focus');
        assert.match(answer.text, /<title>错误：/);
      }
      assert.equal((await cases())[0]?.wants_contact, null);
      assert.equal((await say(page, { wants: 'yes', contact: mobile, words: '等了太久' })).status, 303);
      const [known] = await cases();
      assert.deepEqual([Boolean(known?.wants_contact), known?.contact], [true, mobile]);
      assert.match(asRead(await openLink(hall, page)).text, /我们会联系您/);
      const good = `/tickets/${hall.system.secrets.tokenFor('ticket', 't5')}`;
      assert.doesNotMatch((await openLink(hall, good)).text, /follow-up/);
    });

    it('the list hides the contact, the case shows it and the audit says who looked; the answer is required', async () => {
      const list = (await manager.agent.get('/admin/ratings')).text;
      assert.match(list, /138\*+5678/);
      assert.ok(!list.includes(mobile));
      const shown = (await manager.agent.get('/admin/ratings/t1')).text;
      assert.ok(shown.includes(mobile));
      const audit = (action: string) => hall.system.database.reader('audit').where({ action });
      assert.ok((await audit('rating.read')).length > 0);
      const form = await manager.form('/admin/ratings/t1');
      assert.equal((await manager.send('/admin/ratings/t1', { ...form, answer: ' ' })).status, 422);
      const answered = await manager.send('/admin/ratings/t1', { ...form, answer: '已致电道歉' });
      assert.equal(answered.status, 303);
      const stale = await manager.send('/admin/ratings/t1', { ...form, answer: '别的' });
      assert.equal(stale.status, 409, 'somebody else has answered');
      assert.equal((await cases())[0]?.answer, '已致电道歉');
      const entries = await audit('rating.answer');
      assert.equal(entries.length, 1);
      assert.ok(!JSON.stringify(entries).includes('道歉'), 'what was typed is not in the audit');
    });

    it('words that are sent after the office was quicker are kept, and a wish to be called opens the case again', async () => {
      const page = `/tickets/${hall.system.secrets.tokenFor('ticket', 't2')}`;
      const browser = hall.agent();
      const _csrf = csrfOf((await browser.get(page).redirects(1)).text);
      const form = await manager.form('/admin/ratings/t2');
      assert.equal((await manager.send('/admin/ratings/t2', { ...form, answer: '已核实' })).status, 303);
      const sent = () =>
        browser
          .post(`${page}/follow-up`)
          .type('form')
          .send({ _csrf, wants: 'yes', contact: mobile, words: '请回电' });
      assert.equal((await sent()).status, 303);
      assert.equal((await sent()).status, 303, 'the same again');
      const known = (await cases()).find(({ ticket }) => ticket === 't2');
      assert.deepEqual([known?.words, known?.answered_at, known?.answer], ['请回电', null, '已核实']);
    });

    it('a manager of another site sees none of it, and a counter clerk cannot answer', async () => {
      const other = await signIn(hall, 'manager', ['HZ']);
      assert.equal((await other.agent.get('/admin/ratings/t1')).status, 403);
      assert.ok(!(await other.agent.get('/admin/ratings')).text.includes('/admin/ratings/t1'));
      const clerk = await signIn(hall, 'counter', [site]);
      assert.equal((await clerk.agent.get('/admin/ratings/t1')).status, 403);
    });

    it('past its deadline a case is an alarm of the overview; the figures tell in time, late and open apart', async () => {
      const overview = async () => (await manager.agent.get('/admin')).text;
      assert.doesNotMatch(await overview(), /state=overdue/);
      await rated('t6', 2);
      hall.clock.set('2026-11-26T10:00:00+08:00');
      manager = await signIn(hall, 'manager', ['*']);
      assert.match(await overview(), /state=overdue/);
      const form = await manager.form('/admin/ratings/t2');
      await manager.send('/admin/ratings/t2', { ...form, answer: '已说明' });
      const rows = await cases();
      const counts = [
        rows.length,
        rows.filter(({ answered_at: answered, due_at: due }) => answered !== null && answered <= due).length,
        rows.filter(({ answered_at: answered, due_at: due }) => answered !== null && answered > due).length,
        rows.filter(({ answered_at: answered }) => answered === null).length,
      ];
      assert.deepEqual(counts, [3, 1, 1, 1]);
      const file = await manager.agent.get(
        `/admin/statistics?site=${site}&from=${day}&to=${day}&list=lowRatings&format=csv`,
      );
      assert.match(file.text, new RegExp(`,${counts.join(',')}\\s*$`));
    });

    it('an end that is taken back takes its case out of the list', async () => {
      const { writer } = hall.system.database;
      await writer('ticket').where({ id: 't6' }).update({ state: 'serving' });
      assert.ok(!(await manager.agent.get('/admin/ratings')).text.includes('/admin/ratings/t6'));
      assert.equal((await manager.agent.get('/admin/ratings/t6')).status, 404);
      await writer('ticket').where({ id: 't6' }).update({ state: 'done' });
    });

    it('contact and words go when the visit is forgotten, and what was answered stays answered', async () => {
      const { writer } = hall.system.database;
      await forgetHallReasons(writer, engine, site, day);
      assert.equal((await cases())[0]?.contact, mobile, 'not before its day');
      await forgetHallReasons(writer, engine, site, '2026-11-25');
      const [first] = await cases();
      assert.deepEqual([first?.contact, first?.words, first?.answer], [null, null, null]);
      assert.notEqual(first?.answered_at, null);
    });
  });
}
