import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isActive } from '../../../server/domain/booking/booking-states.ts';
import { limitKey } from '../../../server/domain/booking/limit-key.ts';
import { extraPlaceBase, isLive } from '../../../server/domain/booking/place.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import {
  assertNoPlaceTwice,
  type BookingOffice,
  bookCommand,
  bookingOffice,
  cancel,
  hold,
  move,
} from '../../support/booking-office.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';
import { arbitraryScript, officeAt } from './arbitrary-script.ts';

function assertOnePerDay(office: BookingOffice): void {
  for (const [key, id] of office.ledger.limits) {
    const booking = office.ledger.bookings.get(id);
    assert.ok(booking && isActive(booking.state), 'only an active booking has a limit');
    assert.equal(key, limitKey(booking.enterprise.creditCode, booking.contact.mobile, booking.day));
  }
}

describe('many at the same places', () => {
  it('no place is taken twice, whatever the order of hold, book, move, cancel, settle, overbook and time', () => {
    let done = 0;
    fc.assert(
      fc.property(arbitraryScript, (steps) => {
        const office = officeAt(bookingOffice);
        for (const { wait, command } of steps) {
          office.now += wait * 60_000;
          if (office.perform(command).ok) done += 1;
          assertNoPlaceTwice(office);
          assertOnePerDay(office);
        }
      }),
      { numRuns: 1500 },
    );
    assert.ok(done > 5000, `the scripts do something: ${done}`);
  });

  it('sweeping expired rows away at any time changes no answer', () => {
    fc.assert(
      fc.property(
        arbitraryScript,
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        (steps, sweeps) => {
          const [swept, lazy] = [officeAt(bookingOffice), officeAt(bookingOffice)];
          for (const [k, { wait, command }] of steps.entries()) {
            for (const office of [swept, lazy]) office.now += wait * 60_000;
            if (sweeps[k]) {
              const { places, holds } = swept.ledger;
              for (const [id, row] of places) if (!isLive(row, swept.now)) places.delete(id);
              for (const [id, kept] of holds) if (!isLive(kept, swept.now)) holds.delete(id);
            }
            // giving an expired hold up says whether it was still there, and nothing else
            if (command.type === 'release_hold') continue;
            const answers = [swept, lazy].map((office) => {
              const outcome = office.perform(command);
              if (!outcome.ok) return outcome.code;
              return outcome.value
                .map((fact) => ('booking' in fact ? fact.booking : fact.type === 'held' ? fact.hold : null))
                .filter((made) => made !== null);
            });
            assert.deepEqual(answers[0], answers[1]);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('journeys of several people, interleaved in any order, never share a place and lose none', async () => {
    const slots = ['09:00', '09:15'].map((time) => instantOf('2026-11-24', time, 'Asia/Shanghai'));
    const [early, late] = slots as [number, number];
    const site = testSite({ queues: [testQueue({ places: 2 })], rules: testRules({ onePerDay: false }) });
    const now = instantOf('2026-11-23', '10:00', 'Asia/Shanghai');
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
        async (s, plans) => {
          const office = bookingOffice(now, site);
          const step = s.scheduleFunction(async (act: () => unknown) => {
            act();
            assertNoPlaceTwice(office);
          });
          const journeys = plans.map(async (plan, k) => {
            const id = `b${k}`;
            await step(() => office.perform(hold(`h${k}`, early)));
            if (plan === 0) await step(() => (office.now += 4 * 60_000));
            await step(() => office.perform(bookCommand(id, early, { hold: `h${k}` })));
            if (plan === 1) await step(() => office.perform(move(id, late)));
            if (plan === 2) await step(() => office.perform(cancel(id)));
            if (plan === 3) {
              const extra = { overbook: true, actor: { kind: 'staff', reason: 'urgent' } } as const;
              await step(() => office.perform(bookCommand(`extra${k}`, early, extra)));
            }
          });
          await s.waitFor(Promise.all(journeys));
          for (const start of slots) {
            const regular = [...office.ledger.places.values()].filter(
              (row) => row.start === start && row.place <= extraPlaceBase && isLive(row, office.now),
            );
            assert.ok(regular.length <= 2);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
