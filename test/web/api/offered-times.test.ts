import assert from 'node:assert/strict';
import { settleUnsettled } from '../../../server/jobs/settle-conflicts.ts';
import { engines } from '../../support/engines.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { bookedVisit, closeDays, type HeldVisit, openDays } from '../../support/held-visit.ts';
import { changeRules } from '../../support/site-rules.ts';
import { clearBookings } from '../../support/stored-bookings.ts';
import { type ApiClient, root, startApi } from './api-client.ts';

const site = 'BJ-TSY';
const start = (day: string) => `2026-${day}T09:00:00.000+08:00`;
const end = (day: string) => `2026-${day}T09:15:00.000+08:00`;

for (const engine of engines) {
  describe(`times that are held for a visit, through the API [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    let visit: HeldVisit;
    let nth = 0;
    before(async () => {
      api = await startApi({ engine });
      await changeRules(api.hall, site, { unsettled: 'offer' });
    });
    after(() => api.close());
    beforeEach(async () => {
      api.hall.clock.set(mondayMorning);
      nth += 1;
      visit = await bookedVisit(api.hall, { start: start('11-26'), nth });
      await closeDays(api.hall, ['2026-11-26']);
      api.hall.clock.set(start('11-25'));
      assert.deepEqual(await settleUnsettled(api.hall.system), { settled: 1 });
    });
    afterEach(async () => {
      await clearBookings(api.hall.system.database);
      await openDays(api.hall);
    });

    const show = async (token = visit.token) =>
      api.request.get(`${root}/bookings/${visit.reference}`).set('Authorization', `Bearer ${token}`);
    const answer = async (
      what: 'acceptance' | 'refusal' | 'undo',
      body: object,
      key: string,
      token = visit.token,
    ) =>
      api.request
        .post(`${root}/bookings/${visit.reference}/${what}`)
        .set('Authorization', `Bearer ${token}`)
        .set('Idempotency-Key', `${nth}-${key}`)
        .send(body);

    it('are part of the booking, with the deadline; without an offer that is null', async () => {
      const shown = await show();
      assert.equal(shown.status, 200);
      assert.deepEqual(shown.body.offer, {
        until: '2026-11-25T20:00:00.000+08:00',
        times: ['11-27', '11-30', '12-01'].map((day) => ({ start: start(day), end: end(day) })),
      });
      await openDays(api.hall);
      assert.equal((await show()).body.offer, null);
    });

    it('are taken by POST …/acceptance: 200 with the booking there, the same again under the same key, 409 for another', async () => {
      const body = { start: start('11-30') };
      const taken = await answer('acceptance', body, 'take');
      assert.deepEqual(
        [taken.status, taken.body.start, taken.body.offer],
        [200, start('11-30'), null],
        taken.text,
      );
      assert.equal((await answer('acceptance', body, 'take')).body.start, start('11-30'));
      const codes = [];
      for (const [key, day] of [
        ['again', '11-30'],
        ['other', '11-27'],
      ] as const) {
        const { status, body: problem } = await answer('acceptance', { start: start(day) }, key);
        codes.push([status, problem.code]);
      }
      assert.deepEqual(codes, [
        [409, 'same_slot'],
        [409, 'times_gone'],
      ]);
    });

    it('once taken, can be taken back for two minutes', async () => {
      const taken = await answer('acceptance', { start: start('11-27') }, 'take');
      assert.equal(taken.body.undoUntil, '2026-11-25T09:02:00.000+08:00', taken.text);
      const back = await answer('undo', {}, 'back');
      assert.deepEqual([back.status, back.body.start], [200, start('11-26')], back.text);
    });

    it('are answered with no by POST …/refusal, also twice; then there is nothing to take', async () => {
      for (const key of ['no', 'no-again']) assert.equal((await answer('refusal', {}, key)).status, 200);
      const { offer } = (await show()).body;
      assert.deepEqual(offer.times, []);
      const late = await answer('acceptance', { start: start('11-27') }, 'late');
      assert.deepEqual([late.status, late.body.code], [409, 'times_gone']);
    });

    it('are nobody else’s, and nothing that is no start is read as one', async () => {
      assert.equal((await answer('acceptance', { start: start('11-27') }, 'thief', 'x')).status, 404);
      assert.equal((await answer('refusal', {}, 'thief-2', 'x')).status, 404);
      for (const [position, body] of [{}, { start: 'tomorrow' }, { start: 5 }].entries())
        assert.equal((await answer('acceptance', body, `wrong-${position}`)).status, 422);
      assert.equal((await show()).body.offer.times.length, 3);
    });

    it('are gone from the deadline on', async () => {
      api.hall.clock.set('2026-11-25T20:00:00+08:00');
      assert.equal((await show()).body.offer, null);
      const late = await answer('acceptance', { start: start('11-27') }, 'late');
      assert.deepEqual([late.status, late.body.code], [409, 'times_gone']);
      const no = await answer('refusal', {}, 'no');
      assert.deepEqual([no.status, no.body.code], [409, 'times_gone']);
    });
  });
}
