import assert from 'node:assert/strict';
import { minute } from '../../../server/domain/calendar/durations.ts';
import type { MessageTemplate } from '../../../server/domain/message/message.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { serveWaitlists } from '../../../server/jobs/serve-waitlists.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';

const site = 'BJ-TSY';
const start = '2026-11-24T09:00:00.000+08:00';
const enterprise = { name: '北京示例贸易有限公司', creditCode: '91110108551385082Q' };

/** Somebody who waits for 24 November at nine. */
const wish = (who: number, change: object = {}) => ({
  services: [{ code: 'RENEW' }],
  from: '2026-11-24',
  to: '2026-11-24',
  times: [{ from: '09:00', to: '09:10' }],
  enterprise,
  contact: { name: '王芳', mobile: `1380000111${who}`, email: `wang${who}@test.invalid` },
  consent: true,
  ...change,
});

for (const engine of engines) {
  describe(`the waiting list of the API [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let booked: string[];
    beforeEach(async () => {
      hall = await startSystem({ engine });
      booked = [];
      // everything at nine is taken
      for (let n = 0; ; n += 1) {
        const command = bookCommand({
          id: `b-${n}`,
          start,
          mobile: `1390000${1000 + n}`,
          enterprise: { name: '测试企业', creditCode: `9144030019220382${10 + n}`, customsCode: null },
        });
        const done = await hall.system.bookings.submit(command, { actor: theHolder });
        if (!done.ok) break;
        booked.push(command.id);
      }
      assert.ok(booked.length > 1);
    });
    afterEach(() => hall.close());

    const join = async (who: number, change: object = {}) => {
      const answer = await hall.request.post(`/api/v1/sites/${site}/waitlist`).send(wish(who, change));
      hall.clock.advance(1000);
      assert.equal(answer.status, 201, answer.text);
      assert.equal(answer.body.state, 'waiting');
      return answer.body.token as string;
    };
    const state = async (token: string) =>
      (await hall.request.get(`/api/v1/waitlist/${token}`).expect(200)).body;
    const post = (token: string, what: string) =>
      hall.request.post(`/api/v1/waitlist/${token}/${what}`).send({});
    const cancel = (n: number, chance = 0) =>
      hall.system.bookings.submit(
        { type: 'cancel', booking: booked[n] ?? '', site, actor: { kind: 'holder' }, chance },
        { actor: theHolder },
      );
    const told = (template: MessageTemplate) => hall.system.database.reader('outbox').where({ template });
    const free = async () => {
      const { body } = await hall.request.get(
        `/api/v1/sites/${site}/slots?service=RENEW&from=2026-11-24&to=2026-11-24`,
      );
      const slots = body.days[0].slots as { start: string; free: number }[];
      return slots.find((slot) => slot.start === start)?.free ?? 0;
    };

    it('a cancelled place is offered to the first in the same commit, to nobody else, and becomes a booking once', async () => {
      const [first, second] = [
        await join(1),
        await join(2, { enterprise: { ...enterprise, creditCode: '914403001922038216' } }),
      ];
      assert.equal((await post(first, 'acceptance')).body.code, 'no_offer');
      assert.ok((await cancel(0)).ok);
      assert.equal(await free(), 0, 'what is offered to somebody is free for nobody');
      const offered = await state(first);
      assert.equal(offered.state, 'offered');
      assert.equal(offered.offer.start, start);
      assert.equal((await state(second)).state, 'waiting');
      assert.equal((await told('place_offered')).length, 1);
      const taken = await post(first, 'acceptance');
      assert.equal(taken.status, 201, taken.text);
      const again = await post(first, 'acceptance');
      assert.equal(again.status, 201);
      assert.equal(again.body.reference, taken.body.reference, 'twice is the same as once');
      const shown = await hall.request
        .get(`/api/v1/bookings/${taken.body.reference}`)
        .set('Authorization', `Bearer ${taken.body.token}`);
      assert.deepEqual([shown.body.state, shown.body.start], ['confirmed', start]);
      assert.equal((await state(first)).state, 'accepted');
      assert.equal((await post(first, 'withdrawal')).body.code, 'not_active');
      assert.equal((await state(second)).state, 'waiting');
    });

    it('an offer that runs out goes to the next, and says so to who comes late', async () => {
      const [first, second] = [
        await join(1),
        await join(2, { enterprise: { ...enterprise, creditCode: '914403001922038216' } }),
      ];
      await cancel(0);
      const { until } = (await state(first)).offer;
      hall.clock.set(Date.parse(until));
      assert.equal((await state(first)).state, 'waiting', 'whether or not a job has run');
      const late = await post(first, 'acceptance');
      assert.deepEqual([late.status, late.body.code], [409, 'offer_expired']);
      await serveWaitlists(hall.system);
      assert.equal((await state(second)).state, 'offered');
      assert.equal((await post(first, 'acceptance')).body.code, 'offer_expired');
      assert.equal((await post(second, 'withdrawal')).body.state, 'withdrawn');
      assert.equal((await post(second, 'withdrawal')).status, 200, 'twice is the same as once');
      assert.equal(await free(), 1, 'nobody is left whom it fits: everybody may have it');
    });

    it('a place that cools down is offered to the list, and cools on when nobody takes it', async () => {
      const rules = {
        ...(await hall.system.catalogue()).sites.get(site)?.rules,
        coolDownLeast: 0,
        coolDownMost: 300,
      };
      const { writer } = hall.system.database;
      await writer('site')
        .where({ code: site })
        .update({ rules: JSON.stringify(rules) });
      await writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
      const token = await join(1);
      await cancel(0, 1);
      assert.equal((await state(token)).state, 'offered');
      assert.equal((await post(token, 'withdrawal')).status, 200);
      assert.equal(await free(), 0);
      hall.clock.advance(301 * minute);
      assert.equal(await free(), 1);
    });

    it('at night nothing is offered; in the morning it is', async () => {
      const token = await join(1);
      hall.clock.set('2026-11-23T22:00:00+08:00');
      await cancel(0);
      await serveWaitlists(hall.system);
      assert.equal((await state(token)).state, 'waiting');
      hall.clock.set('2026-11-24T07:59:00+08:00');
      await serveWaitlists(hall.system);
      assert.equal((await told('place_offered')).length, 0);
    });

    it('ends when its days have passed, and tells so once', async () => {
      const token = await join(1);
      hall.clock.set('2026-11-24T10:00:00+08:00');
      for (let n = 0; n < 2; n += 1) await serveWaitlists(hall.system);
      assert.equal((await state(token)).state, 'expired');
      assert.equal((await told('wait_ended')).length, 1);
    });

    it('bad input is told at its field, and the same person waits once for a site', async () => {
      const send = (body: object) => hall.request.post(`/api/v1/sites/${site}/waitlist`).send(body);
      const problem = async (body: object) => {
        const { status, body: said } = await send(body);
        return [status, said.errors?.[0]?.field ?? said.code];
      };
      assert.deepEqual(await problem(wish(1, { to: '2026-11-23' })), [422, 'to']);
      assert.deepEqual(await problem(wish(1, { times: [{ from: '10:00', to: '09:00' }] })), [422, 'times.0']);
      assert.deepEqual(await problem(wish(1, { consent: false })), [422, 'consent']);
      assert.deepEqual(await problem(wish(1, { services: [{ code: 'NOTHING' }] })), [422, 'services.0.code']);
      const unreachable = { contact: { name: '王芳', mobile: '13800001111' } };
      assert.deepEqual(await problem(wish(1, unreachable)), [422, 'contact.email']);
      await join(1);
      assert.deepEqual(await problem(wish(1)), [409, 'already_waiting']);
      assert.equal((await hall.request.get('/api/v1/waitlist/nobodys-token-of-twenty-letters')).status, 404);
    });
  });
}
