import assert from 'node:assert/strict';
import QRCode from 'qrcode';
import supertest from 'supertest';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { type LiveHouse, openHouse } from '../../realtime/live-house.ts';
import { engines } from '../../support/engines.ts';
import { openLink } from '../../support/open-link.ts';
import { asRead } from '../booking/visitor.ts';

const counter = 'BJ-TSY-3';
const drawn = { type: 'svg', margin: 2, errorCorrectionLevel: 'M' } as const;

for (const engine of engines) {
  describe(`the page of a ticket [${engine}]`, function () {
    this.timeout(60_000);
    let house: LiveHouse;
    let issued = 0;

    const order = async (request: HallRequest): Promise<void> => {
      const answer = await house.system.halls.submit('BJ-TSY', request, { actor: theSystem });
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
    };
    /** a new ticket's page */
    const take = async (code = 'RENEW'): Promise<string> => {
      issued += 1;
      const id = `ticket-${issued}`;
      const services = [{ code, quantity: 1 }];
      await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
      return `/tickets/${house.system.secrets.tokenFor('ticket', id)}`;
    };
    const text = async (address: string): Promise<string> =>
      asRead(await openLink(house, address).expect(200)).text;
    /** of somebody whom no open counter serves: always has a form */
    let other = '';
    /** posts a form as a browser would; its token is the browser's, whatever page it came with */
    const post = async (page: string, action: string, fields: object) => {
      const browser = supertest.agent(house.url);
      const token = /name="_csrf" value="([^"]+)"/.exec((await browser.get(other).redirects(1)).text)?.[1];
      return browser
        .post(`${page}/${action}`)
        .type('form')
        .send({ ...fields, _csrf: token });
    };
    const finish = async (): Promise<void> => {
      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome: 'completed' });
    };

    before(async () => {
      house = await openHouse({ engine });
      await order({ type: 'open_counter', counter, staff: null });
      other = await take('NEW');
    });
    after(() => house.close());

    it('says the number and how many people are ahead', async () => {
      const first = await take();
      const second = await take();
      assert.match(await text(first), /下一个就是您/);
      assert.match(await text(second), /1 人/);
      assert.match(await text(`${second}?lang=en`), /1 person/);
    });

    it('says the counter when the number is called, then that it is served', async () => {
      await order({ type: 'call_next', counter });
      const called = `/tickets/${house.system.secrets.tokenFor('ticket', 'ticket-2')}`;
      assert.match(await text(called), /请到 3 号窗口/);
      assert.match(await text(`${called}/now`), /data-state="called"/);
      await order({ type: 'recall', counter });
      assert.match(await text(called), /已第 2 次叫号/);
      await order({ type: 'start', counter });
      assert.match(await text(called), /正在 3 号窗口办理/);
      await order({ type: 'finish', counter, outcome: 'completed' });
    });

    it('a call that the clerk takes back puts the visitor back in line, and a rating goes with its end', async () => {
      const page = await take();
      const ticket = `ticket-${issued}`;
      await order({ type: 'call_ticket', counter, ticket, reason: '老人' });
      assert.match(await text(page), /请到 3 号窗口/);
      await order({ type: 'undo', counter });
      assert.match(await text(`${page}/now`), /data-state="waiting"/);
      await order({ type: 'call_ticket', counter, ticket, reason: '老人' });
      await finish();
      assert.match(await text(page), /name="score"/);
      await order({ type: 'undo', counter });
      assert.match(await text(page), /正在 3 号窗口办理/);
      assert.doesNotMatch(await text(page), /name="score"/);
      await order({ type: 'finish', counter, outcome: 'completed' });
    });

    it('takes a rating once, and only after the service', async () => {
      const rated = `/tickets/${house.system.secrets.tokenFor('ticket', 'ticket-2')}`;
      const waiting = `/tickets/${house.system.secrets.tokenFor('ticket', 'ticket-3')}`;
      assert.equal((await post(rated, 'rating', { score: '6' })).status, 422);
      assert.equal((await post(rated, 'rating', {})).status, 422);
      assert.equal((await post(waiting, 'rating', { score: '5' })).status, 409);
      const twice = await Promise.all([
        post(rated, 'rating', { score: '4' }),
        post(rated, 'rating', { score: '1' }),
      ]);
      assert.deepEqual(twice.map(({ status }) => status).sort(), [303, 409]);
      const rows = await house.system.database.reader('rating').select('ticket', 'score');
      assert.equal(rows.length, 1);
      assert.match(await text(rated), /您的评价：(满意|非常不满意)/);
      const given = String(rows[0]?.score);
      assert.equal((await post(rated, 'rating', { score: given })).status, 303, 'a second click');
      const other = given === '4' ? '2' : '4';
      assert.equal((await post(rated, 'rating', { score: other })).status, 409, 'no change of mind');
      assert.deepEqual(await house.system.database.reader('rating').select('ticket', 'score'), rows);
    });

    it('lets the holder leave the queue, and a second click changes nothing', async () => {
      const page = await take();
      assert.equal((await post(page, 'leave', {})).status, 303);
      assert.equal((await post(page, 'leave', {})).status, 303);
      assert.match(await text(page), /已取消排队/);
    });

    it('refuses to leave from a service that has begun', async () => {
      await order({ type: 'call_next', counter });
      await order({ type: 'start', counter });
      const serving = `/tickets/${house.system.secrets.tokenFor('ticket', 'ticket-3')}`;
      assert.equal((await post(serving, 'leave', {})).status, 409);
      await order({ type: 'finish', counter, outcome: 'completed' });
    });

    it('refuses a form that did not come from its page', async () => {
      const page = await take();
      await house.request.post(`${page}/leave`).type('form').send({}).expect(403);
      assert.match(await text(page), /data-state="waiting"/);
      await order({ type: 'call_next', counter });
      await finish();
    });

    it('renews itself without scripts until nothing more can happen', async () => {
      const page = await take();
      assert.match(await text(page), /<noscript><meta http-equiv="refresh" content="20"><\/noscript>/);
      await post(page, 'leave', {});
      assert.doesNotMatch(await text(page), /http-equiv="refresh"/);
    });

    it('can be passed on as a code, is kept by no cache and found by no search', async () => {
      const page = await take();
      const code = await openLink(house, `${page}/code.svg`).expect(200).expect('Content-Type', /svg/);
      assert.equal(String(code.body), await QRCode.toString(`${house.system.baseUrl()}${page}`, drawn));
      await openLink(house, page).expect('Cache-Control', 'no-store').expect('X-Robots-Tag', 'noindex');
    });

    it('opens for nobody who does not hold the secret', async () => {
      await house.request.get('/tickets/ticket-2').expect(404);
      await house.request.get('/tickets/A001/now').expect(404);
    });

    it('lets others pass as often as the site allows, and says at once how many are ahead', async () => {
      const [mine, next] = [await take('NEW'), await take('NEW')];
      const ahead = async (page: string) => /前面[\s\S]*?<dd[^>]*>([^<]*)/.exec(await text(page))?.[1];
      const before = await ahead(mine);
      assert.match(await text(mine), /顺延/);
      assert.equal((await post(mine, 'deferral', {})).status, 422);
      assert.equal((await post(mine, 'deferral', { places: '1', form: '0' })).status, 303);
      // the same form again lets nobody else pass
      assert.equal((await post(mine, 'deferral', { places: '1', form: '0' })).status, 303);
      assert.equal(await ahead(next), before);
      assert.notEqual(await ahead(mine), before);
      const last = await take('NEW');
      assert.equal((await post(mine, 'deferral', { places: '1', form: '1' })).status, 303);
      await take('NEW');
      const refused = await post(mine, 'deferral', { places: '1', form: '2' });
      assert.equal(refused.status, 409);
      assert.match(refused.text, /顺延次数已经用完/);
      assert.doesNotMatch(await text(mine), /name="places"/);
      assert.match(await text(last), /name="places"/);
    });
  });
}
