import assert from 'node:assert/strict';
import { foldedDays } from '../../../server/actions/queue/day-statistics.ts';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import {
  changeTicket,
  correctOutcome,
  deferTicket,
  joinBooking,
  voidTicket,
} from '../../../server/actions/queue/put-right.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import { replayHall } from '../../../server/domain/queue/hall/evolve-hall.ts';
import { eventsAfter, loadHall } from '../../../server/store/queue/hall-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/booking-office.ts';
import { engines } from '../../support/engines.ts';
import { day, minute, nine } from '../../support/hall-play.ts';
import { hallSite, queueB } from '../../support/hall-site.ts';
import { somebody } from '../../support/somebody.ts';

const site = { ...hallSite(3), sessions: [{ weekday: 2, opens: '09:00', closes: '17:00' }] };
const counter = 'BJ-TSY-1';
const by = { actor: somebody };
const same = { services: null, queue: null, priority: null, note: null } as const;

for (const engine of engines) {
  describe(`what staff put right [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    beforeEach(async () => {
      bare = await bareSystem({ engine, sites: [site], now: '2026-11-23T10:00:00+08:00' });
      assert.ok((await bare.system.bookings.submit(bookCommand('b', nine + 15 * minute), by)).ok);
      bare.clock.set(nine + 10 * minute);
      for (const id of ['w1', 'w2', 'w3']) await done(walkIn(id));
    });
    afterEach(() => bare?.close());

    const walkIn = (id: string): HallRequest => ({
      type: 'walk_in',
      id,
      services: [{ code: 'RENEW', quantity: 1 }],
      priority: false,
      byStaff: true,
    });
    const submit = (request: HallRequest) => bare.system.halls.submit(site.code, request, by);
    const done = async (request: HallRequest) => value(await submit(request));
    const value = <T>(outcome: Outcome<T>): T => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return outcome.value;
    };
    const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'done' : outcome.code);
    const stored = () => loadHall(bare.system.database.reader, site.code, day);
    const place = async (id: string) => {
      const ticket = (await stored()).tickets.get(id);
      assert.ok(ticket !== undefined);
      return { site: site.code, day, ticket };
    };
    const booking = async () => ({
      ...(await bare.system.database.reader('booking').where({ id: 'b' }).first('state', 'limit_key')),
    });
    const isReplay = async (): Promise<void> => {
      const events = await eventsAfter(bare.system.database.reader, site.code, day, 0);
      const played = replayHall(
        site.code,
        day,
        events.map(({ event }) => event),
      );
      assert.deepEqual(played, await stored());
    };

    it('is stored as the events play it, and stands in the audit with its reason beside it', async () => {
      const { system } = bare;
      const change = { ...same, queue: queueB, priority: true, note: '轮椅' };
      value(await changeTicket(system, await place('w1'), change, '老人', by));
      value(await voidTicket(system, await place('w2'), '重复取号', by));
      assert.equal(code(await deferTicket(system, await place('w3'), 1, by)), 'nobody_behind');
      const { tickets } = await stored();
      const { queue, priority, note } = tickets.get('w1') ?? {};
      assert.deepEqual([queue, priority, note], [queueB, true, '轮椅']);
      assert.equal(tickets.get('w2')?.state, 'void');
      await isReplay();
      const lines = await system.database.reader('audit').orderBy('action').select('action', 'subject');
      assert.deepEqual(
        lines.map(({ action, subject }) => `${action} ${subject}`),
        [`ticket.change BJ-TSY ${day} A001`, `ticket.void BJ-TSY ${day} A002`],
      );
      const words = await system.database.reader('audit_words').pluck('text');
      assert.deepEqual([...words].sort(), ['老人', '重复取号']);
      assert.ok(!JSON.stringify(await system.database.reader('audit').select()).includes('轮椅'));
    });

    it('without a reason nothing happens', async () => {
      assert.equal(code(await voidTicket(bare.system, await place('w1'), ' ', by)), 'reason_required');
      assert.equal((await stored()).tickets.get('w1')?.state, 'waiting');
    });

    it('other services bring their queue along', async () => {
      const services = [{ code: 'NEW', quantity: 1 }];
      value(await changeTicket(bare.system, await place('w1'), { ...same, services }, 'x', by));
      const ticket = (await stored()).tickets.get('w1');
      const its = site.services.find(({ service }) => service === 'NEW')?.queue;
      assert.deepEqual([ticket?.services, ticket?.queue], [services, its]);
    });

    it('a walk-in is joined to its booking by whoever knows whose it is, once', async () => {
      const asked = { reference: 'R-b', proof: '0000' };
      const join = async (id: string, proof: string) =>
        code(await joinBooking(bare.system, await place(id), { ...asked, proof }, by));
      assert.equal(await join('w1', '9999'), 'unknown_booking');
      assert.equal((await booking()).state, 'confirmed');
      assert.equal(await join('w1', '8000'), 'done');
      assert.equal((await booking()).state, 'arrived');
      assert.equal((await stored()).tickets.get('w1')?.booking, 'b');
      assert.equal(await join('w2', '8000'), 'already_checked_in');
      const checkIn = await submit({ type: 'arrive', id: 't', reference: 'R-b', priority: false });
      assert.equal(code(checkIn), 'already_checked_in');
      await isReplay();
    });

    it('a booked visit that staff take out is not served, and back in line it has arrived', async () => {
      const { limit_key: limit } = await booking();
      value(await joinBooking(bare.system, await place('w1'), { reference: 'R-b', proof: '8000' }, by));
      value(await voidTicket(bare.system, await place('w1'), 'x', by));
      assert.deepEqual(await booking(), { state: 'not_served', limit_key: null });
      const back = { to: 'waiting', outcome: 'completed' } as const;
      value(await correctOutcome(bare.system, await place('w1'), back, 'x', by));
      assert.deepEqual(await booking(), { state: 'arrived', limit_key: limit });
      await isReplay();
    });

    it('days later what became of a visit is corrected, with its booking and the figures of its day', async () => {
      value(await joinBooking(bare.system, await place('w1'), { reference: 'R-b', proof: '8000' }, by));
      await done({ type: 'open_counter', counter, staff: null });
      await done({ type: 'close_day' });
      const { system } = bare;
      const served = async () => {
        for await (const { fold } of foldedDays(system, [site], day, day)) return fold.statistics.served;
        return null;
      };
      assert.equal(await served(), 0);
      bare.clock.set(nine + 3 * 24 * 60 * minute);
      const to = { to: 'done', outcome: 'completed' } as const;
      value(await correctOutcome(system, await place('w1'), to, '已在窗口办结', by));
      assert.equal(await served(), 1);
      assert.equal((await booking()).state, 'completed');
      const back = { to: 'waiting', outcome: 'completed' } as const;
      assert.equal(code(await correctOutcome(system, await place('w1'), back, 'x', by)), 'day_closed');
      await isReplay();
    });
  });
}
