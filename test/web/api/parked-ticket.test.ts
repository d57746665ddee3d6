import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type ApiClient, root, startApi } from './api-client.ts';

for (const engine of engines) {
  describe(`A parked ticket through the API [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine });
      api.hall.clock.set('2026-11-24T10:00:00+08:00');
    });
    after(() => api.close());

    const post = (path: string, body: object = {}) =>
      api.request.post(`${root}${path}`).set('Authorization', `Bearer ${api.staffKey}`).send(body);

    it('comes back to wait at the place that it had, once it is asked for, and not twice', async () => {
      const taken = await post('/sites/BJ-TSY/tickets', { services: ['RENEW'] }).expect(201);
      await post('/sites/BJ-TSY/tickets', { services: ['RENEW'] }).expect(201);
      await post('/counters/BJ-TSY-1/open').expect(200);
      const called = await post('/counters/BJ-TSY-1/calls').expect(201);
      const { id, number } = called.body.ticket;
      assert.equal(number, taken.body.number);
      await post('/counters/BJ-TSY-1/start').expect(200);
      const parked = await post('/counters/BJ-TSY-1/park').expect(200);
      assert.equal(parked.body.ticket.state, 'parked');
      const retried = () => post(`/tickets/${id}/return`).set('Idempotency-Key', 'once');
      const back = await retried().expect(200);
      assert.equal(back.body.ticket.state, 'waiting');
      assert.deepEqual((await retried().expect(200)).body, back.body);
      const again = await post(`/tickets/${id}/return`).expect(409);
      assert.equal(again.body.code, 'wrong_state');
      const next = await post('/counters/BJ-TSY-1/calls').expect(201);
      assert.equal(next.body.ticket.number, number, 'it keeps its place');
    });
  });
}
