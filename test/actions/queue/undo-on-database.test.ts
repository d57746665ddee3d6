import assert from 'node:assert/strict';
import { idempotencyKey } from '../../../server/actions/idempotency.ts';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { rateVisit } from '../../../server/actions/queue/rate-visit.ts';
import { replayHall } from '../../../server/domain/queue/hall/evolve-hall.ts';
import { eventsAfter, loadHall } from '../../../server/store/queue/hall-query.ts';
import { ratingCounts } from '../../../server/store/statistics/rating-counts-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/booking-office.ts';
import { engines } from '../../support/engines.ts';
import { day, minute, nine } from '../../support/hall-play.ts';
import { hallSite } from '../../support/hall-site.ts';

const site = { ...hallSite(3), sessions: [{ weekday: 2, opens: '09:00', closes: '17:00' }] };
const counter = 'BJ-TSY-1';
const by = { actor: { kind: 'staff', id: 'test' } } as const;

for (const engine of engines) {
  describe(`what a clerk takes back [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    beforeEach(async () => {
      bare = await bareSystem({ engine, sites: [site], now: '2026-11-23T10:00:00+08:00' });
      assert.ok((await bare.system.bookings.submit(bookCommand('b', nine + 15 * minute), by)).ok);
      bare.clock.set(nine + 10 * minute);
      await done({ type: 'arrive', id: 't1', reference: 'R-b', priority: false });
      await done({ type: 'open_counter', counter, staff: null });
      await done({ type: 'call_next', counter });
    });
    afterEach(() => bare?.close());

    const submit = (request: HallRequest, system = bare.system) =>
      system.halls.submit(site.code, request, by);
    const done = async (request: HallRequest, system = bare.system) => {
      const outcome = await submit(request, system);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return outcome.value;
    };
    const booking = async () => ({
      ...(await bare.system.database.reader('booking').where({ id: 'b' }).first('state', 'limit_key')),
    });
    const undo: HallRequest = { type: 'undo', counter };
    const finish: HallRequest = { type: 'finish', counter, outcome: 'completed' };

    it('leaves the rows that the events play, in another process as well', async () => {
      const other = bare.another().system;
      await done(finish);
      const undone = await done(undo, other);
      assert.equal(undone.undone, 'finish');
      assert.equal(undone.ticket?.state, 'called');
      assert.equal((await done(undo)).undone, 'call');
      const { reader } = bare.system.database;
      const events = await eventsAfter(reader, site.code, day, 0);
      const stored = await loadHall(reader, site.code, day);
      assert.deepEqual(
        replayHall(
          site.code,
          day,
          events.map(({ event }) => event),
        ),
        stored,
      );
      assert.equal(stored.tickets.get('t1')?.state, 'waiting');
      assert.deepEqual(events.at(-1)?.actor, by.actor);
    });

    it('a booking whose visit goes on again has its state and the limit of its day back', async () => {
      const before = await booking();
      assert.equal(before.state, 'arrived');
      assert.notEqual(before.limit_key, null);
      await done(finish);
      assert.deepEqual(await booking(), { state: 'completed', limit_key: null });
      await done(undo);
      assert.deepEqual(await booking(), before);
    });

    it('a limit that another booking has taken meanwhile stays with that one', async () => {
      await done(finish);
      const more = bookCommand('c', nine + 60 * minute, {
        enterprise: { name: 'Enterprise b', creditCode: 'CODE-b', customsCode: null },
        actor: { kind: 'office' },
      });
      const booked = await bare.system.bookings.submit(more, by);
      assert.ok(booked.ok, JSON.stringify(booked));
      await done(undo);
      assert.deepEqual(await booking(), { state: 'arrived', limit_key: null });
    });

    it('asked twice with one key it takes back once', async () => {
      await done(finish);
      const idempotency = idempotencyKey('undo', 'form-1', undo);
      const both = await Promise.all(
        [1, 2].map(() => bare.system.halls.submit(site.code, undo, { ...by, idempotency })),
      );
      assert.deepEqual(both[0], both[1]);
      const events = await eventsAfter(bare.system.database.reader, site.code, day, 0);
      assert.equal(events.filter(({ event }) => event.type === 'command_undone').length, 1);
    });

    it('sees what came before it in its own batch', async () => {
      const [finished, undone, again] = await Promise.all([submit(finish), submit(undo), submit(undo)]);
      assert.ok(finished.ok && undone.ok && again.ok);
      assert.deepEqual([undone.value.undone, again.value.undone], ['finish', 'call']);
    });

    it('a rating stays with its ticket, and counts again when the visit has ended again', async () => {
      await done(finish);
      assert.ok((await rateVisit(bare.system, { ticket: 't1', score: 4 })).ok);
      const counts = () => ratingCounts(bare.system.database.reader, [site.code], day, day);
      assert.equal((await counts()).length, 1);
      await done(undo);
      assert.deepEqual(await counts(), []);
      const rated = await rateVisit(bare.system, { ticket: 't1', score: 5 });
      assert.equal(rated.ok ? 'rated' : rated.code, 'wrong_state');
      await done(finish);
      assert.deepEqual(
        (await counts()).map(({ score, count }) => [score, count]),
        [[4, 1]],
      );
    });

    it('comes too late after two minutes, and nothing has changed', async () => {
      const before = await loadHall(bare.system.database.reader, site.code, day);
      bare.clock.set(nine + 12 * minute + 1);
      const late = await submit(undo);
      assert.equal(late.ok ? 'done' : late.code, 'too_late_to_undo');
      assert.deepEqual(await loadHall(bare.system.database.reader, site.code, day), before);
    });
  });
}
