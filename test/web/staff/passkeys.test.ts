import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { startSystem } from '../../support/hall-system.ts';
import { type Behaviour, SoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { asked, isInside, origin, PasskeyPeople, send } from './passkey-people.ts';
import { account, signedIn, signIn, submit } from './staff-browser.ts';

for (const engine of engines) {
  describe(`passkeys [${engine}]`, () => {
    let people: PasskeyPeople;
    before(async function () {
      this.timeout(60_000);
      people = await PasskeyPeople.in(engine);
    });
    after(() => people.hall.close());
    beforeEach(() => people.hall.clock.advance(16 * 60_000));

    it('let in without password and code, and that is audited', async () => {
      const { username, id, key } = await people.withPasskey();
      const agent = people.browser();
      assert.equal((await people.enter(agent, key)).status, 303);
      assert.ok(await isInside(agent));
      const [row] = await people.rows(id);
      assert.equal(row?.counter, 1);
      assert.equal(Number(row?.last_used_at), people.hall.clock.now());
      assert.ok((await people.audited(username)).includes('staff.add_passkey'));
      const line = await people.hall.system.database
        .reader('audit')
        .where({ subject: username, action: 'staff.sign_in' })
        .orderBy('at', 'desc')
        .first('after');
      assert.deepEqual(JSON.parse(line?.after ?? ''), { device: 'new', by: 'passkey' });
    });

    it('are the second step after the password, as are recovery codes, which come with the first', async () => {
      const { username, key, codes } = await people.withPasskey();
      assert.equal(codes.length, 10);
      const agent = people.browser();
      const halfway = await signIn(agent, username);
      assert.match(String(halfway.headers['location']), /^\/staff\/second-factor/);
      assert.equal(await isInside(agent), false);
      // a key without PIN will do here
      const options = await asked(agent, '/staff/second-factor/passkey');
      const passkey = key.sign(options, { origin, verified: false });
      const form = { code: '', next: '', passkey };
      assert.equal((await submit(agent, '/staff/second-factor', form, '/staff/second-factor')).status, 303);
      assert.ok(await isInside(agent));
      const withCode = people.browser();
      await signIn(withCode, username);
      const code = { code: codes[0] ?? '', next: '', passkey: '' };
      assert.equal(
        (await submit(withCode, '/staff/second-factor', code, '/staff/second-factor')).status,
        303,
      );
      assert.ok(await isInside(withCode));
    });

    it('are good for one answer to one question, of the browser that was asked, within five minutes', async () => {
      const { key } = await people.withPasskey();
      const agent = people.browser();
      const passkey = key.sign(await asked(agent, '/staff/sign-in/passkey'), { origin });
      const other = people.browser();
      await asked(other, '/staff/sign-in/passkey');
      assert.equal((await send(other, passkey)).status, 422, 'another browser was asked something else');
      assert.equal((await send(people.browser(), passkey)).status, 422, 'this one was asked nothing');
      assert.equal((await send(agent, passkey)).status, 303);
      await submit(agent, '/staff/sign-out', {}, '/staff/account');
      assert.equal((await send(agent, passkey)).status, 422, 'it was used');
      const late = key.sign(await asked(agent, '/staff/sign-in/passkey'), { origin });
      people.hall.clock.advance(5 * 60_000);
      assert.equal((await send(agent, late)).status, 422, 'it is too old');
    });

    it('of two that send the same answer at once one is let in', async () => {
      const { key } = await people.withPasskey();
      const agent = people.browser();
      // an authenticator that does not count: only the question tells that it was used
      const options = await asked(agent, '/staff/sign-in/passkey');
      const passkey = key.sign(options, { origin, counter: 0 });
      const page = await agent.get('/staff/sign-in');
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const answers = await Promise.all(
        [0, 1].map(() =>
          agent.post('/staff/sign-in').type('form').send({ _csrf, username: '', password: '', passkey }),
        ),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
    });

    it('are refused for other pages, another domain, without their owner, and from a copy that counts behind', async () => {
      const { key, id } = await people.withPasskey();
      for (const wrong of [
        { origin: 'https://localhost.evil.invalid' },
        { rpId: 'evil.invalid' },
        { verified: false },
        {},
      ] satisfies Partial<Behaviour>[]) {
        const agent = people.browser();
        const other = Object.keys(wrong).length === 0 ? new SoftwareAuthenticator() : key;
        const answer = await people.enter(agent, other, wrong);
        assert.equal(answer.status, 422, JSON.stringify(wrong));
        assert.match(answer.text, /通行密钥没有通过验证/);
        assert.equal(await isInside(agent), false);
      }
      assert.equal((await people.enter(people.browser(), key, { counter: 7 })).status, 303);
      assert.equal((await people.enter(people.browser(), key, { counter: 7 })).status, 422);
      assert.equal((await people.enter(people.browser(), key, { counter: 3 })).status, 422);
      assert.equal((await people.rows(id))[0]?.counter, 7);
    });

    it('nonsense is told like a wrong passkey, and slows its network down; nobody else’s account is locked', async () => {
      const { key } = await people.withPasskey();
      const agent = people.browser();
      for (const nonsense of ['x', '{}', '[1]', '{"id":"a","response":{"clientDataJSON":"a"}}', 'null'])
        assert.match((await send(agent, nonsense)).text, /通行密钥没有通过验证/);
      assert.match((await people.enter(agent, key)).text, /失败次数过多/);
      assert.equal((await people.enter(people.browser(), key)).status, 303);
    });
  });

  describe(`passkeys where there can be none [${engine}]`, () => {
    it('are not offered at an address without a name or without https', async function () {
      this.timeout(60_000);
      const hall = await startSystem({ engine, env: { BASE_URL: 'http://10.0.0.7' } });
      try {
        await account(hall, 'anna', 'counter');
        const agent = await signedIn(hall, 'anna');
        assert.match((await agent.get('/staff/account')).text, /当前网址不能使用通行密钥/);
        assert.doesNotMatch((await hall.agent().get('/staff/sign-in')).text, /data-passkey/);
        assert.equal((await hall.agent().get('/staff/sign-in/passkey')).body.options, null);
      } finally {
        await hall.close();
      }
    });
  });
}
