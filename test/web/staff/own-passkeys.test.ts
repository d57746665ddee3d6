import assert from 'node:assert/strict';
import { resetPassword, resetSecondFactor } from '../../../server/actions/staff/reset-staff.ts';
import { engines } from '../../support/engines.ts';
import { SoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { asked, isInside, origin, ownPasskeys, PasskeyPeople } from './passkey-people.ts';
import { goodPassword, signIn, submit } from './staff-browser.ts';

for (const engine of engines) {
  describe(`passkeys of one’s own [${engine}]`, () => {
    let people: PasskeyPeople;
    before(async function () {
      this.timeout(60_000);
      people = await PasskeyPeople.in(engine);
    });
    after(() => people.hall.close());
    beforeEach(() => people.hall.clock.advance(16 * 60_000));

    it('are added only with the password, by the session that was asked, each once', async () => {
      const { agent, key } = await people.withPasskey();
      assert.equal((await people.add(agent, new SoftwareAuthenticator(), { password: 'wrong' })).status, 422);
      const elsewhere = people.browser();
      assert.equal((await people.enter(elsewhere, key)).status, 303);
      const foreign = new SoftwareAuthenticator().make(await asked(elsewhere, `${ownPasskeys}/new`), {
        origin,
      });
      await asked(agent, `${ownPasskeys}/new`);
      const form = { password: goodPassword, name: 'x', passkey: foreign };
      assert.equal((await submit(agent, ownPasskeys, form, '/staff/account')).status, 422);
      assert.equal((await people.add(agent, key)).status, 422, 'it is there already');
    });

    it('added or removed end every other session', async () => {
      const { agent, key, id } = await people.withPasskey();
      const other = people.browser();
      assert.equal((await people.enter(other, key)).status, 303);
      assert.equal((await people.add(agent, new SoftwareAuthenticator())).status, 303);
      assert.ok(await isInside(agent));
      assert.equal(await isInside(other), false);
      assert.equal((await people.enter(other, key)).status, 303);
      const [first] = await people.rows(id);
      const form = { password: goodPassword, name: 'x' };
      const removed = await submit(agent, `${ownPasskeys}/${first?.id}/removal`, form, '/staff/account');
      assert.equal(removed.status, 303);
      assert.equal(await isInside(other), false);
      assert.equal((await people.rows(id)).length, 1);
    });

    it('are renamed and removed by their owner alone, with the password; the last one takes the codes with it', async () => {
      const mine = await people.withPasskey();
      const [row] = await people.rows(mine.id);
      const at = `${ownPasskeys}/${row?.id}`;
      const stranger = (await people.withPasskey()).agent;
      const form = { password: goodPassword, name: 'on my ring' };
      for (const path of [at, `${at}/removal`]) {
        assert.equal((await submit(stranger, path, form, '/staff/account')).status, 404);
        const wrong = await submit(mine.agent, path, { ...form, password: 'wrong' }, '/staff/account');
        assert.equal(wrong.status, 422);
        assert.match(wrong.text, /当前密码不正确/);
      }
      assert.equal((await submit(mine.agent, at, form, '/staff/account')).status, 303);
      assert.match((await mine.agent.get('/staff/account')).text, /on my ring/);
      assert.equal((await submit(mine.agent, `${at}/removal`, form, '/staff/account')).status, 303);
      assert.equal((await people.rows(mine.id)).length, 0);
      const codes = await people.hall.system.database.reader('recovery_code').where({ staff: mine.id });
      assert.equal(codes.length, 0);
      assert.equal((await signIn(people.browser(), mine.username)).headers['location'], '/counter');
      const done = await people.audited(mine.username);
      assert.ok(done.includes('staff.rename_passkey') && done.includes('staff.remove_passkey'));
    });

    it('are ten at most', async () => {
      const { agent, id } = await people.withPasskey();
      for (let i = 1; i < 10; i++)
        assert.equal((await people.add(agent, new SoftwareAuthenticator())).status, 303);
      assert.match((await agent.get('/staff/account')).text, /已有 10 个通行密钥/);
      const passkey = new SoftwareAuthenticator().make(await asked(agent, `${ownPasskeys}/new`), { origin });
      const form = { password: goodPassword, name: 'one more', passkey };
      assert.equal((await submit(agent, ownPasskeys, form, '/staff/account')).status, 422);
      assert.equal((await people.rows(id)).length, 10);
    });

    it('go with a reset of the password or of the second step, and let nobody in who was deactivated', async () => {
      for (const reset of [resetPassword, resetSecondFactor]) {
        const { id, key, agent } = await people.withPasskey();
        assert.ok((await reset(people.hall.system, { actor: { kind: 'system', address: null }, id })).ok);
        assert.equal((await people.rows(id)).length, 0);
        assert.equal(await isInside(agent), false);
        assert.equal((await people.enter(people.browser(), key)).status, 422);
      }
      const { id, key } = await people.withPasskey();
      await people.hall.system.database.writer('staff').where({ id }).update({ active: false });
      assert.equal((await people.enter(people.browser(), key)).status, 422);
    });
  });
}
