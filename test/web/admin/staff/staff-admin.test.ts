import assert from 'node:assert/strict';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { type Agent, account, goodPassword, signedIn, signIn, submit } from '../../staff/staff-browser.ts';

for (const engine of engines) {
  describe(`accounts of staff [${engine}]`, () => {
    let hall: HallSystem;
    let boss: Agent;
    let bossId = '';
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine, env: { TRUST_PROXY: '1' } });
      bossId = await account(hall, 'boss', 'administrator');
      await account(hall, 'tsy-lead', 'manager', ['BJ-TSY']);
      await account(hall, 'reader', 'auditor');
    });
    after(() => hall.close());
    beforeEach(async () => {
      boss = await signedIn(hall, 'boss');
    });

    const versionOf = async (id: string): Promise<string> =>
      String(
        ((await hall.system.database.reader('staff').where({ id }).first('version')) as { version: number })
          .version,
      );
    const save = async (
      agent: Agent,
      id: string,
      fields: Readonly<Record<string, string | readonly string[]>>,
    ) =>
      submit(
        agent,
        `/admin/staff/${id}`,
        { _revision: await versionOf(id), name: 'Somebody', active: '1', ...fields },
        '/staff/account',
      );
    const create = (agent: Agent, username: string, role: string, sites: readonly string[]) =>
      submit(
        agent,
        '/admin/staff/new',
        { username, name: `Name of ${username}`, role, sites: [...sites] },
        '/staff/account',
      );

    it('a new account gets a password that is shown once and must be changed before anything else', async () => {
      const made = await create(boss, 'novice', 'counter', ['BJ-TSY']);
      assert.equal(made.status, 200, made.text);
      assert.equal(made.headers['cache-control'], 'no-store');
      const password = /id="generated-password">([^<]+)</.exec(made.text)?.[1] ?? '';
      const novice = hall.agent();
      assert.equal((await signIn(novice, 'novice', password)).headers['location'], '/staff/password');
      assert.equal((await novice.get('/staff/account')).headers['location'], '/staff/password');
      const change = { old: password, wanted: goodPassword, again: goodPassword };
      assert.equal((await submit(novice, '/staff/password', change, '/staff/password')).status, 303);
      assert.equal((await novice.get('/staff/account')).status, 200);
      const kept = JSON.stringify(await hall.system.database.reader('audit'));
      assert.equal(kept.includes(password), false);
    });

    it('a user name is given once, and keeps what else was typed', async () => {
      const again = await create(boss, 'NOVICE', 'counter', ['BJ-TSY']);
      assert.equal(again.status, 422);
      assert.match(again.text, /value="Name of NOVICE"/);
      assert.match(again.text, /value="BJ-TSY" checked/);
    });

    it('the last administrator cannot demote or deactivate themself', async () => {
      for (const fields of [{ role: 'manager' }, { role: 'administrator', active: '' }]) {
        const refused = await save(boss, bossId, fields);
        assert.equal(refused.status, 422);
      }
      const second = await account(hall, 'second-boss', 'administrator');
      assert.equal((await save(boss, second, { role: 'auditor' })).status, 303);
    });

    it('of two administrators who demote each other at once, one stays', async () => {
      const third = await account(hall, 'third-boss', 'administrator');
      const other = await signedIn(hall, 'third-boss');
      const answers = await Promise.all([
        save(boss, third, { role: 'auditor' }),
        save(other, bossId, { role: 'auditor' }),
      ]);
      const left = await hall.system.database.reader('staff').where({ role: 'administrator', active: true });
      assert.equal(left.length, 1, answers.map(({ status }) => status).join());
      await hall.system.database.writer('staff').where({ id: bossId }).update({ role: 'administrator' });
      await hall.system.database.writer('staff').where({ id: third }).update({ active: false });
    });

    it('of two who save the same form the second is told, and nothing is overwritten', async () => {
      const id = await account(hall, 'disputed', 'counter', ['BJ-TSY']);
      const version = await versionOf(id);
      const fields = { _revision: version, active: '1', role: 'counter', sites: 'BJ-TSY' };
      const first = await submit(boss, `/admin/staff/${id}`, { ...fields, name: 'First' }, '/staff/account');
      const second = await submit(
        boss,
        `/admin/staff/${id}`,
        { ...fields, name: 'Second' },
        '/staff/account',
      );
      assert.deepEqual([first.status, second.status], [303, 409]);
      const kept = (await hall.system.database.reader('staff').where({ id }).first('name')) as {
        name: string;
      };
      assert.equal(kept.name, 'First');
    });

    it('who is deactivated is out at once and cannot come back', async () => {
      const id = await account(hall, 'leaver', 'counter', ['BJ-TSY']);
      const leaver = await signedIn(hall, 'leaver');
      await save(boss, id, { role: 'counter', sites: 'BJ-TSY', active: '' });
      assert.equal((await leaver.get('/staff/account')).status, 303);
      assert.equal((await signIn(hall.agent(), 'leaver')).status, 422);
    });

    it('a password reset by a higher role ends every session and lifts the lock', async () => {
      const id = await account(hall, 'forgetful', 'counter', ['BJ-TSY']);
      const there = await signedIn(hall, 'forgetful');
      const elsewhere = hall.agent();
      elsewhere.set('X-Forwarded-For', '10.0.0.9');
      for (let i = 0; i < 5; i++) await signIn(elsewhere, 'forgetful', 'wrong');
      const lead = await signedIn(hall, 'tsy-lead');
      const shown = await submit(lead, `/admin/staff/${id}/password`, {}, '/staff/account');
      const password = /id="generated-password">([^<]+)</.exec(shown.text)?.[1] ?? '';
      assert.equal((await there.get('/staff/account')).status, 303);
      assert.equal(
        (await signIn(hall.agent(), 'forgetful', password)).headers['location'],
        '/staff/password',
      );
    });

    it('a manager manages the counter staff of their sites and nobody else', async () => {
      const lead = await signedIn(hall, 'tsy-lead');
      const elsewhere = await account(hall, 'hz-clerk', 'counter', ['HZ']);
      const everywhere = await account(hall, 'roaming', 'counter', []);
      for (const id of [bossId, elsewhere, everywhere]) {
        assert.equal((await lead.get(`/admin/staff/${id}`)).status, 403);
        for (const verb of ['password', 'unlock', 'second-factor', 'sessions'])
          assert.equal((await submit(lead, `/admin/staff/${id}/${verb}`, {}, '/staff/account')).status, 403);
      }
      const list = (await lead.get('/admin/staff')).text;
      assert.equal(list.includes('hz-clerk'), false);
      assert.equal((await create(lead, 'own-clerk', 'counter', ['BJ-TSY'])).status, 200);
      for (const [role, sites] of [
        ['administrator', ['BJ-TSY']],
        ['manager', ['BJ-TSY']],
        ['counter', ['HZ']],
        ['counter', []],
      ] as const)
        assert.equal((await create(lead, `climber-${role}`, role, sites)).status, 422, `${role} ${sites}`);
    });

    it('an auditor sees everybody and can change nobody', async () => {
      const reader = await signedIn(hall, 'reader');
      assert.match((await reader.get('/admin/staff')).text, /hz-clerk/);
      const page = await reader.get(`/admin/staff/${bossId}`);
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.text, /action="\/admin\/staff/);
      for (const path of ['/admin/keys', '/staff/devices']) {
        const { status, text } = await reader.get(path);
        assert.equal(status, 200, path);
        assert.doesNotMatch(text.split('<main')[1] ?? '', /<form/, path);
      }
      assert.equal((await create(reader, 'smuggled', 'counter', ['HZ'])).status, 403);
    });

    it('a session is ended from afar, by its owner and by who manages them', async () => {
      const id = await account(hall, 'traveller', 'counter', ['BJ-TSY']);
      const here = await signedIn(hall, 'traveller');
      const there = await signedIn(hall, 'traveller');
      const others = '/staff/account/sessions/end-others';
      const shown = { 'sessions-password': goodPassword };
      for (const unshown of [{}, { 'sessions-password': `${goodPassword}?` }]) {
        const refused = await submit(here, others, unshown, '/staff/account');
        assert.equal(refused.status, 422);
        assert.match(refused.text, /id="sessions-password-error"/);
        assert.equal(
          (await there.get('/staff/account')).status,
          200,
          'nobody else is signed out by who has no password',
        );
      }
      await submit(here, others, shown, '/staff/account');
      assert.equal((await there.get('/staff/account')).status, 303);
      const [session] = (await hall.system.database
        .reader('staff_session')
        .where({ staff: id })
        .select('id')) as {
        id: string;
      }[];
      const ended = await submit(
        boss,
        `/admin/staff/${id}/sessions/${session?.id}/end`,
        {},
        `/admin/staff/${id}`,
      );
      assert.equal(ended.status, 303);
      assert.equal((await here.get('/staff/account')).status, 303);
    });

    it('nobody ends a session of somebody else by its id on their own page', async () => {
      const [session] = (await hall.system.database
        .reader('staff_session')
        .where({ staff: bossId })
        .select('id')) as { id: string }[];
      const lead = await signedIn(hall, 'tsy-lead');
      await submit(lead, `/staff/account/sessions/${session?.id}/end`, {}, '/staff/account');
      assert.equal((await boss.get('/staff/account')).status, 200);
    });
  });
}
