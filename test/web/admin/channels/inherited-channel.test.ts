import assert from 'node:assert/strict';
import { activeChannels } from '../../../../server/store/message/channel-query.ts';
import { engines } from '../../../support/engines.ts';
import { hallAndOffice } from '../hall-and-office.ts';

for (const engine of engines) {
  describe(`an account that an office inherits [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine);

    it('of an account for all its page says whose it is, here it can be switched off alone, and who would be replaced', async () => {
      const { office } = suite;
      const own = '/admin/sites/BJ-TSY/channels/webhook';
      const account = { url: 'https://gateway.invalid/sms', secret: 'a signing key of ours', shared: 'on' };
      assert.equal((await office.send(own, { ...(await office.form(own)), ...account })).status, 303);
      const page = '/admin/sites/BJ-ZGC/channels/webhook';
      const inherits = /沿用北京海关天水园办公区的账号/;
      const { text } = await office.agent.get(page);
      assert.match(text, inherits);
      assert.match(text, /目前供全部网点使用的是北京海关天水园办公区的账号/);
      assert.doesNotMatch(text, /未接入/);
      const form = await office.form(page);
      const half = await office.send(page, { ...form, url: 'https://own.invalid/sms', active: '' });
      assert.equal(half.status, 422, 'an account is entered whole');
      const off = await office.send(page, { ...form, active: '' });
      assert.equal(off.status, 303, off.text);
      const after = (await office.agent.get(page)).text;
      assert.match(after, /已停用/);
      assert.doesNotMatch(after, inherits);
      const channels = await activeChannels(suite.hall.system.database.writer, engine);
      assert.ok(!channels.get('BJ-ZGC').includes('webhook'));
      assert.ok(channels.get('HZ').includes('webhook'));
      const token = (await office.form(page))['_csrf'] ?? '';
      assert.equal((await office.send(`${page}/removal`, { _csrf: token })).status, 303);
      assert.match(
        (await office.agent.get(page)).text,
        inherits,
        'without an answer of its own it inherits again',
      );
    });
  });
}
