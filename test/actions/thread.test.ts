import assert from 'node:assert/strict';
import { idempotencyKey } from '../../server/actions/idempotency.ts';
import { evolveHall } from '../../server/domain/queue/hall/evolve-hall.ts';
import { emptyHall } from '../../server/domain/queue/hall/hall.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { eventsAfter, loadHall } from '../../server/store/queue/hall-query.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

const tuesday = Date.parse('2026-11-24T09:00:00+08:00');

for (const engine of engines) {
  describe(`from booking to the end of the visit [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    it('a booked visit is checked in, called, served and completed, and the events replay to the stored hall', async () => {
      const { system } = hall;
      const booked = await system.bookings.submit(bookCommand({ id: 'b1', start: tuesday }), {
        actor: theHolder,
      });
      assert.ok(booked.ok, JSON.stringify(booked));
      const outbox = await system.database
        .reader('outbox')
        .where({ template: 'booked' })
        .select('template', 'recipient');
      assert.deepEqual(
        outbox.map((row) => ({ ...row })),
        [{ template: 'booked', recipient: 'wang@test.invalid' }],
      );

      hall.clock.set(tuesday - 10 * 60_000);
      const by = { actor: theSystem };
      const arrived = await system.halls.submit(
        'BJ-TSY',
        { type: 'arrive', id: 't1', reference: 'REF-b1', priority: false },
        by,
      );
      assert.ok(arrived.ok, JSON.stringify(arrived));
      assert.equal(arrived.value.ticket?.number, 'A001');
      assert.equal(arrived.value.ahead, 0);
      assert.equal(arrived.value.ticket?.language, 'zh-CN', 'is called in the language of the booking');
      const counter = 'BJ-TSY-1';
      for (const request of [
        { type: 'open_counter', staff: null },
        { type: 'call_next' },
        { type: 'recall' },
        { type: 'start' },
      ] as const) {
        const done = await system.halls.submit('BJ-TSY', { ...request, counter }, by);
        assert.ok(done.ok, JSON.stringify(done));
      }
      const finished = await system.halls.submit(
        'BJ-TSY',
        { type: 'finish', counter, outcome: 'completed' },
        by,
      );
      assert.ok(finished.ok);
      assert.equal(finished.value.ticket?.state, 'done');
      const booking = await system.database.reader('booking').where({ id: 'b1' }).first('state', 'limit_key');
      assert.deepEqual({ ...booking }, { state: 'completed', limit_key: null });

      const stored = await loadHall(system.database.reader, 'BJ-TSY', '2026-11-24');
      const events = await eventsAfter(system.database.reader, 'BJ-TSY', '2026-11-24', 0);
      const replayed = events.reduce(
        (state, { event }) => evolveHall(state, event),
        emptyHall('BJ-TSY', '2026-11-24'),
      );
      assert.deepEqual(stored, replayed);
    });

    it('of many who want the last places at once exactly as many succeed as there are places', async () => {
      hall.clock.set('2026-11-23T10:00:00+08:00');
      const start = tuesday + 30 * 60_000;
      const wanted = Array.from({ length: 40 }, (_, n) =>
        bookCommand({ id: `last-${n}`, start, mobile: `138000${String(10_000 + n)}` }),
      );
      const answers = await Promise.all(
        wanted.map((command) => hall.system.bookings.submit(command, { actor: theHolder })),
      );
      assert.equal(answers.filter((answer) => answer.ok).length, 3);
      assert.deepEqual(
        new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.code]))),
        new Set(['slot_taken']),
      );
    });

    it('a request that is sent twice under one key is carried out once and answered the same', async () => {
      const start = tuesday + 60 * 60_000;
      const first = bookCommand({ id: 'once', start, mobile: '13911112222' });
      const key = idempotencyKey('test', 'k1', { start });
      const [one, two] = await Promise.all([
        hall.system.bookings.submit(first, { actor: theHolder, idempotency: key }),
        hall.system.bookings.submit(
          { ...first, id: 'twice', reference: 'REF-twice' },
          {
            actor: theHolder,
            idempotency: key,
          },
        ),
      ]);
      assert.deepEqual(two, one);
      const other = await hall.system.bookings.submit(first, {
        actor: theHolder,
        idempotency: idempotencyKey('test', 'k1', { start: 1 }),
      });
      assert.deepEqual(other, { ok: false, code: 'idempotency_mismatch' });
    });
  });
}
