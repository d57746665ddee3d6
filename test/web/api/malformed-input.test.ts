import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allCalls } from '../../../server/web/api/all-calls.ts';
import { engines } from '../../support/engines.ts';
import { type ApiClient, newBooking, root, startApi } from './api-client.ts';

/** Texts that people and scanners really send, besides any text at all. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'BJ-TSY',
    'BJ-TSY-1',
    'RENEW',
    '7K4M-2XRC',
    '\0',
    '\ud800',
    '__proto__',
    'constructor',
    '2026-11-24',
    '9999-12-31',
    '..',
    "'",
  ),
);

/** Parameters as they stand in a path: well or badly encoded. */
const part = fc.oneof(
  text.filter((one) => one !== '' && !/\p{Surrogate}/u.test(one)).map(encodeURIComponent),
  fc.constantFrom('%00', '%ff', '%', '%2e%2e', '%2f', 'BJ-TSY', 'BJ-TSY-1'),
);

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  text,
  fc.constantFrom(1e308, -1, 0, null, true, '2026-11-24T10:00:00+08:00'),
);
const names = [
  'site',
  'services',
  'start',
  'enterprise',
  'contact',
  'locale',
  'consent',
  'answers',
  'reference',
  'outcome',
  'reason',
  'queue',
  'counter',
  'mode',
  'priority',
];

/** A right body of which some members are wrong, or anything else. */
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...names), value).map((change) => JSON.stringify(newBooking(change))),
  value.map((one) => JSON.stringify(one)),
  fc.string({ maxLength: 40 }),
);

const asked = fc.record({
  call: fc.constantFrom(...allCalls),
  parts: fc.array(part, { minLength: 3, maxLength: 3 }),
  query: fc.dictionary(fc.constantFrom('service', 'from', 'to', 'day', 'after', 'site', 'x'), part),
  body,
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'application/json',
    'text/plain',
    'application/json; charset=x',
    'nonsense',
  ),
  key: fc.constantFrom('staff', 'device', 'wrong'),
});

for (const engine of engines) {
  describe(`Malformed input [${engine}]`, function () {
    this.timeout(120_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine });
    });
    after(() => api.close());

    it('no request, however malformed, breaks anything or is answered with anything but a problem', async () => {
      await fc.assert(
        fc.asyncProperty(asked, async ({ call, parts, query, body: sent, type, key }) => {
          let k = 0;
          const path = root + call.path.replace(/\{\w+\}/g, () => parts[k++] ?? 'x');
          const search = Object.entries(query).map(([name, one]) => `${name}=${one}`);
          const bearer = key === 'staff' ? api.staffKey : key === 'device' ? api.deviceKey : 'wrong';
          const request =
            call.method === 'get'
              ? api.request.get(`${path}?${search.join('&')}`)
              : api.request.post(path).set('Content-Type', type).send(sent);
          const answer = await request.set('Authorization', `Bearer ${bearer}`);
          assert.ok(answer.status < 500, `${answer.status} ${call.method} ${path} ${sent}`);
          if (answer.status >= 400)
            assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
        }),
        { numRuns: 250, seed: 20_261_124 },
      );
    });
  });
}
