import assert from 'node:assert/strict';
import type { Response } from 'supertest';
import { revokeKey } from '../../../server/actions/staff/revoke-key.ts';
import { refusalCodes } from '../../../server/domain/refusal-codes.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { allCalls } from '../../../server/web/api/all-calls.ts';
import { problemStatus } from '../../../server/web/api/problem-status.ts';
import { engines } from '../../support/engines.ts';
import { type ApiClient, newBooking, root, startApi, tuesdayAtTen } from './api-client.ts';

function assertProblem(answer: Response, status: number, code: string): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  assert.equal(answer.body.code, code);
  assert.equal(answer.body.status, status);
  for (const member of ['type', 'title', 'detail']) assert.ok(answer.body[member].length > 0, member);
}

function fieldsOf(answer: Response): Record<string, string> {
  return Object.fromEntries(
    answer.body.errors.map((each: { field: string; code: string }) => [each.field, each.code]),
  );
}

describe('The table of problems', () => {
  it('has a status for every refusal: the caller’s fault but for an empty hall, a planner that has too much to do, a scanner that does not answer, and an outage', () => {
    const others = refusalCodes.filter((code) => problemStatus[code] < 400 || problemStatus[code] > 499);
    assert.deepEqual(
      others.map((code) => [code, problemStatus[code]]),
      [
        ['upload_unscanned', 503],
        ['nobody_waiting', 204],
        ['planner_busy', 503],
        ['planner_too_long', 503],
        ['unavailable', 503],
      ],
    );
  });
});

for (const engine of engines) {
  describe(`Problems of the API [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine });
    });
    after(() => api.close());

    const book = (body: object) => api.request.post(`${root}/bookings`).send(body);
    const staff = (path: string, body?: object) =>
      api.request.post(`${root}${path}`).set('Authorization', `Bearer ${api.staffKey}`).send(body);

    it('what cannot be read is 400, 413 or 415', async () => {
      const post = (type: string, body: string) =>
        api.request.post(`${root}/bookings`).set('Content-Type', type).send(body);
      assertProblem(await post('application/json', '{"site":'), 400, 'malformed_body');
      assertProblem(await post('application/json', '"text"'), 400, 'malformed_body');
      const squeezed = post('application/json', '{}').set('Content-Encoding', 'gzip');
      assertProblem(await squeezed, 400, 'malformed_body');
      assertProblem(
        await post('application/json', JSON.stringify({ site: 'x'.repeat(70_000) })),
        413,
        'body_too_large',
      );
      assertProblem(await post('text/plain', 'hello'), 415, 'unsupported_media_type');
      assertProblem(await post('application/json; charset=latin9', '{}'), 415, 'unsupported_media_type');
    });

    it('what is nested more than twenty levels deep is 422, at every call, and brackets in a text are no levels', async () => {
      const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
      for (const { method, path } of allCalls) {
        if (method !== 'post') continue;
        const address = root + path.replace(/\{\w+\}/g, 'BJ-TSY');
        for (const body of [deep(2000), `{"services":${deep(20)}}`]) {
          const answer = await api.request
            .post(address)
            .set('Authorization', `Bearer ${api.staffKey}`)
            .type('json')
            .send(body);
          assertProblem(answer, 422, 'invalid_input');
          assert.deepEqual(fieldsOf(answer), { '': 'too_deep' }, path);
        }
      }
      const name = `${'['.repeat(30)}\\"{{`;
      const answer = await book(newBooking({ enterprise: { name, creditCode: '91110000600037341L' } }));
      assert.ok(answer.status !== 422 || fieldsOf(answer)[''] === undefined);
      assert.notEqual(answer.status, 500);
    });

    it('what is not there is 404, in problem details', async () => {
      assertProblem(await api.request.get(`${root}/nothing`), 404, 'not_found');
      assertProblem(await api.request.get(`${root}/sites/NOWHERE/slots?service=RENEW`), 404, 'unknown_site');
      assertProblem(await api.request.get(`${root}/sites/%00/board`), 404, 'unknown_site');
      assertProblem(await api.request.get(`${root}/sites/%ff/board`), 404, 'not_found');
      assertProblem(await api.request.get(`${root}/bookings/%00`), 404, 'unknown_booking');
      assertProblem(
        await api.request.get(`${root}/bookings/7K4M-2XRC`).set('Authorization', 'Bearer x'),
        404,
        'unknown_booking',
      );
      assertProblem(await api.request.get(`${root}/tickets/%00`), 404, 'unknown_ticket');
      assertProblem(await staff('/tickets/%00/return'), 404, 'unknown_ticket');
      assertProblem(await staff('/counters/BJ-TSY-99/open'), 404, 'unknown_counter');
      assertProblem(
        await staff('/sites/BJ-TSY/check-ins', { reference: '7K4M-2XRC' }),
        404,
        'unknown_booking',
      );
    });

    it('a method that a path does not have is 405 and says which it has', async () => {
      const answer = await api.request.delete(`${root}/bookings`);
      assertProblem(answer, 405, 'method_not_allowed');
      assert.equal(answer.headers['allow'], 'POST, OPTIONS');
      await api.request.options(`${root}/sites`).expect(204).expect('Allow', 'GET, HEAD, OPTIONS');
      await api.request.head(`${root}/sites`).expect(200);
    });

    it('wrong input names every wrong field, in the language that was asked for', async () => {
      const body = newBooking({
        services: [{ code: 'RENEW', quantity: 0 }],
        start: 'tomorrow',
        enterprise: { name: '', creditCode: '914403001922038217' },
        contact: { name: 7, mobile: '123', email: 'nobody' },
        consent: false,
      });
      const english = await book(body).set('Accept-Language', 'en');
      assertProblem(english, 422, 'invalid_input');
      assert.deepEqual(fieldsOf(english), {
        'services.0.quantity': 'too_small',
        start: 'wrong_format',
        'enterprise.name': 'invalid_name',
        'enterprise.creditCode': 'invalid_credit_code',
        'contact.name': 'wrong_type',
        'contact.mobile': 'invalid_mobile',
        'contact.email': 'wrong_format',
        consent: 'consent_required',
      });
      const chinese = await book(body).set('Accept-Language', 'zh');
      assert.match(chinese.body.detail, /[一-龥]/);
      assert.match(english.body.detail, /^[\x20-\x7e]+$/);
      assert.equal(fieldsOf(await book({}))['contact'], 'required');
    });

    it('text that no database keeps is refused at its field', async () => {
      const answer = await book(
        newBooking({ enterprise: { name: '企业\u0000有限公司', creditCode: '914403001922038216' } }),
      );
      assertProblem(answer, 422, 'invalid_input');
      assert.deepEqual(fieldsOf(answer), { 'enterprise.name': 'invalid_text' });
      const half = await book(newBooking({ answers: { 'q\ud800': 'a' } }));
      assert.deepEqual(fieldsOf(half), { answers: 'invalid_text' });
    });

    it('what a body names and nobody knows is 422 at its field', async () => {
      const site = await book(newBooking({ site: 'NOWHERE' }));
      assertProblem(site, 422, 'unknown_site');
      assert.deepEqual(fieldsOf(site), { site: 'unknown_site' });
      const service = await book(newBooking({ services: [{ code: 'RENEW' }, { code: 'MAGIC' }] }));
      assert.deepEqual(fieldsOf(service), { 'services.1.code': 'unknown_service' });
      assertProblem(
        await api.request.get(`${root}/sites/BJ-TSY/slots?service=MAGIC`),
        422,
        'unknown_service',
      );
    });

    it('dates of slots must be dates, in order and not too many', async () => {
      const slots = (query: string) => api.request.get(`${root}/sites/BJ-TSY/slots?service=RENEW&${query}`);
      assert.deepEqual(fieldsOf(await slots('from=2026-02-30')), { from: 'wrong_format' });
      assert.deepEqual(fieldsOf(await slots('from=2026-12-02&to=2026-12-01')), { to: 'wrong_order' });
      assert.deepEqual(fieldsOf(await slots('from=2026-12-01&to=2027-12-01')), { to: 'wrong_order' });
      assert.deepEqual(fieldsOf(await api.request.get(`${root}/sites/BJ-TSY/slots`)), {
        service: 'required',
      });
      const days = (await slots('').expect(200)).body.days;
      assert.deepEqual([days.length, days[0].date], [31, '2026-11-23']);
    });

    it('rules that refuse a booking answer 409 with their code', async () => {
      const mobile = (n: number) => ({ name: '王小明', mobile: `1380000500${n}` });
      const at = (start: string, n: number) => book(newBooking({ start, contact: mobile(n) }));
      assertProblem(await at('2026-11-24T10:07:00+08:00', 1), 409, 'not_offered');
      assertProblem(await at('2026-11-23T10:00:00+08:00', 1), 409, 'too_late');
      assertProblem(await at('2027-06-01T10:00:00+08:00', 1), 409, 'too_early');
      for (const n of [1, 2, 3]) await at(tuesdayAtTen, n).expect(201);
      assertProblem(await at(tuesdayAtTen, 4), 409, 'slot_taken');
      assertProblem(await at('2026-11-24T14:00:00+08:00', 1), 409, 'limit_reached');
      const many = await book(
        newBooking({
          services: [
            { code: 'RENEW', quantity: 20 },
            { code: 'UNLOCK', quantity: 5 },
          ],
        }),
      );
      assertProblem(many, 422, 'too_many_services');
    });

    it('keys open what they are for and nothing else', async () => {
      const open = (key?: string) => {
        const call = api.request.post(`${root}/counters/BJ-TSY-2/open`);
        return key === undefined ? call : call.set('Authorization', `Bearer ${key}`);
      };
      const without = await open();
      assertProblem(without, 401, 'invalid_key');
      assert.match(String(without.headers['www-authenticate']), /^Bearer/);
      assertProblem(await open('hall_wrong'), 401, 'invalid_key');
      assertProblem(await open(api.deviceKey), 403, 'not_permitted');
      const elsewhere = await api.newKey('staff', 'BJ-YZ').catch(() => null);
      if (elsewhere !== null) assertProblem(await open(elsewhere.key), 403, 'not_permitted');
      const everywhere = await api.newKey('staff', null);
      await open(everywhere.key).expect(200);
      assert.ok((await revokeKey(api.hall.system, { id: everywhere.id, actor: theSystem })).ok);
      assertProblem(await open(everywhere.key), 401, 'invalid_key');
    });

    it('a walk-in outside opening hours is refused, and a counter cannot be left with its ticket', async () => {
      const ticket = () => staff('/sites/BJ-TSY/tickets', { services: ['RENEW', 'ADD_OPERATOR:2'] });
      await ticket().expect(201);
      await staff('/counters/BJ-TSY-3/open').expect(200);
      assertProblem(await staff('/counters/BJ-TSY-3/recall'), 409, 'counter_idle');
      await staff('/counters/BJ-TSY-3/calls').expect(201);
      assertProblem(await staff('/counters/BJ-TSY-3/close'), 409, 'counter_busy');
      const missed = await staff('/counters/BJ-TSY-3/missed');
      assertProblem(missed, 409, 'recall_first');
      assertProblem(await staff('/counters/BJ-TSY-3/transfer', {}), 422, 'invalid_input');
      assertProblem(await staff('/counters/BJ-TSY-3/transfer', { queue: 'Z' }), 422, 'unknown_queue');
      assertProblem(await staff('/counters/BJ-TSY-3/finish', { outcome: 'magic' }), 422, 'invalid_input');
      api.hall.clock.set('2026-11-23T20:00:00+08:00');
      const closed = await ticket();
      assertProblem(closed, 409, 'closed');
    });
  });
}

describe('Limits of the API', () => {
  it('too many bookings of one address are 429 and say when to come back', async () => {
    const api = await startApi({ engine: 'sqlite', env: { RATE_LIMITS: 'on' } });
    try {
      for (let k = 0; k < 20; k += 1) await api.request.post(`${root}/bookings`).send({}).expect(422);
      const answer = await api.request.post(`${root}/bookings`).send({});
      assertProblem(answer, 429, 'too_many_requests');
      assert.ok(Number(answer.headers['retry-after']) >= 1);
    } finally {
      await api.close();
    }
  });
});
