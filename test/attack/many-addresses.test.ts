import assert from 'node:assert/strict';
import type { Response } from 'supertest';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { csrfOf } from '../web/staff/staff-browser.ts';

for (const engine of engines) {
  describe(`whoever takes another address of IPv6 for each request [${engine}]`, () => {
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
    });
    after(() => hall.close());

    /** How many of so many requests were not answered 429, each from another address of one /64. */
    const passed = async (
      times: number,
      send: (address: string) => PromiseLike<Response>,
    ): Promise<number> => {
      const answers = await Promise.all(
        Array.from({ length: times }, (_, n) => send(`2001:db8:7:7::${n.toString(16)}`)),
      );
      return answers.filter(({ status }) => status !== 429).length;
    };

    it('is one sender of forms', async () => {
      const agent = hall.agent();
      const _csrf = csrfOf((await agent.get('/book')).text);
      const send = (address: string) =>
        agent.post('/book/time').set('X-Forwarded-For', address).type('form').send({ _csrf, start: '1' });
      assert.equal(await passed(70, send), 60);
      assert.notEqual((await send('2001:db8:7:8::1')).status, 429);
    });
  });
}
