import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type ApiClient, newBooking, root, startApi, tuesdayAtTen } from './api-client.ts';

for (const engine of engines) {
  describe(`Putting tickets right through the API [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    let reference = '';
    before(async () => {
      api = await startApi({ engine });
      const start = '2026-11-24T14:00:00+08:00';
      const made = await api.request.post(`${root}/bookings`).send(newBooking({ start })).expect(201);
      ({ reference } = made.body as { reference: string });
      api.hall.clock.set(tuesdayAtTen);
    });
    after(() => api.close());

    const post = (path: string, body: object = {}) =>
      api.request.post(`${root}${path}`).set('Authorization', `Bearer ${api.staffKey}`).send(body);
    const newTicket = async (): Promise<{ id: string; token: string }> => {
      const { token } = (await post('/sites/BJ-TSY/tickets', { services: ['RENEW'] }).expect(201)).body;
      const { body } = await api.request
        .get(`${root}/sites/BJ-TSY/events`)
        .set('Authorization', `Bearer ${api.staffKey}`);
      return { id: body.at(-1).ticket.id, token };
    };
    const ahead = async (token: string): Promise<number> =>
      (await api.request.get(`${root}/tickets/${token}`).expect(200)).body.ahead;

    it('a visitor who lets others pass stands behind them, on the phone as well', async () => {
      const [first, second] = [await newTicket(), await newTicket()];
      assert.equal(await ahead(first.token), 0);
      const done = await post(`/tickets/${first.id}/deferral`, { places: 1 }).expect(200);
      assert.equal(done.body.ticket.state, 'waiting');
      assert.deepEqual([await ahead(first.token), await ahead(second.token)], [1, 0]);
      assert.equal(
        (await post(`/tickets/${first.id}/deferral`, { places: 0 }).expect(422)).body.errors[0].field,
        'places',
      );
    });

    it('a ticket that waits gets the priority lane and a note, with a reason', async () => {
      const { id } = await newTicket();
      const asked = { priority: true, note: '需要轮椅' };
      assert.equal(
        (await post(`/tickets/${id}/correction`, asked).expect(422)).body.errors[0].field,
        'reason',
      );
      const { body } = await post(`/tickets/${id}/correction`, { ...asked, reason: '老人' }).expect(200);
      assert.deepEqual([body.ticket.priority, body.ticket.note], [true, '需要轮椅']);
      const wrong = { services: ['NOTHING'], reason: 'x' };
      assert.equal(
        (await post(`/tickets/${id}/correction`, wrong).expect(422)).body.errors[0].field,
        'services',
      );
    });

    it('a ticket is taken out once, and one that is not there is not found', async () => {
      const { id, token } = await newTicket();
      await post(`/tickets/${id}/void`, { reason: '重复取号' }).expect(200);
      assert.equal((await api.request.get(`${root}/tickets/${token}`)).body.state, 'void');
      assert.equal((await post(`/tickets/${id}/void`, { reason: 'x' }).expect(409)).body.code, 'wrong_state');
      assert.equal(
        (await post('/tickets/nobody/void', { reason: 'x' }).expect(404)).body.code,
        'unknown_ticket',
      );
    });

    it('a walk-in is joined to its booking by whoever knows the booking and whose it is, once, under one key', async () => {
      const { id } = await newTicket();
      const path = `/tickets/${id}/joining`;
      const missing = await post(path, { reference }).expect(422);
      assert.equal(missing.body.errors[0].field, 'proof');
      for (const wrong of [
        { reference, proof: '9999' },
        { reference: 'HW3K-8P2M', proof: '1234' },
        { reference: 'x', proof: '1234' },
      ])
        assert.equal((await post(path, wrong).expect(404)).body.code, 'unknown_booking');
      const join = () =>
        post(path, { reference: reference.toLowerCase(), proof: '1234' }).set('Idempotency-Key', 'join-1');
      const joined = await join().expect(200);
      assert.equal(joined.body.ticket.kind, 'appointment');
      assert.deepEqual((await join().expect(200)).body, joined.body, 'the same key, the same answer');
      const state = async () =>
        (await api.hall.system.database.reader('booking').where({ reference }).first('state'))?.state;
      assert.equal(await state(), 'arrived');
      const other = await newTicket();
      const late = await post(`/tickets/${other.id}/joining`, { reference, proof: '1234' }).expect(409);
      assert.equal(late.body.code, 'already_checked_in');
      const audit = await api.hall.system.database.reader('audit').where({ action: 'ticket.join' });
      assert.equal(audit.length, 1);
    });

    it('what became of a visit is corrected with a reason, on a day that is over as well', async () => {
      const { id, token } = await newTicket();
      const path = `/tickets/${id}/outcome`;
      const done = { state: 'done', outcome: 'missing_materials', reason: '漏记' };
      assert.equal((await post(path, done).expect(409)).body.code, 'wrong_state', 'it still waits');
      await post(`/tickets/${id}/void`, { reason: 'x' }).expect(200);
      assert.equal((await post(path, { state: 'done' }).expect(422)).body.errors[0].field, 'reason');
      assert.equal(
        (await post(path, { ...done, state: 'serving' }).expect(422)).body.errors[0].field,
        'state',
      );
      const { body } = await post(path, done).expect(200);
      assert.deepEqual([body.ticket.state, body.ticket.outcome], ['done', 'missing_materials']);
      assert.equal((await api.request.get(`${root}/tickets/${token}`)).body.state, 'done');
      const before = api.hall.clock.now();
      api.hall.clock.set('2026-11-25T10:00:00+08:00');
      const tomorrow = await post(path, { state: 'missed', reason: '没有来' }).expect(200);
      assert.equal(tomorrow.body.ticket.id, id);
      assert.equal(
        (await post(`/tickets/${id}/void`, { reason: 'x' }).expect(404)).body.code,
        'unknown_ticket',
      );
      api.hall.clock.set(new Date(before).toISOString());
      const elsewhere = await api.newKey('staff', 'HZ');
      for (const [end, sent] of [
        ['outcome', done],
        ['joining', { reference: 'HW3K-8P2M', proof: '1234' }],
      ] as const) {
        const asked = (key: string) =>
          api.request.post(`${root}/tickets/${id}/${end}`).set('Authorization', `Bearer ${key}`).send(sent);
        assert.equal((await asked(elsewhere.key)).body.code, 'unknown_ticket', 'of another site');
        assert.equal((await asked(api.deviceKey)).status, 403, 'a machine');
      }
    });

    it('nothing can be taken back where nothing was done', async () => {
      assert.equal((await post('/counters/BJ-TSY-1/undo').expect(409)).body.code, 'nothing_to_undo');
      await post('/counters/BJ-TSY-1/open').expect(200);
      await post('/counters/BJ-TSY-1/calls').expect(201);
      api.hall.clock.advance(121_000);
      assert.equal((await post('/counters/BJ-TSY-1/undo').expect(409)).body.code, 'too_late_to_undo');
    });
  });
}
