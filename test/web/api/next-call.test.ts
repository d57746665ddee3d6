import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type ApiClient, root, startApi } from './api-client.ts';

for (const engine of engines) {
  describe(`one call that ends a visit and calls the next [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine });
    });
    after(() => api.close());

    const post = (path: string, body?: object, key?: string) => {
      const call = api.request.post(`${root}${path}`).set('Authorization', `Bearer ${api.staffKey}`);
      return (key === undefined ? call : call.set('Idempotency-Key', key)).send(body);
    };
    const next = (body?: object, key?: string) => post('/counters/BJ-TSY-1/next', body, key);
    const states = async () =>
      Object.fromEntries(
        (await api.hall.system.database.reader('ticket').select('number', 'state', 'outcome')).map((row) => [
          row.number,
          row.outcome ?? row.state,
        ]),
      );

    it('calls, ends with its outcome and calls again, once for each key, and says when nobody is left', async () => {
      assert.equal((await next().expect(409)).body.code, 'counter_closed');
      await post('/counters/BJ-TSY-1/open').expect(200);
      await next().expect(204);
      for (let people = 0; people < 3; people += 1)
        await post('/sites/BJ-TSY/tickets', { services: ['RENEW'] }).expect(201);
      assert.equal((await next().expect(201)).body.ticket.number, 'A001');
      const once = await next({ outcome: 'missing_materials' }, 'k').expect(201);
      assert.equal(once.body.ticket.number, 'A002');
      assert.equal(once.body.ticket.reason.kind, 'walk_in');
      assert.deepEqual((await next({ outcome: 'missing_materials' }, 'k').expect(201)).body, once.body);
      assert.deepEqual(await states(), { A001: 'missing_materials', A002: 'called', A003: 'waiting' });
      assert.equal((await next({ outcome: 'did_not_come' }).expect(409)).body.code, 'recall_first');
      assert.equal((await next({ outcome: 'magic' }).expect(422)).body.code, 'invalid_input');
      for (let times = 0; times < 2; times += 1) await post('/counters/BJ-TSY-1/recall').expect(200);
      assert.equal((await next({ outcome: 'did_not_come' }).expect(201)).body.ticket.number, 'A003');
      await next({}).expect(204);
      assert.deepEqual(await states(), { A001: 'missing_materials', A002: 'missed', A003: 'completed' });
    });
  });
}
