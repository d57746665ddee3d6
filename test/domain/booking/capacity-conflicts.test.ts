import assert from 'node:assert/strict';
import fc from 'fast-check';
import { capacityConflicts, proposeMoves } from '../../../server/domain/booking/capacity-conflicts.ts';
import { extraPlaceBase } from '../../../server/domain/booking/place.ts';
import { startsIn } from '../../../server/domain/booking/place-rule.ts';
import { daysOffered } from '../../../server/domain/booking/slots.ts';
import { addDays, instantOf, localDate } from '../../../server/domain/calendar/local-time.ts';
import { openingOn } from '../../../server/domain/calendar/opening-hours.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import {
  assertNoPlaceTwice,
  type BookingOffice,
  bookCommand,
  bookingOffice,
  cancel,
  move,
  takenIn,
} from '../../support/booking-office.ts';
import { testQueue, testServices, testSite, words } from '../../support/sites.ts';
import { arbitraryNow, arbitrarySite, arbitraryVisit } from './arbitrary-site.ts';
import { countedPlaces } from './counted-places.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-23', '10:00');

function conflictsAfter(office: BookingOffice, site: Site) {
  office.site = site;
  const ask = { site, services: testServices, calendar: office.calendar, now: office.now };
  const conflicts = capacityConflicts(ask, [...office.ledger.bookings.values()]);
  return { ask, conflicts };
}

function reasonAfter(site: Site, time = '09:00'): string | undefined {
  const office = bookingOffice(now);
  for (const id of ['a', 'b', 'c']) assert.ok(office.perform(bookCommand(id, at('2026-11-24', time))).ok);
  return conflictsAfter(office, site).conflicts.at(-1)?.reason;
}

/** The starts of every slot of a day as the site is now, the slow way. */
function gridOf(office: BookingOffice, day: string, queue: string): Set<number> {
  const its = office.site.queues.find((row) => row.id === queue);
  const { sessions } = openingOn(office.site, office.calendar, day);
  return new Set(
    its === undefined ? [] : sessions.flatMap((session) => startsIn(session, its.slotMinutes, 1)),
  );
}

describe('closures and cuts', () => {
  it('every way of not fitting any more has its reason', () => {
    const closed = { id: 'x', date: '2026-11-24', kind: 'closed', reason: words('flood') } as const;
    assert.equal(reasonAfter(testSite()), undefined);
    assert.equal(reasonAfter(testSite({ exceptions: [{ ...closed, from: null, to: null }] })), 'closed');
    assert.equal(
      reasonAfter(testSite({ exceptions: [{ ...closed, from: '08:00', to: '09:05' }] })),
      'outside_hours',
    );
    assert.equal(reasonAfter(testSite({ queues: [testQueue({ places: 2 })] })), 'above_capacity');
    assert.equal(reasonAfter(testSite({ queues: [testQueue({ slotMinutes: 20 })] })), 'off_grid');
    assert.equal(reasonAfter(testSite({ services: [] })), 'service_not_offered');
  });

  it('a closure of one hour leaves the bookings before and after it alone', () => {
    const row = {
      id: 'x',
      date: '2026-11-24',
      kind: 'closed',
      from: '09:20',
      to: '10:20',
      reason: words('x'),
    } as const;
    assert.equal(reasonAfter(testSite({ exceptions: [row] }), '09:00'), undefined);
    assert.equal(reasonAfter(testSite({ exceptions: [row] }), '10:30'), undefined);
    assert.equal(reasonAfter(testSite({ exceptions: [row] }), '10:15'), 'outside_hours');
  });

  it('deliberate overbooking, cancelled and past bookings are no conflicts', () => {
    const office = bookingOffice(now, testSite({ queues: [testQueue({ places: 1 })] }));
    const start = at('2026-11-24', '09:00');
    office.perform(bookCommand('a', start));
    office.perform(
      bookCommand('extra', start, { overbook: true, actor: { kind: 'staff', reason: 'urgent' } }),
    );
    assert.deepEqual(conflictsAfter(office, office.site).conflicts, []);
    const shut = testSite({ queues: [testQueue({ places: 0 })] });
    assert.deepEqual(
      conflictsAfter(office, shut).conflicts.map((row) => row.booking.id),
      ['a'],
    );
    office.perform(cancel('a'));
    assert.deepEqual(conflictsAfter(office, shut).conflicts, []);
    office.now = start + 1;
    assert.deepEqual(conflictsAfter(office, testSite({ services: [] })).conflicts, []);
  });

  it('a change of the site loses nothing: each booking keeps its places, and fits today or is listed', () => {
    const starts = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        arbitraryNow,
        arbitrarySite,
        arbitrarySite,
        arbitraryVisit,
        starts,
        (time, before, other, visit, picks) => {
          const office = bookingOffice(time, before);
          const today = localDate(time, before.timeZone);
          const ask = { site: before, services: testServices, calendar: office.calendar, visit, now: time };
          const offer = daysOffered({ ...ask, from: today, to: addDays(today, 15), taken: () => [] });
          const slots = offer.ok ? offer.value.flatMap((day) => day.slots) : [];
          fc.pre(slots.length > 0);
          for (const [k, pick] of picks.entries()) {
            office.perform(bookCommand(`b${k}`, slots[pick % slots.length]?.start ?? 0, { services: visit }));
          }
          const kept = structuredClone(office.ledger);
          const { conflicts } = conflictsAfter(office, { ...other, timeZone: before.timeZone });
          assert.deepEqual(office.ledger, kept);
          const listed = new Set(conflicts.map((row) => row.booking.id));
          for (const booking of office.ledger.bookings.values()) {
            const queue = office.site.queues.find((row) => row.id === booking.queue);
            const grid = gridOf(office, booking.day, booking.queue);
            const slot = (queue?.slotMinutes ?? 0) * 60_000;
            const fits =
              booking.places.every(
                (key) =>
                  queue !== undefined &&
                  grid.has(key.start) &&
                  key.place <= countedPlaces(office.site, queue, key.start),
              ) &&
              booking.places.length * slot === booking.end - booking.start &&
              booking.places.every(
                (key, k) => k === 0 || fitsTogether(office, booking.day, key.start - slot, key.start),
              );
            assert.equal(listed.has(booking.id), !fits);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('all proposals can be carried out one after another, and leave no conflict but those without one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(27), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 2 }),
        (picks, places) => {
          const office = bookingOffice(now);
          const slots = [...gridOf(office, '2026-11-24', 'BJ-TSY:A')];
          for (const [k, pick] of picks.entries()) office.perform(bookCommand(`b${k}`, slots[pick] ?? 0));
          const { ask, conflicts } = conflictsAfter(office, testSite({ queues: [testQueue({ places })] }));
          for (const { conflict, start } of proposeMoves(ask, conflicts, takenIn(office))) {
            assert.equal(start === null, places === 0);
            if (start === null) continue;
            const outcome = office.perform(move(conflict.booking.id, start, { kind: 'office' }));
            assert.ok(outcome.ok, JSON.stringify(outcome));
          }
          assert.equal(
            conflictsAfter(office, office.site).conflicts.length,
            places === 0 ? conflicts.length : 0,
          );
          assertNoPlaceTwice(office);
          for (const row of office.ledger.places.values()) {
            assert.ok(places === 0 || row.place <= places || row.place > extraPlaceBase);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

function fitsTogether(office: BookingOffice, day: string, a: number, b: number): boolean {
  const { sessions } = openingOn(office.site, office.calendar, day);
  return sessions.some(({ opens, closes }) => opens <= a && b < closes);
}
