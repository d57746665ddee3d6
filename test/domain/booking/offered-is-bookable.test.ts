import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyFact } from '../../../server/domain/booking/evolve-ledger.ts';
import { placeId } from '../../../server/domain/booking/ledger.ts';
import { extraPlaceBase, type PlaceRow } from '../../../server/domain/booking/place.ts';
import { daysOffered } from '../../../server/domain/booking/slots.ts';
import { addDays, localDate } from '../../../server/domain/calendar/local-time.ts';
import type { VisitService } from '../../../server/domain/catalogue/service.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import {
  assertNoPlaceTwice,
  type BookingOffice,
  bookCommand,
  bookingOffice,
  takenIn,
} from '../../support/booking-office.ts';
import { testServices } from '../../support/sites.ts';
import { arbitraryNow, arbitrarySite, arbitraryVisit } from './arbitrary-site.ts';

function offerOf(office: BookingOffice, visit: readonly VisitService[]) {
  const today = localDate(office.now, office.site.timeZone);
  return daysOffered({
    site: office.site,
    services: testServices,
    calendar: office.calendar,
    visit,
    from: addDays(today, -1),
    to: addDays(today, 15),
    now: office.now,
    taken: takenIn(office),
  });
}

const rowSeed = fc.record({
  slot: fc.nat(10_000),
  place: fc.constantFrom(1, 1, 1, 2, 2, 3, 4, 7, extraPlaceBase + 1),
  expires: fc.constantFrom(null, -1, 0, 1),
});

/** An office in which some of the offered slots are taken, by bookings, by holds that live and by holds that ran out. */
function crowded(
  now: number,
  site: Site,
  visit: readonly VisitService[],
  rows: readonly { slot: number; place: number; expires: number | null }[],
) {
  const office = bookingOffice(now, site);
  const empty = offerOf(office, visit);
  const slots = empty.ok ? empty.value.flatMap((day) => day.slots) : [];
  const queues = site.queues.map((queue) => queue.id);
  for (const { slot, place, expires } of rows) {
    const start = slots[slot % slots.length]?.start;
    if (start === undefined) continue;
    for (const queue of queues) {
      const row: PlaceRow = {
        queue,
        start,
        place,
        booking: null,
        hold: 'other',
        expiresAt: expires === null ? null : now + expires,
      };
      office.ledger.places.set(placeId(row), row);
    }
  }
  return office;
}

const cases = fc.tuple(arbitraryNow, arbitrarySite, arbitraryVisit, fc.array(rowSeed, { maxLength: 30 }));

describe('slots offered and slots bookable', () => {
  it('a slot is offered exactly if booking it succeeds at that instant', () => {
    const wanted = fc.record({
      seed: fc.nat(1_000_000),
      minutes: fc.constantFrom(0, 0, 0, 5, 15, -15, 1440, -1440),
    });
    fc.assert(
      fc.property(
        cases,
        fc.array(wanted, { minLength: 6, maxLength: 12 }),
        ([now, site, visit, rows], asks) => {
          const office = crowded(now, site, visit, rows);
          const offer = offerOf(office, visit);
          const free = new Map(
            offer.ok ? offer.value.flatMap((day) => day.slots).map((s) => [s.start, s.free]) : [],
          );
          const anchors = [
            ...free.keys(),
            ...[...office.ledger.places.values()].map((row) => row.start),
            now,
          ];
          for (const { seed, minutes } of asks) {
            const start = (anchors[seed % anchors.length] ?? now) + minutes * 60_000;
            const outcome = bookingOffice(now, site);
            for (const [id, row] of office.ledger.places) outcome.ledger.places.set(id, row);
            const booked = outcome.perform(bookCommand('one', start, { services: visit }));
            assert.equal(
              booked.ok,
              free.has(start),
              `${new Date(start).toISOString()} ${JSON.stringify(booked)}`,
            );
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('the free count is exact: so many bookings succeed, one more does not', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ([now, site, visit, rows], pick) => {
        const office = crowded(now, site, visit, rows);
        const offer = offerOf(office, visit);
        const slots = offer.ok ? offer.value.flatMap((day) => day.slots) : [];
        const slot = slots[pick % slots.length];
        fc.pre(slot !== undefined);
        for (let k = 0; k < slot.free; k += 1) {
          const booked = office.perform(bookCommand(`b${k}`, slot.start, { services: visit }));
          assert.ok(booked.ok, JSON.stringify(booked));
        }
        const more = office.perform(bookCommand('more', slot.start, { services: visit }));
        assert.equal(more.ok ? 'booked' : more.code, 'slot_taken');
        assertNoPlaceTwice(office);
      }),
      { numRuns: 1000 },
    );
  });

  it('every day has a state and a reason, and an open day has a slot', () => {
    fc.assert(
      fc.property(cases, ([now, site, visit, rows]) => {
        const offer = offerOf(crowded(now, site, visit, rows), visit);
        fc.pre(offer.ok);
        assert.equal(offer.value.length, 17);
        for (const day of offer.value) {
          assert.equal(day.state === 'open', day.slots.length > 0);
          assert.ok(day.state === 'open' || day.reason !== null, JSON.stringify(day));
          for (const { start, free } of day.slots) {
            assert.equal(localDate(start, site.timeZone), day.date);
            assert.ok(free > 0);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('a refused booking changes nothing at all, an accepted one takes a place in every slot that it covers', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ([now, site, visit, rows], pick) => {
        const office = crowded(now, site, visit, rows);
        const starts = [...office.ledger.places.values()].map((row) => row.start);
        const start = starts[pick % starts.length] ?? now;
        const before = structuredClone(office.ledger);
        const outcome = office.perform(bookCommand('one', start, { services: visit }));
        if (!outcome.ok) assert.deepEqual(office.ledger, before);
        else for (const fact of outcome.value) applyFact(before, fact);
        assertNoPlaceTwice(office);
      }),
      { numRuns: 1000 },
    );
  });
});
