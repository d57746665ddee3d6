import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { replay, subscribe, unsubscribe } from '../../server/actions/event/edit-subscribers.ts';
import { type EventType, eventTypes } from '../../server/domain/event/outgoing-event.ts';
import { sendEvents } from '../../server/jobs/send-events.ts';
import { sweep } from '../../server/store/sweep.ts';
import { type Gateway, openGateway } from '../messages/gateway.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { somebody } from '../support/somebody.ts';

const minute = 60_000;

interface Told {
  readonly id: string;
  readonly type: EventType;
  readonly site: string;
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
}

for (const engine of engines) {
  describe(`other systems that are told of events [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let gateway: Gateway;
    let people = 0;
    const staff = somebody;

    before(async () => {
      gateway = await openGateway();
      hall = await startSystem({ engine });
    });
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      for (const table of ['event_subscriber', 'event_delivery', 'outgoing_event', 'event_sequence'])
        await hall.system.database.writer(table).delete();
      gateway.received.length = 0;
      gateway.answer = { status: 204, body: '' };
    });
    after(async () => {
      await hall.close();
      await gateway.close();
    });

    const told = (): readonly Told[] => gateway.received.map(({ body }) => JSON.parse(body) as Told);
    const follow = async (site: string | null = null, events: readonly EventType[] = eventTypes) => {
      const made = await subscribe(hall.system, { name: 'ERP', site, url: gateway.url, events, staff });
      assert.ok(made.ok);
      return made.value;
    };
    const book = (site = 'BJ-TSY') => {
      people += 1;
      return bookByApi(hall, site, { name: '王芳', mobile: `137${String(10_000_000 + people)}` });
    };
    const cancel = ({ reference, token }: { reference: string; token: string }) =>
      hall.request
        .post(`/api/v1/bookings/${reference}/cancellation`)
        .set('Authorization', `Bearer ${token}`)
        .send({})
        .expect(200);
    const deliveries = () => hall.system.database.reader('event_delivery');

    it('hear each event once, signed, numbered without a gap, and with nothing of a person', async () => {
      const { secret } = await follow();
      const booked = await book();
      await cancel(booked);
      await sendEvents(hall.system);
      await sendEvents(hall.system);
      assert.deepEqual(
        told()
          .map(({ type, site, sequence }) => [type, site, sequence])
          .sort((a, b) => Number(a[2]) - Number(b[2])),
        [
          ['booking.created', 'BJ-TSY', 1],
          ['booking.cancelled', 'BJ-TSY', 2],
        ],
      );
      for (const { headers, body } of gateway.received) {
        const timestamp = headers['x-hall-timestamp'];
        const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
        assert.equal(headers['x-hall-signature'], `v1=${expected}`);
        assert.doesNotMatch(body, /王芳|137\d{8}|91110108551385082Q|示例/);
      }
      assert.equal(told()[0]?.data['reference'], booked.reference);
    });

    it('an event is there in the very commit of what has happened, and only where somebody hears of it', async () => {
      await book();
      assert.deepEqual(await hall.system.database.reader('outgoing_event'), []);
      await follow('BJ-TSY', ['booking.created']);
      const booked = await book();
      await book('BJ-ZGC');
      await cancel(booked);
      // before any job has run
      const rows = await hall.system.database.reader('outgoing_event');
      assert.deepEqual(
        rows.map(({ type, site, sequence }) => [type, site, sequence]),
        [['booking.created', 'BJ-TSY', null]],
      );
    });

    it('of the hall: a ticket that is issued, called and finished, and the end of the day', async () => {
      await follow();
      hall.clock.set('2026-11-24T10:00:00+08:00');
      const submit = async (request: Parameters<typeof hall.system.halls.submit>[1]) => {
        const done = await hall.system.halls.submit('BJ-TSY', request, { actor: staff });
        assert.ok(done.ok, JSON.stringify(done));
      };
      const counter = 'BJ-TSY-1';
      const services = [{ code: 'RENEW', quantity: 1 }];
      await submit({ type: 'walk_in', id: 'w-1', services, priority: false, byStaff: true });
      await submit({ type: 'open_counter', counter, staff: null });
      await submit({ type: 'call_next', counter });
      await submit({ type: 'start', counter });
      await submit({ type: 'finish', counter, outcome: 'completed' });
      await submit({ type: 'close_day', because: 'staff' });
      await sendEvents(hall.system);
      const sorted = [...told()].sort((a, b) => a.sequence - b.sequence);
      assert.deepEqual(
        sorted.map(({ type }) => type),
        ['ticket.issued', 'ticket.called', 'ticket.finished', 'day.closed'],
      );
      assert.deepEqual([sorted[1]?.data['number'], sorted[1]?.data['counter']], ['A001', counter]);
    });

    it('whoever does not answer is told again, later and under the same id; whoever refuses for good is not', async () => {
      await follow();
      await book();
      gateway.answer = { status: 503, body: '' };
      await sendEvents(hall.system);
      await sendEvents(hall.system);
      assert.equal(gateway.received.length, 1, 'not before its time');
      gateway.answer = { status: 204, body: '' };
      hall.clock.advance(2 * minute);
      await sendEvents(hall.system);
      assert.deepEqual([told().length, new Set(told().map(({ id }) => id)).size], [2, 1]);
      gateway.answer = { status: 410, body: '' };
      await book();
      await sendEvents(hall.system);
      const states = (await deliveries()).map(({ state }) => state).sort();
      assert.deepEqual(states, ['dead', 'sent']);
    });

    it('a range is sent again by a press, also what was received', async () => {
      const { id } = await follow();
      await book();
      await book();
      await book();
      await sendEvents(hall.system);
      gateway.received.length = 0;
      const again = await replay(hall.system, { id, site: 'BJ-TSY', from: 2, to: 3, staff });
      assert.deepEqual(again, { ok: true, value: 2 });
      await sendEvents(hall.system);
      assert.deepEqual(
        told()
          .map(({ sequence }) => sequence)
          .sort(),
        [2, 3],
      );
    });

    it('whoever has ended hears nothing more, and nobody but an administrator adds, ends or repeats', async () => {
      const { id } = await follow();
      await book();
      await unsubscribe(hall.system, id, staff);
      await sendEvents(hall.system);
      assert.equal(gateway.received.length, 0);
      const manager = { ...somebody, role: 'manager', sites: ['BJ-TSY'] } as const;
      const refused = await subscribe(hall.system, {
        name: 'x',
        site: null,
        url: gateway.url,
        events: [],
        staff: manager,
      });
      assert.deepEqual(refused, { ok: false, code: 'not_permitted' });
    });

    it('no address inside is called, and none without TLS is taken', async () => {
      const of = { name: 'x', site: null, events: eventTypes, staff };
      const plain = await subscribe(hall.system, { ...of, url: 'http://erp.example/hook' });
      assert.deepEqual(plain, { ok: false, code: 'address_refused' });
      const inside = await subscribe(hall.system, { ...of, url: 'https://10.0.0.1/hook' });
      assert.ok(inside.ok);
      await book();
      await sendEvents(hall.system);
      const [row] = await deliveries();
      assert.deepEqual([row?.state, /not in the world/.test(row?.answer ?? '')], ['dead', true]);
    });

    it('what has happened is forgotten after thirty days, with what was told of it', async () => {
      await follow();
      await book();
      await sendEvents(hall.system);
      hall.clock.advance(31 * 24 * 60 * minute);
      await sweep(hall.system.database.writer, hall.clock.now());
      assert.deepEqual([await deliveries(), await hall.system.database.reader('outgoing_event')], [[], []]);
    });
  });
}
