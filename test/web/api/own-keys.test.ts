import assert from 'node:assert/strict';
import { inventedCreditCode } from '../../support/credit-codes.ts';
import { engines } from '../../support/engines.ts';
import { type ApiClient, newBooking, root, startApi } from './api-client.ts';

const elsewhere = {
  enterprise: { name: '另一家企业有限公司', creditCode: inventedCreditCode(7) },
  contact: { name: '李小红', mobile: '13900005678', email: 'li@test.invalid' },
};

for (const engine of engines) {
  describe(`idempotency keys belong to whoever sends them [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine, env: { TRUST_PROXY: '1' } });
    });
    after(() => api.close());

    const book = (address: string, body: object) =>
      api.request
        .post(`${root}/bookings`)
        .set('X-Forwarded-For', address)
        .set('Idempotency-Key', 'order-1')
        .send(body);

    it('two strangers with one key each get a booking of their own', async () => {
      const one = await book('203.0.113.7', newBooking());
      const other = await book('198.51.100.7', newBooking(elsewhere));
      assert.equal(one.status, 201, one.text);
      assert.equal(other.status, 201, other.text);
      assert.notEqual(other.body.reference, one.body.reference);
    });

    it('a stranger with another’s key and the very same content does not get the other’s secret', async () => {
      const mine = await book('203.0.113.7', newBooking());
      assert.equal(mine.status, 201, 'whoever asks again from the same network gets the same answer');
      const stranger = await book('192.0.2.7', newBooking());
      assert.notEqual(stranger.body.token, mine.body.token);
    });

    it('holders of two bookings may use one key, each for their own', async () => {
      const [one, other] = await Promise.all(
        ['203.0.113.7', '198.51.100.7'].map(async (address, index) => {
          const booked = await book(address, newBooking(index === 0 ? {} : elsewhere));
          return booked.body as { reference: string; token: string };
        }),
      );
      for (const { reference, token } of [one, other].flatMap((each) => (each === undefined ? [] : [each]))) {
        const cancelled = await api.request
          .post(`${root}/bookings/${reference}/cancellation`)
          .set('Authorization', `Bearer ${token}`)
          .set('Idempotency-Key', 'cancel-1')
          .send({});
        assert.equal(cancelled.status, 200, cancelled.text);
        assert.equal(cancelled.body.reference, reference);
      }
    });
  });
}

describe('idempotency keys of strangers', function () {
  this.timeout(60_000);
  let api: ApiClient;
  before(async () => {
    api = await startApi({ engine: 'sqlite', env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
  });
  after(() => api.close());

  it('are a thousand a day for one network: the next is answered with 429 and counted, other networks and keys of ours are not', async () => {
    const send = (address: string, bearer?: string) => {
      const call = api.request
        .post(`${root}/${bearer === undefined ? 'bookings' : 'counters/BJ-TSY-1/calls'}`)
        .set('X-Forwarded-For', address)
        .set('Idempotency-Key', 'k')
        .set('Content-Type', 'application/json');
      if (bearer !== undefined) call.set('Authorization', `Bearer ${bearer}`);
      return call.send('{');
    };
    for (let host = 1; host <= 200; host++) {
      const answers = await Promise.all(Array.from({ length: 5 }, () => send(`203.0.113.${host}`)));
      assert.ok(answers.every(({ status }) => status === 400));
    }
    const beyond = await send('203.0.113.250');
    assert.equal(beyond.status, 429);
    assert.equal(beyond.body.code, 'too_many_requests');
    assert.ok(Number(beyond.headers['retry-after']) > 3600);
    assert.equal((await send('198.51.100.1')).status, 400);
    assert.equal((await send('203.0.113.250', api.staffKey)).status, 400);
    const metrics = (await api.request.get('/metrics')).text;
    assert.match(metrics, /hall_cap_refused_total\{cap="idempotency_keys"\} 1/);
  });
});
