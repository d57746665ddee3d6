import assert from 'node:assert/strict';
import { allCalls } from '../../../server/web/api/all-calls.ts';
import { engines } from '../../support/engines.ts';
import { type ApiClient, newBooking, root, startApi } from './api-client.ts';

/** What rows have and no call asks for. */
const columns = {
  id: 'mine',
  state: 'completed',
  reference: 'AAAA-AAAA',
  tokenHash: 'x',
  token_hash: 'x',
  link: 'mine',
  source: 'staff',
  byStaff: true,
  proven: ['mobile'],
  createdAt: 1,
  created_at: 1,
  limit_key: null,
  end: '2027-01-01T00:00:00+08:00',
  places: [],
  actor: { kind: 'system', id: 'x' },
};

for (const engine of engines) {
  describe(`what a call does not ask for [${engine}]`, () => {
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine });
    });
    after(() => api.close());

    it('is neither taken nor stored, wherever in the body it stands', async () => {
      const plain = newBooking();
      const more = {
        ...columns,
        ...plain,
        enterprise: { ...columns, ...(plain['enterprise'] as object) },
        contact: { ...columns, ...(plain['contact'] as object) },
      };
      const { id, ...others } = columns;
      const answer = await api.request.post(`${root}/bookings`).send({ ...more, id, ...others });
      assert.equal(answer.status, 201, answer.text);
      assert.equal(answer.body.state, 'confirmed');
      const [row] = await api.hall.system.database
        .reader('booking')
        .where({ reference: answer.body.reference });
      assert.ok(row !== undefined);
      assert.notEqual(row.id, id);
      assert.notEqual(row.reference, columns.reference);
      assert.notEqual(row.token_hash, columns.token_hash);
      assert.notEqual(Number(row.created_at), columns.created_at);
      assert.notEqual(row.source, columns.source);
      assert.notEqual(row.limit_key, columns.limit_key);
      assert.doesNotMatch(JSON.stringify(row), /"mine"|completed|byStaff/);
    });

    it('becomes a property of no object but its own', async () => {
      const text = '{"__proto__":{"spoilt":1},"constructor":{"prototype":{"spoilt":1}},"site":"BJ-TSY"}';
      for (const { method, path } of allCalls) {
        if (method !== 'post') continue;
        const answer = await api.request
          .post(root + path.replace(/\{\w+\}/g, 'BJ-TSY'))
          .set('Authorization', `Bearer ${api.staffKey}`)
          .type('json')
          .send(text);
        assert.ok(answer.status < 500, `${path}: ${answer.status}`);
      }
      const query = '__proto__[spoilt]=1&constructor[prototype][spoilt]=1&__proto__.spoilt=1';
      await api.request.get(`${root}/sites?${query}`);
      await api.request.post('/bookings').type('form').send(query);
      assert.equal(Reflect.get({}, 'spoilt'), undefined);
    });
  });
}
