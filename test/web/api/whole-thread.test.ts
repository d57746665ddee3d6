import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type ApiClient, newBooking, root, startApi, tuesdayAtTen } from './api-client.ts';

for (const engine of engines) {
  describe(`A visit through the API [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    let booked: {
      reference: string;
      token: string;
      manageUrl: string;
      state: string;
      start: string;
      end: string;
      checklist: { material: string }[];
    };
    let ticket: { number: string; token: string; ahead: number };

    before(async () => {
      api = await startApi({ engine });
    });
    after(() => api.close());

    const counter = (verb: string, body?: object) =>
      api.request
        .post(`${root}/counters/BJ-TSY-1/${verb}`)
        .set('Authorization', `Bearer ${api.staffKey}`)
        .send(body);

    it('a slot that is offered can be booked, and is offered once less afterwards', async () => {
      const offer = async () => {
        const answer = await api.request
          .get(`${root}/sites/BJ-TSY/slots?service=RENEW&from=2026-11-24&to=2026-11-24`)
          .expect(200);
        return answer.body.days[0].slots.find(
          (slot: { start: string }) => Date.parse(slot.start) === Date.parse(tuesdayAtTen),
        ).free;
      };
      const before = await offer();
      const answer = await api.request
        .post(`${root}/bookings`)
        .set('Idempotency-Key', 'k-1')
        .send(newBooking())
        .expect(201);
      booked = answer.body;
      assert.equal(booked.state, 'confirmed');
      assert.equal(booked.start, '2026-11-24T10:00:00.000+08:00');
      assert.ok(booked.manageUrl.endsWith(`/bookings/${booked.reference}?token=${booked.token}`));
      assert.ok(booked.checklist.length > 0);
      assert.equal(await offer(), before - 1);
    });

    it('the same idempotency key answers the same booking again, and refuses another one', async () => {
      const again = await api.request
        .post(`${root}/bookings`)
        .set('Idempotency-Key', 'k-1')
        .send(newBooking())
        .expect(201);
      assert.deepEqual(again.body, booked);
      const other = newBooking({ start: '2026-11-24T14:00:00+08:00' });
      const refused = await api.request
        .post(`${root}/bookings`)
        .set('Idempotency-Key', 'k-1')
        .send(other)
        .expect(422);
      assert.equal(refused.body.code, 'idempotency_mismatch');
    });

    it('the holder sees the booking without the whole telephone number', async () => {
      const answer = await api.request
        .get(`${root}/bookings/${booked.reference}`)
        .set('Authorization', `Bearer ${booked.token}`)
        .expect(200);
      assert.equal(answer.body.contact.mobile, '138****1234');
      assert.equal(answer.body.state, 'confirmed');
    });

    it('the visitor checks in on the day, once', async () => {
      const checkIn = () =>
        api.request
          .post(`${root}/sites/BJ-TSY/check-ins`)
          .set('Authorization', `Bearer ${api.deviceKey}`)
          .send({ reference: booked.reference });
      assert.equal((await checkIn().expect(409)).body.code, 'wrong_day');
      api.hall.clock.set('2026-11-24T09:50:00+08:00');
      const answer = await checkIn().expect(201);
      ticket = answer.body;
      assert.equal(ticket.number, 'A001');
      assert.equal(ticket.ahead, 0);
      const second = await checkIn().expect(409);
      assert.equal(second.body.code, 'already_checked_in');
      assert.equal(second.body.details.number, 'A001');
    });

    it('a closed counter calls nobody; an open one calls the visitor, and the board shows it', async () => {
      assert.equal((await counter('calls').expect(409)).body.code, 'counter_closed');
      await counter('open').expect(200);
      const called = await counter('calls').expect(201);
      assert.equal(called.body.ticket.number, 'A001');
      assert.equal(called.body.ticket.reason.kind, 'appointment');
      assert.equal((await counter('calls').expect(409)).body.code, 'counter_busy');
      const board = await api.request.get(`${root}/sites/BJ-TSY/board`).expect(200);
      assert.deepEqual(
        board.body.calling.map((call: { number: string; counter: string }) => [call.number, call.counter]),
        [['A001', 'BJ-TSY-1']],
      );
    });

    it('the visitor is recalled, served and done; then nobody can be called', async () => {
      await counter('recall').expect(200);
      assert.equal((await counter('start').expect(200)).body.ticket.state, 'serving');
      const phone = await api.request.get(`${root}/tickets/${ticket.token}`).expect(200);
      assert.deepEqual([phone.body.state, phone.body.counter.label], ['serving', '1']);
      const finished = await counter('finish', { outcome: 'completed' }).expect(200);
      assert.deepEqual([finished.body.ticket.state, finished.body.ticket.outcome], ['done', 'completed']);
      const { body: all } = await api.request
        .get(`${root}/counters?site=BJ-TSY`)
        .set('Authorization', `Bearer ${api.staffKey}`)
        .expect(200);
      assert.equal(all.find(({ code }: { code: string }) => code === 'BJ-TSY-1').undo, 'finish');
      const undone = await counter('undo').expect(200);
      assert.deepEqual([undone.body.undone, undone.body.ticket.state], ['finish', 'serving']);
      const again = await api.request.get(`${root}/tickets/${ticket.token}`).expect(200);
      assert.equal(again.body.state, 'serving');
      await counter('finish', { outcome: 'completed' }).expect(200);
      const nobody = await counter('calls').expect(204);
      assert.equal(nobody.text, '');
      const after = await api.request
        .get(`${root}/bookings/${booked.reference}`)
        .set('Authorization', `Bearer ${booked.token}`)
        .expect(200);
      assert.equal(after.body.state, 'completed');
    });

    it('the events of the day are there in order, without a gap', async () => {
      const events = await api.request
        .get(`${root}/sites/BJ-TSY/events?day=2026-11-24`)
        .set('Authorization', `Bearer ${api.staffKey}`)
        .expect(200);
      assert.deepEqual(
        events.body.map((event: { version: number; type: string }) => [event.version, event.type]),
        [
          [1, 'ticket_issued'],
          [2, 'counter_opened'],
          [3, 'ticket_called'],
          [4, 'ticket_recalled'],
          [5, 'service_started'],
          [6, 'service_finished'],
          [7, 'command_undone'],
          [8, 'service_finished'],
        ],
      );
      const { was, takesBack } = events.body[6];
      assert.deepEqual([takesBack, was.number, was.state, was.booking], [[6], 'A001', 'serving', undefined]);
      const last = await api.request
        .get(`${root}/sites/BJ-TSY/events?after=5`)
        .set('Authorization', `Bearer ${api.staffKey}`)
        .expect(200);
      assert.deepEqual(
        last.body.map((event: { version: number }) => event.version),
        [6, 7, 8],
      );
    });

    it('a booking can be moved and cancelled by its holder, and by nobody else', async () => {
      const mine = newBooking({
        start: '2026-11-26T10:00:00+08:00',
        contact: { name: '李四', mobile: '13900001234' },
      });
      const { reference, token } = (await api.request.post(`${root}/bookings`).send(mine).expect(201)).body;
      const post = (verb: string, bearer: string, body?: object) =>
        api.request
          .post(`${root}/bookings/${reference}/${verb}`)
          .set('Authorization', `Bearer ${bearer}`)
          .send(body);
      await post('cancellation', 'x'.repeat(32)).expect(404);
      const moved = await post('move', token, { start: '2026-11-26T14:00:00+08:00' }).expect(200);
      assert.equal(moved.body.start, '2026-11-26T14:00:00.000+08:00');
      assert.equal(
        (await post('handling', token, { mode: 'self_service' }).expect(409)).body.code,
        'handling_not_offered',
      );
      assert.equal((await post('cancellation', token).expect(200)).body.state, 'cancelled');
      assert.equal((await post('cancellation', token).expect(409)).body.code, 'not_active');
    });
  });
}
