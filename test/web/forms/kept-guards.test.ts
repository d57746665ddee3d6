import assert from 'node:assert/strict';
import { hour, minute } from '../../../server/domain/calendar/durations.ts';
import type { Role } from '../../../server/domain/staff/permissions.ts';
import { sweep } from '../../../server/store/sweep.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { unmarked } from '../../support/unmarked.ts';
import { type Form, inputsOf } from '../admin/office.ts';
import { type Agent, account, goodPassword, signedIn, signIn } from '../staff/staff-browser.ts';

const path = '/admin/sites/BJ-TSY/notices';
const mark = 'class="notice kept-form"';
const field = 'notices.new1.text.zh-CN';
const words = '本周五下午盘点，请错峰办理。';

for (const engine of engines) {
  describe(`what is kept of a form without its session [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let agent: Agent;
    let opened: Form;

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      await account(hall, 'wu', 'administrator');
      await account(hall, 'door', 'administrator');
    });
    after(() => hall.close());

    beforeEach(async () => {
      await hall.system.database.writer('kept_form').delete();
      agent = await signedIn(hall, 'wu');
      opened = inputsOf((await agent.get(path)).text);
      assert.ok(field in opened, Object.keys(opened).join(' '));
    });

    const rows = () => hall.system.database.writer('kept_form').select('staff', 'path', 'sealed');

    async function idOf(username: string): Promise<string> {
      const row = await hall.system.database.writer('staff').where({ username }).first('id');
      return String(row?.id);
    }

    async function endSessions(username = 'wu'): Promise<void> {
      const staff = await idOf(username);
      await hall.system.database.writer('staff_session').where({ staff }).delete();
    }

    const send = (
      by: Agent,
      form: Form,
      from: Readonly<Record<string, string>> = { 'Sec-Fetch-Site': 'same-origin' },
    ) =>
      by
        .post(path)
        .set(from)
        .type('form')
        .send({ ...opened, [field]: words, ...form });

    async function assertShown(by: Agent, isShown: boolean): Promise<void> {
      const { text } = await by.get(path);
      assert.equal(text.includes(mark), isShown);
      assert.equal(text.includes(words), isShown);
    }

    async function change(
      username: string,
      to: { readonly role: Role; readonly active: boolean },
    ): Promise<void> {
      await hall.system.database
        .writer('staff')
        .where({ username })
        .update({ ...to });
    }

    it('a session that was idle for half an hour says so, and gives back what was typed', async () => {
      hall.clock.advance(31 * minute);
      const lost = await send(agent, {});
      assert.equal(lost.status, 303);
      const signInPage = await agent.get(lost.headers['location'] ?? '');
      assert.match(unmarked(signInPage.text), /系统已为您保留一小时/);
      assert.ok(!signInPage.text.includes(words), 'nobody is shown it before');
      const failed = await signIn(agent, 'wu', 'wrong', path);
      assert.equal(failed.status, 422);
      assert.equal((await signIn(agent, 'wu', undefined, path)).headers['location'], path);
      await assertShown(agent, true);
    });

    it('nothing is done with it, and it is stored as nobody can read it', async () => {
      await endSessions();
      await send(agent, {});
      const [row, ...others] = await rows();
      assert.equal(others.length, 0);
      assert.ok(row !== undefined && !row.sealed.includes(words));
      const { text } = await (await signedIn(hall, 'door')).get(path);
      assert.ok(!text.includes(words), 'it was not saved');
    });

    it('after an hour there is nothing, and nothing stays in the database', async () => {
      await endSessions();
      await send(agent, {});
      hall.clock.advance(hour);
      await signIn(agent, 'wu');
      await assertShown(agent, false);
      await sweep(hall.system.database.writer, hall.clock.now());
      assert.deepEqual(await rows(), []);
    });

    it('who signed in again in another tab finds it in the form', async () => {
      await endSessions();
      await signIn(agent, 'wu');
      const lost = await send(agent, {});
      assert.equal(lost.headers['location'], path);
      await assertShown(agent, true);
    });

    it('it is not for somebody else at the same machine, and still there for whoever typed it', async () => {
      await endSessions();
      await signIn(agent, 'door');
      assert.equal((await send(agent, {})).status, 403);
      await assertShown(agent, false);
      await signIn(agent, 'wu');
      await assertShown(agent, true);
    });

    it('what another website sent, or nobody says where it comes from, is not kept', async () => {
      await endSessions();
      assert.equal((await send(agent, {}, { 'Sec-Fetch-Site': 'cross-site' })).status, 403);
      assert.equal((await send(agent, {}, { Origin: 'https://elsewhere.invalid' })).status, 403);
      assert.equal((await send(agent, {}, {})).headers['location'], '/staff/sign-in');
      assert.deepEqual(await rows(), []);
    });

    it('nobody can make up whose it is, or bring it from another browser or for another page', async () => {
      await endSessions();
      const opener = String(opened['_opener']);
      for (const forged of ['', 'x', `${opener.slice(0, -4)}AAAA`]) await send(agent, { _opener: forged });
      await send(hall.agent(), {});
      await agent
        .post('/admin/sites/BJ-TSY/hours')
        .set('Sec-Fetch-Site', 'same-origin')
        .type('form')
        .send({ ...opened, [field]: words });
      assert.deepEqual(await rows(), []);
    });

    it('who may not change it any more is shown nothing, and of a closed account nothing is kept', async () => {
      await endSessions();
      await send(agent, {});
      await change('wu', { role: 'auditor', active: true });
      await signIn(agent, 'wu');
      await assertShown(agent, false);
      await hall.system.database.writer('kept_form').delete();
      await change('wu', { role: 'administrator', active: false });
      await send(agent, {});
      assert.deepEqual(await rows(), []);
      await change('wu', { role: 'administrator', active: true });
    });

    it('one person has ten at most, of one form the last', async () => {
      const { writer } = hall.system.database;
      const staff = await idOf('wu');
      const others = Array.from({ length: 14 }, (_, k) => ({ staff, path: `/p${k}`, sealed: 'x', at: k }));
      await writer('kept_form').insert(others);
      await endSessions();
      await send(agent, {});
      await send(agent, { [field]: '第二次' });
      const kept = await rows();
      assert.equal(kept.length, 10);
      await signIn(agent, 'wu');
      assert.match((await agent.get(path)).text, /第二次/);
    });

    it('it can be discarded, and the form is as it is stored', async () => {
      await endSessions();
      await send(agent, {});
      await signIn(agent, 'wu');
      const form = inputsOf((await agent.get(path)).text);
      const answer = await agent.post(path).type('form').send({ _csrf: form['_csrf'], _discard: '1' });
      assert.equal(answer.headers['location'], path);
      await assertShown(agent, false);
    });

    it('a password that had to be changed on the way, too, leads to where one was going', async () => {
      await endSessions();
      const lost = await send(agent, {});
      const next =
        new URL(lost.headers['location'] ?? '', 'http://hall.invalid').searchParams.get('next') ?? '';
      await hall.system.database
        .writer('staff')
        .where({ username: 'wu' })
        .update({ must_change_password: true });
      const entered = await signIn(agent, 'wu', undefined, next);
      assert.equal(entered.headers['location'], '/staff/password');
      const page = inputsOf((await agent.get('/staff/password')).text);
      const again = 'Another-horse-8-battery';
      const changed = await agent
        .post('/staff/password')
        .type('form')
        .send({ ...page, old: goodPassword, wanted: again, again });
      assert.equal(changed.headers['location'], path, changed.text.slice(0, 200));
      await assertShown(agent, true);
    });
  });
}
