import assert from 'node:assert/strict';
import { hashToken } from '../../server/actions/secrets.ts';
import { findTicket } from '../../server/store/queue/hall-query.ts';
import { paths } from '../../server/web/paths.ts';
import { engines } from '../support/engines.ts';
import { type ApiClient, root, startApi } from './api/api-client.ts';
import { type Agent, pairedKiosk } from './kiosk/kiosk-door.ts';

const site = 'BJ-TSY';
/** minutes: the hall closes at 17:00 */
const left = 40;
const clockStart = '2026-11-23T16:20:00+08:00';

for (const engine of engines) {
  describe(`a wait near closing [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    let kiosk: Agent;
    const post = (path: string, body: object = {}) =>
      api.request.post(`${root}${path}`).set('Authorization', `Bearer ${api.staffKey}`).send(body);
    /** Of a page in Chinese what it says in minutes. */
    const minutesOn = (html: string): readonly number[] =>
      [...html.replace(/<[^>]+>/g, ' ').matchAll(/(\d+)\s*(?:至|到|–|-|~)?\s*(\d*)\s*分钟/g)].flatMap(
        ([, low, high]) => [Number(low), Number(high)],
      );
    before(async () => {
      api = await startApi({ engine, clockStart });
      kiosk = await pairedKiosk(api.hall);
      await post('/counters/BJ-TSY-3/open').expect(200);
    });
    after(() => api.close());

    it('is on no surface longer than the hall is open, and whoever hardly comes to it is told so', async () => {
      const tokens: string[] = [];
      for (let people = 0; people < 12; people += 1) {
        const { body } = await post(`/sites/${site}/tickets`, { services: ['RENEW'] }).expect(201);
        assert.ok(body.wait.high <= left, `ticket ${people}: ${JSON.stringify(body.wait)}`);
        tokens.push(body.token);
        if (people === 11) assert.ok(body.wait.notToday >= 50, JSON.stringify(body.wait));
      }
      const kept = await api.hall.system.database.reader('ticket').where({ site }).select('told_high');
      assert.equal(kept.length, tokens.length);
      for (const { told_high } of kept)
        assert.ok(told_high !== null && told_high <= left, `${told_high} is kept as told`);
      const board = (await api.request.get(`${root}/sites/${site}/board`).expect(200)).body;
      for (const { wait } of [...board.waiting, ...board.queues])
        assert.ok(wait === null || wait.high <= left);
      for (const token of tokens) {
        const { wait } = (await api.request.get(`${root}/tickets/${token}`).expect(200)).body;
        assert.ok(wait.high <= left);
      }
      const last = tokens.at(-1) ?? '';
      const id = (await findTicket(api.hall.system.database.reader, hashToken(last)))?.id ?? '';
      for (const [path, agent] of [
        [paths.kiosk.slip(site, id), kiosk],
        [paths.kiosk.home(site), kiosk],
        [paths.ticket.show(last), api.hall.agent()],
        [`/sites/${site}`, api.request],
        [paths.display(site), api.request],
      ] as const) {
        const { text } = await agent.get(path).redirects(1).set('Accept-Language', 'zh-CN').expect(200);
        const most = Math.max(0, ...minutesOn(text.replace(/<script[\s\S]*?<\/script>/g, '')));
        assert.ok(most <= left, `${path} says ${most} minutes`);
      }
      for (const path of [paths.kiosk.slip(site, id), paths.ticket.show(last)])
        assert.match((await kiosk.get(path).redirects(1)).text, /今天可能轮不到/, path);
    });
  });
}
