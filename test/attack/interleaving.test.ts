import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bookingHandler } from '../../server/actions/booking/booking-batch-handler.ts';
import type { BookingOrder } from '../../server/actions/booking/booking-order.ts';
import { perform } from '../../server/actions/perform.ts';
import type { System } from '../../server/actions/system.ts';
import type { BookingCommand } from '../../server/domain/booking/ledger.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { sweep } from '../../server/store/sweep.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { bookCommand, cancel, hold, move } from '../support/booking-office.ts';
import { engines } from '../support/engines.ts';
import { testQueue, testRules, testSite } from '../support/sites.ts';
import { assertSoundBookings, clearBookings } from '../support/stored-bookings.ts';

const monday = Date.parse('2026-11-23T10:00:00+08:00');
const [early, late] = [Date.parse('2026-11-24T09:00:00+08:00'), Date.parse('2026-11-24T09:15:00+08:00')];
const site = testSite({ queues: [testQueue({ places: 2 })], rules: testRules({ onePerDay: false }) });
const runs = process.env['HALL_DEEP'] === undefined ? 40 : 1000;
const order = (command: BookingCommand): BookingOrder => ({ command, actor: theSystem, audit: null });
const services = [{ code: 'ADD_OPERATOR', quantity: 2 }];

/** Carries one command out as a process of its own would, stopping where `pause` says; without locks only keys are left to protect. */
function alone(system: System, command: BookingCommand, pause: (where: string) => Promise<unknown>) {
  const handler = bookingHandler(system);
  return perform(
    system.database,
    {
      ...handler,
      scopes: () => [],
      load: async (transaction, commands, now) => {
        await pause('before loading');
        const state = await handler.load(transaction, commands, now);
        await pause('loaded');
        return state;
      },
    },
    [{ command: order(command), idempotency: null }],
    system.clock.now,
  );
}

async function regularPlaces(system: System): Promise<number> {
  const places = await system.database.writer('place').where('place_no', '<=', 1000);
  return places.length;
}

for (const engine of engines) {
  describe(`no place is taken twice [${engine}]`, function () {
    this.timeout(600_000);
    let bare: BareSystem;
    let processes: readonly BareSystem[];
    before(async () => {
      bare = await bareSystem({ engine, sites: [site], now: monday });
      if (engine === 'sqlite') await bare.system.database.writer.raw('pragma synchronous = off');
      processes = engine === 'postgres' ? [bare, bare.another()] : [bare];
    });
    after(() => bare?.close());
    beforeEach(async () => {
      bare.clock.set(monday);
      await clearBookings(bare.system.database);
    });

    it('by journeys of several people whose steps come in any order to any process', async () => {
      let [done, refused] = [0, 0];
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
          async (s, plans) => {
            await clearBookings(bare.system.database);
            bare.clock.set(monday);
            const journeys = plans.map(async (plan, k) => {
              const { system } = processes[k % processes.length] ?? bare;
              const step = s.scheduleFunction(async (command: BookingCommand) => {
                const outcome = await system.bookings.submit(command, { actor: theSystem });
                if (outcome.ok) done += 1;
                else refused += 1;
              });
              const id = `b${k}`;
              await step(hold(`h${k}`, early));
              if (plan === 0) bare.clock.advance(4 * 60_000);
              await step(bookCommand(id, early, { hold: `h${k}` }));
              if (plan === 1) await step(move(id, late));
              if (plan === 2) await step(cancel(id));
              if (plan === 3)
                await step(bookCommand(`x${k}`, early, { overbook: true, actor: { kind: 'office' } }));
            });
            await s.waitFor(Promise.all(journeys));
            await assertSoundBookings(bare.system.database, bare.clock.now(), 'off');
            assert.ok((await regularPlaces(bare.system)) <= 4);
          },
        ),
        { numRuns: runs },
      );
      console.log(`      ${runs} interleavings, ${done} steps done, ${refused} refused`);
      assert.ok(done > runs && refused > runs);
    });

    if (engine === 'sqlite') return;

    it('even without any lock, wherever the transactions are interrupted: the keys refuse it', async () => {
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }),
          async (s, plans) => {
            await clearBookings(bare.system.database);
            bare.clock.set(monday);
            // rows that have expired are there to be taken over by several at once
            for (const [k, start] of [early, late].entries())
              await bare.system.bookings.submit(hold(`old${k}`, start), { actor: theSystem });
            bare.clock.advance(11 * 60_000);
            const pause = (where: string) => s.schedule(Promise.resolve(), where);
            const answers = plans.map((plan, k) => {
              const { system } = processes[k % processes.length] ?? bare;
              const start = plan === 1 ? late : early;
              const command =
                plan === 0 ? bookCommand(`b${k}`, start, { services }) : bookCommand(`b${k}`, start);
              return alone(system, command, pause);
            });
            const outcomes = (await s.waitFor(Promise.all(answers))).flat();
            for (const outcome of outcomes) assert.ok(outcome.ok || outcome.code === 'slot_taken');
            taken += outcomes.filter((outcome) => outcome.ok).length;
            await assertSoundBookings(bare.system.database, bare.clock.now(), 'off');
          },
        ),
        { numRuns: runs },
      );
      assert.ok(taken >= runs * 2, `${taken}`);
    });

    it('and none is lost when expired rows are swept away between looking and writing', async () => {
      await bare.system.bookings.submit(hold('old', early), { actor: theSystem });
      bare.clock.advance(11 * 60_000);
      const [outcome] = await alone(bare.system, bookCommand('b', early), async (where) => {
        if (where === 'loaded') await sweep(bare.another().system.database.writer, bare.clock.now());
      });
      assert.ok(outcome?.ok);
      const { places } = await assertSoundBookings(bare.system.database, bare.clock.now(), 'off');
      assert.equal(places, 1);
    });
  });
}
