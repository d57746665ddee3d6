import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anotherTime } from '../../../server/domain/booking/another-time.ts';
import { capacityConflicts, proposeMoves } from '../../../server/domain/booking/capacity-conflicts.ts';
import { addDays, instantOf } from '../../../server/domain/calendar/local-time.ts';
import { bookCommand, bookingOffice, move, takenIn } from '../../support/booking-office.ts';
import { testServices, testSite, words } from '../../support/sites.ts';

const zone = 'Asia/Shanghai';
const at = (date: string, time: string) => instantOf(date, time, zone);
const offered = (date: string, ...times: string[]) => ({
  date,
  state: 'open' as const,
  reason: null,
  published: true,
  slots: times.map((time) => ({ start: at(date, time), free: 1 })),
});

describe('the time to which the office moves a visit', () => {
  const was = at('2026-11-25', '10:15');

  it('is the same hour of a later day before another hour, and later before earlier', () => {
    const days = [
      offered('2026-11-24', '10:15'),
      offered('2026-11-25', '09:00', '14:00'),
      offered('2026-11-26', '09:00', '11:00'),
      offered('2026-11-27', '09:45', '10:45'),
    ];
    assert.equal(anotherTime(days, was, zone, true), at('2026-11-27', '10:45'));
    assert.equal(anotherTime(days.slice(0, 3), was, zone, true), at('2026-11-25', '14:00'));
    assert.equal(anotherTime([...days, offered('2026-11-25', '10:15')], was, zone, false), was);
    assert.equal(anotherTime(days.slice(0, 1), was, zone, false), null);
    assert.equal(anotherTime(days.slice(0, 1), was, zone, true), at('2026-11-24', '10:15'));
    assert.equal(anotherTime([], was, zone, true), null);
  });

  it('property: the rule never moves anybody earlier without agreement, and what it proposes can be carried out', () => {
    const now = at('2026-11-23', '10:00');
    const [from, closed] = ['2026-11-24', '2026-11-26'];
    const visit = fc.record({ day: fc.nat(4), slot: fc.nat(11), agrees: fc.boolean() });
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 30 }), (visits) => {
        const office = bookingOffice(now);
        const agreed = new Set<string>();
        for (const [k, { day, slot, agrees }] of visits.entries()) {
          const start = at(addDays(from, day), '09:00') + slot * 15 * 60_000;
          office.perform(bookCommand(`b${k}`, start));
          if (agrees) agreed.add(`b${k}`);
        }
        const closure = {
          id: 'x',
          date: closed,
          kind: 'closed',
          reason: words('x'),
          from: null,
          to: null,
        } as const;
        office.site = testSite({ exceptions: [closure] });
        const ask = {
          site: office.site,
          services: testServices,
          calendar: office.calendar,
          now,
          earlierAgreed: agreed,
        };
        const conflicts = capacityConflicts(ask, [...office.ledger.bookings.values()]);
        for (const { conflict, start } of proposeMoves(ask, conflicts, takenIn(office))) {
          const { booking } = conflict;
          if (start === null) continue;
          assert.ok(start >= booking.start || agreed.has(booking.id), `${booking.id} would be moved earlier`);
          assert.ok(office.perform(move(booking.id, start, { kind: 'office' })).ok);
        }
      }),
      { numRuns: 200 },
    );
  });
});
