import assert from 'node:assert/strict';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { loadHall } from '../../../../server/store/queue/hall-query.ts';
import { bookCommand } from '../../../support/commands.ts';
import { engines } from '../../../support/engines.ts';
import { account, csrfOf, signedIn } from '../../staff/staff-browser.ts';
import { officeOfADay, services, site } from './office-of-a-day.ts';

const counter = 'BJ-TSY-1';
/** on which every test begins */
const day = '2026-11-23';

for (const engine of engines) {
  describe(`a ticket in the office [${engine}]`, function () {
    this.timeout(60_000);
    const { suite, stored, audited } = officeOfADay(engine);
    const by = { actor: theSystem };
    let issued = 0;
    /** a new one for each test, with somebody behind it */
    const id = () => `t${issued}`;
    const path = (verb = ''): string => `/admin/day/tickets/${id()}${verb === '' ? '' : `/${verb}`}`;
    const page = async () => (await suite.office.agent.get(path())).text;

    beforeEach(async () => {
      issued += 1;
      for (const each of [id(), `behind-${id()}`])
        await order({ type: 'walk_in', id: each, services, priority: false, byStaff: true });
    });

    const order = async (request: Parameters<typeof suite.hall.system.halls.submit>[1]) => {
      const outcome = await suite.hall.system.halls.submit(site, request, by);
      assert.ok(outcome.ok, JSON.stringify(outcome));
    };
    const ticket = async () =>
      (await loadHall(suite.hall.system.database.reader, site, day)).tickets.get(id());
    /** Opens a form, fills it in and sends it. */
    const put = async (verb: string, form: Record<string, string>) => {
      return suite.office.send(path(verb), { ...(await suite.office.form(path(verb))), ...form });
    };

    it('is reached from the list, and shows what may be done with it now', async () => {
      const list = (await suite.office.agent.get(`/admin/day?site=${site}&date=${day}&view=tickets`)).text;
      assert.ok(list.includes(`href="${path()}"`));
      const shown = await page();
      for (const verb of ['change', 'void', 'deferral', 'booking'])
        assert.ok(shown.includes(path(verb)), verb);
      assert.ok(!shown.includes(path('correction')));
      await order({ type: 'open_counter', counter, staff: null });
      await order({ type: 'call_ticket', counter, ticket: id(), reason: '老人' });
      const called = await page();
      assert.ok(!called.includes(path('void')));
      // what cannot be done leads back to the ticket
      assert.equal((await suite.office.agent.get(path('void'))).headers['location'], path());
    });

    it('is changed with a reason, which the audit has and a note has not', async () => {
      const silent = await put('change', { priority: 'on', note: '轮椅' });
      assert.equal(silent.status, 422);
      assert.equal((await ticket())?.priority, false);
      const done = await put('change', { priority: 'on', note: '轮椅', reason: '老人' });
      assert.equal(done.status, 303, done.text);
      const { priority, note } = (await ticket()) ?? {};
      assert.deepEqual([priority, note], [true, '轮椅']);
      assert.match(await page(), /轮椅/);
      const [line] = await audited('ticket.change', `${site} ${day} ${(await ticket())?.number}`);
      assert.ok(line !== undefined && !JSON.stringify(line).includes('轮椅'));
    });

    it('what somebody else has done meanwhile is not written over', async () => {
      const opened = await suite.office.form(path('deferral'));
      assert.equal((await suite.office.send(path('deferral'), opened)).status, 303);
      assert.equal((await suite.office.send(path('deferral'), opened)).status, 409);
      assert.equal((await ticket())?.deferred, 1);
    });

    it('is joined to a booking by its reference and what only the visitor knows', async () => {
      const reference = 'HW3K-8P2M';
      const start = `${day}T14:00:00+08:00`;
      const office = { overbook: true, actor: { kind: 'office' } } as const;
      const command = bookCommand({ id: 'b', reference, start, mobile: '13800005678', ...office });
      assert.ok((await suite.hall.system.bookings.submit(command, by)).ok);
      const wrong = await put('booking', { reference, proof: '....' });
      assert.equal(wrong.status, 422);
      assert.equal((await put('booking', { reference, proof: '5678' })).status, 303);
      assert.equal((await stored(reference))?.state, 'arrived');
      assert.ok((await page()).includes(`/admin/day/${reference}`));
    });

    it('is corrected afterwards by a manager, and not by a clerk', async () => {
      await order({ type: 'leave', ticket: id() });
      await account(suite.hall, 'li', 'counter', [site]);
      const clerk = await signedIn(suite.hall, 'li');
      const shown = (await clerk.get(path())).text;
      assert.ok(!shown.includes(path('correction')));
      const form = { to: 'done', outcome: 'completed', reason: '在窗口办结' };
      const token = csrfOf((await clerk.get('/staff/account')).text);
      const refused = await clerk
        .post(path('correction'))
        .type('form')
        .send({ ...form, _csrf: token });
      assert.equal(refused.status, 403);
      assert.equal((await put('correction', form)).status, 303);
      assert.equal((await ticket())?.state, 'done');
    });
  });
}
