import assert from 'node:assert/strict';
import { generateSync } from 'otplib';
import { removeOwnFactor } from '../../../server/actions/staff/own-second-factor.ts';
import { resetPassword } from '../../../server/actions/staff/reset-staff.ts';
import { formerRecoveryHash, hashRecoveryCode } from '../../../server/actions/staff/totp.ts';
import { staffById } from '../../../server/store/staff/staff-query.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { type Agent, account, csrfOf, goodPassword, signedIn, signIn, submit } from './staff-browser.ts';

const step = 30_000;
const wayOf = (after: string | null): unknown => JSON.parse(after ?? '{}').by;

for (const engine of engines) {
  describe(`the second factor [${engine}]`, () => {
    let hall: HallSystem;
    let secret = '';
    let codes: readonly string[] = [];
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine, env: { SECOND_FACTOR: 'required' } });
      await account(hall, 'boss', 'administrator');
      await account(hall, 'clerk', 'counter', ['BJ-TSY']);
    });
    after(() => hall.close());
    beforeEach(() => hall.clock.advance(16 * 60_000));

    const code = (ofSecret = secret) =>
      generateSync({ secret: ofSecret, epoch: Math.floor(hall.clock.now() / 1000) });
    const enrol = async (agent: Agent): Promise<void> => {
      const page = await agent.get('/staff/account/second-factor');
      secret = (/factor-secret">([A-Z2-7 ]+)</.exec(page.text)?.[1] ?? '').replaceAll(' ', '');
      const done = await agent
        .post('/staff/account/second-factor')
        .type('form')
        .send({
          _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
          code: code(),
          password: goodPassword,
        });
      assert.equal(done.status, 200, done.text);
      codes = [...done.text.matchAll(/<li><code>([^<]+)<\/code>/g)].map((match) => match[1] ?? '');
    };
    const halfway = async (username: string): Promise<Agent> => {
      const agent = hall.agent();
      const answer = await signIn(agent, username);
      assert.match(String(answer.headers['location']), /^\/staff\/second-factor/);
      return agent;
    };
    const show = (agent: Agent, shown: string) =>
      submit(agent, '/staff/second-factor', { code: shown, next: '' }, '/staff/second-factor');

    it('an administrator without one can do nothing but set it up', async () => {
      const agent = await signedIn(hall, 'boss');
      for (const path of ['/admin/staff', '/staff/account', '/admin/audit']) {
        const answer = await agent.get(path);
        assert.equal(answer.headers['location'], '/staff/account/second-factor', path);
      }
      await enrol(agent);
      assert.equal(codes.length, 10);
      assert.equal((await agent.get('/staff/account')).status, 200);
    });

    it('is set with the password shown again, and not by whoever only sits at the browser', async () => {
      await account(hall, 'deputy', 'administrator');
      const agent = await signedIn(hall, 'deputy');
      const page = await agent.get('/staff/account/second-factor');
      const offered = (/factor-secret">([A-Z2-7 ]+)</.exec(page.text)?.[1] ?? '').replaceAll(' ', '');
      for (const password of ['', 'not the password']) {
        const refused = await agent
          .post('/staff/account/second-factor')
          .type('form')
          .send({ _csrf: csrfOf(page.text), code: code(offered), password });
        assert.equal(refused.status, 422, password);
        assert.match(refused.text, /id="password-error"/);
      }
      assert.equal((await agent.get('/staff/account')).headers['location'], '/staff/account/second-factor');
    });

    it('ends every other session of its owner when it is set', async () => {
      await account(hall, 'second', 'manager', ['BJ-TSY']);
      const [here, elsewhere] = [await signedIn(hall, 'second'), await signedIn(hall, 'second')];
      const isIn = async (agent: Agent) => (await agent.get('/staff/account')).status === 200;
      assert.deepEqual([await isIn(here), await isIn(elsewhere)], [true, true]);
      const ofBoss = { secret, codes };
      await enrol(here);
      ({ secret, codes } = ofBoss);
      assert.deepEqual([await isIn(here), await isIn(elsewhere)], [true, false]);
    });

    it('others may do without', async () => {
      const agent = await signedIn(hall, 'clerk');
      assert.equal((await agent.get('/staff/account')).status, 200);
    });

    it('the password alone opens nothing', async () => {
      const agent = await halfway('boss');
      for (const path of [
        '/staff/account',
        '/staff/password',
        '/staff/account/second-factor',
        '/admin/staff',
      ])
        assert.match(String((await agent.get(path)).headers['location']), /^\/staff\/sign-in/, path);
      assert.equal((await show(agent, '000000')).status, 422);
    });

    it('a code of the authenticator lets in once; shown again it is refused', async () => {
      const shown = code();
      assert.equal((await show(await halfway('boss'), shown)).status, 303);
      assert.equal((await show(await halfway('boss'), shown)).status, 422);
      hall.clock.advance(step);
      assert.equal((await show(await halfway('boss'), code())).status, 303);
    });

    it('of two browsers that show the same code at once one is let in', async () => {
      const agents = [await halfway('boss'), await halfway('boss')];
      const answers = await Promise.all(agents.map((agent) => show(agent, code())));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
    });

    it('a code that is more than a step old is refused', async () => {
      const old = code();
      hall.clock.advance(3 * step);
      assert.equal((await show(await halfway('boss'), old)).status, 422);
    });

    it('a recovery code lets in once, however it is typed', async () => {
      const recovery = codes[0]?.toLowerCase().replace('-', ' ') ?? '';
      assert.equal((await show(await halfway('boss'), recovery)).headers['location'], '/staff/account');
      assert.equal((await show(await halfway('boss'), recovery)).status, 422);
      const agent = await halfway('boss');
      await show(agent, code());
      assert.match((await agent.get('/staff/account?lang=en')).text, /9 recovery codes left/);
    });

    it('a recovery code is hashed as slowly as a password, and one that was hashed otherwise before still lets in once', async () => {
      const { system } = hall;
      const [boss] = await system.database.reader('staff').where({ username: 'boss' });
      const id = boss?.id ?? '';
      const kept = await system.database.reader('recovery_code').where({ staff: id }).pluck('code_hash');
      const next = codes[1] ?? '';
      assert.ok(kept.includes(await hashRecoveryCode(system, id, next)));
      assert.ok(!kept.includes(formerRecoveryHash(system, id, next)));
      assert.notEqual(
        await hashRecoveryCode(system, id, next),
        await hashRecoveryCode(system, 'other', next),
      );
      const old = { staff: id, code_hash: formerRecoveryHash(system, id, 'ABCDE-FGHJK') };
      await system.database.writer('recovery_code').insert(old);
      assert.equal((await show(await halfway('boss'), 'abcde fghjk')).status, 303);
      assert.equal((await show(await halfway('boss'), 'abcde fghjk')).status, 422);
    });

    it('stays where the password is reset: whoever has the new one is asked for it', async () => {
      const id = await account(hall, 'keeper', 'manager', ['BJ-TSY']);
      const ofBoss = { secret, codes };
      await enrol(await signedIn(hall, 'keeper'));
      ({ secret, codes } = ofBoss);
      const reset = await resetPassword(hall.system, { actor: { kind: 'system', address: null }, id });
      assert.ok(reset.ok);
      const answer = await signIn(hall.agent(), 'keeper', reset.value.password);
      assert.match(String(answer.headers['location']), /^\/staff\/second-factor/);
    });

    it('stands in the audit with what was shown: a password, with a code, with a recovery code', async () => {
      const lines = await hall.system.database
        .reader('audit')
        .where({ action: 'staff.sign_in', result: 'done' })
        .select('subject', 'after');
      const by = (username: string) =>
        [
          ...new Set(lines.filter(({ subject }) => subject === username).map(({ after }) => wayOf(after))),
        ].sort();
      assert.deepEqual(by('clerk'), ['password']);
      // the first time there was none yet
      assert.deepEqual(by('boss'), ['password', 'password and code', 'password and recovery code']);
    });

    it('five wrong codes lock the second step too, also for the right one', async () => {
      const agent = await halfway('boss');
      for (let i = 0; i < 5; i++) assert.equal((await show(agent, `00000${i}`)).status, 422);
      assert.equal((await show(agent, code())).status, 422);
    });

    it('nothing in the database is the secret or a recovery code', async () => {
      const kept = JSON.stringify([
        await hall.system.database.reader('staff'),
        await hall.system.database.reader('recovery_code'),
        await hall.system.database.reader('staff_session'),
        await hall.system.database.reader('audit'),
      ]);
      assert.equal(kept.includes(secret), false);
      for (const one of codes) assert.equal(kept.includes(one) || kept.includes(one.replace('-', '')), false);
    });

    it('an administrator cannot switch it off, and others can with their password', async () => {
      const boss = await halfway('boss');
      await show(boss, code());
      const refused = await submit(
        boss,
        '/staff/account/second-factor/removal',
        { password: goodPassword },
        '/staff/account',
      );
      assert.equal(refused.status, 422);
      const clerk = await signedIn(hall, 'clerk');
      await enrol(clerk);
      const remove = (password: string) =>
        submit(clerk, '/staff/account/second-factor/removal', { password }, '/staff/account');
      assert.equal((await remove('not the password')).status, 422);
      assert.equal((await remove(goodPassword)).status, 303);
      assert.equal((await (await signedIn(hall, 'clerk')).get('/staff/account')).status, 200);
    });
  });
}

describe('a second factor for everybody', () => {
  it('is owed by whoever has none, of every role, where the office says so', async function () {
    this.timeout(60_000);
    const hall = await startSystem({ engine: 'sqlite', env: { SECOND_FACTOR: 'everybody' } });
    try {
      for (const role of ['administrator', 'manager', 'counter', 'auditor'] as const) {
        await account(hall, `a-${role}`, role, role === 'counter' ? ['BJ-TSY'] : undefined);
        const agent = await signedIn(hall, `a-${role}`);
        for (const path of ['/staff/account', '/counter'])
          assert.equal((await agent.get(path)).headers['location'], '/staff/account/second-factor', role);
        const [row] = await hall.system.database.reader('staff').where({ username: `a-${role}` });
        const found = there(await staffById(hall.system.database.reader, there(row).id));
        const staff = { ...found.member, kind: 'staff', address: null } as const;
        const removed = await removeOwnFactor(hall.system, { staff, password: goodPassword });
        assert.deepEqual(removed, { ok: false, code: 'second_factor_required' }, role);
      }
    } finally {
      await hall.close();
    }
  });
});
