import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { bookableOnline, placesOfSlot } from '../../../server/domain/booking/places-of-slot.ts';
import { daysOffered } from '../../../server/domain/booking/slots.ts';
import { addDays, instantOf, localDate } from '../../../server/domain/calendar/local-time.ts';
import type { PartClosure, Queue } from '../../../server/domain/catalogue/site.ts';
import { bookCommand, bookingOffice, takenIn } from '../../support/booking-office.ts';
import { calendar2026, testQueue, testRules, testServices, testSite, words } from '../../support/sites.ts';
import { arbitraryNow, arbitrarySite } from './arbitrary-site.ts';
import { countedPlaces } from './counted-places.ts';

const minute = 60_000;
const queueA = 'BJ-TSY:A';

const closure = (some: Partial<PartClosure>): PartClosure => ({
  id: 'c',
  part: { kind: 'queue', queue: queueA },
  first: '2026-11-24',
  last: '2026-11-24',
  weekdays: [],
  except: [],
  from: null,
  to: null,
  reason: words('training'),
  ...some,
});

describe('places of a slot', () => {
  it('what is offered at any instant is what an independent count of the rule says, in zones with summer time and without', () => {
    fc.assert(
      fc.property(arbitrarySite, arbitraryNow, (site, now) => {
        const queue = site.queues[0] as Queue;
        const today = localDate(now, site.timeZone);
        const offer = daysOffered({
          site,
          services: testServices,
          calendar: calendar2026,
          visit: [{ code: 'UNLOCK', quantity: 1 }],
          from: today,
          to: addDays(today, 15),
          now,
          taken: () => [],
        });
        fc.pre(offer.ok);
        for (const { start, free } of offer.value.flatMap((day) => day.slots)) {
          const { all, walkIn, later, laterFrom } = placesOfSlot(site, calendar2026, queue, start);
          assert.equal(all, countedPlaces(site, queue, start), new Date(start).toISOString());
          const kept = laterFrom !== null && now < laterFrom ? later : 0;
          assert.equal(free, all - walkIn - kept);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a slot that is not offered within an open day has no place left online by that count', () => {
    const site = testSite({
      partClosures: [
        closure({ from: '10:05', to: '10:20' }),
        closure({ id: 'd', part: { kind: 'places', queue: queueA, places: 3 }, from: '14:00', to: '15:00' }),
      ],
    });
    const now = instantOf('2026-11-23', '10:00', site.timeZone);
    const day = daysOffered({
      site,
      services: testServices,
      calendar: calendar2026,
      visit: [{ code: 'UNLOCK', quantity: 1 }],
      from: '2026-11-24',
      to: '2026-11-24',
      now,
      taken: () => [],
    });
    assert.ok(day.ok);
    const times = day.value[0]?.slots.map(({ start }) =>
      DateTime.fromMillis(start, { zone: site.timeZone }).toFormat('HH:mm'),
    );
    const missing = ['10:00', '10:15', '14:00', '14:15', '14:30', '14:45'];
    assert.deepEqual(
      missing.filter((time) => times?.includes(time)),
      [],
    );
    assert.equal(times?.length, 12 + 16 - missing.length);
  });

  it('over the slots of a day the shares come to what they say, to a place, whatever the places of a slot', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(100),
        fc.nat(100),
        fc.integer({ min: 1, max: 90 }),
        (places, walkInShare, more, slots) => {
          const laterShare = Math.min(more, 100 - walkInShare);
          const plan = { spans: [], walkInShare, laterShare };
          const site = testSite({
            queues: [testQueue({ places, plan })],
            rules: testRules({ laterAt: '15:00' }),
          });
          const midnight = instantOf('2026-11-24', '00:00', site.timeZone);
          let [walkIns, laters] = [0, 0];
          for (let k = 0; k < slots; k += 1) {
            const slot = placesOfSlot(
              site,
              calendar2026,
              site.queues[0] as Queue,
              midnight + k * 15 * minute,
            );
            assert.ok(slot.walkIn >= 0 && slot.later >= 0 && slot.walkIn + slot.later <= places);
            walkIns += slot.walkIn;
            laters += slot.later;
          }
          assert.ok(Math.abs(walkIns - (slots * places * walkInShare) / 100) < 1);
          assert.ok(Math.abs(laters - (slots * places * laterShare) / 100) < 2);
        },
      ),
    );
  });

  it('a place that is kept back is booked online by nobody, at any time and in any order; staff have it with intent, marked', () => {
    const step = fc.record({
      after: fc.nat(3 * 1440),
      slot: fc.nat(7),
      kind: fc.constantFrom('holder', 'holder', 'holder', 'staff', 'kept', 'overbook'),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(0, 20, 50, 100),
        fc.constantFrom(0, 40, 50),
        fc.array(step, { maxLength: 40 }),
        (walkInShare, laterShare, steps) => {
          const plan = { spans: [{ from: '09:00', until: '10:00', places: 4 }], walkInShare, laterShare };
          const site = testSite({
            queues: [testQueue({ places: 2, plan })],
            services: [{ service: 'UNLOCK', queue: queueA, minutes: null }],
            rules: testRules({ laterAt: '15:00', onePerDay: false, firstWorkingDay: 0 }),
          });
          const begin = instantOf('2026-11-23', '08:00', site.timeZone);
          const first = instantOf('2026-11-25', '09:00', site.timeZone);
          const office = bookingOffice(begin, site);
          let id = 0;
          for (const { after, slot: k, kind } of [...steps].sort((a, b) => a.after - b.after)) {
            office.now = begin + after * minute;
            const start = first + k * 15 * minute;
            id += 1;
            const staff = { kind: 'staff', reason: 'asked by telephone' } as const;
            const done = office.perform(
              bookCommand(`b${id}`, start, {
                services: [{ code: 'UNLOCK', quantity: 1 }],
                ...(kind === 'holder' ? {} : { actor: staff }),
                keptBack: kind === 'kept',
                overbook: kind === 'overbook',
              }),
            );
            const booking = done.ok ? office.ledger.bookings.get(`b${id}`) : undefined;
            for (const key of booking?.places ?? []) {
              const slot = placesOfSlot(site, calendar2026, site.queues[0] as Queue, key.start);
              const online = bookableOnline(slot, office.now);
              assert.ok(key.place <= online || kind === 'kept' || key.place > 1000, `${kind} ${key.place}`);
              assert.equal(key.kept === true, key.place > online && key.place <= slot.all);
              if (kind === 'holder') assert.ok(key.place <= slot.all - slot.walkIn);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('after the second release everything that was kept for it is bookable, and not a minute before', () => {
    const plan = { spans: [], walkInShare: 25, laterShare: 50 };
    const site = testSite({
      queues: [testQueue({ places: 4, plan })],
      services: [{ service: 'UNLOCK', queue: queueA, minutes: null }],
      rules: testRules({ laterAt: '15:00', onePerDay: false }),
    });
    // the day after a weekend: released on Friday
    const [friday, monday] = ['2026-11-27', '2026-11-30'];
    const release = instantOf(friday, '15:00', site.timeZone);
    const offered = (now: number, taken = takenIn(bookingOffice(now, site))) => {
      const offer = daysOffered({
        site,
        services: testServices,
        calendar: calendar2026,
        visit: [{ code: 'UNLOCK', quantity: 1 }],
        from: monday,
        to: monday,
        now,
        taken,
      });
      assert.ok(offer.ok);
      const [day] = offer.value;
      assert.ok(day);
      return { day, places: day.slots.reduce((sum, { free }) => sum + free, 0) };
    };
    assert.equal(offered(release - 1).places, 28);
    assert.equal(offered(release).places, 28 * 3);
    assert.equal(offered(release + 1440 * minute).places, 28 * 3);
    const office = bookingOffice(release - 1, site);
    for (const { start } of offered(release - 1).day.slots)
      assert.ok(
        office.perform(bookCommand(`b${start}`, start, { services: [{ code: 'UNLOCK', quantity: 1 }] })).ok,
      );
    const full = offered(release - 1, takenIn(office)).day;
    assert.deepEqual([full.state, full.reason], ['full', { kind: 'more_later', opensAt: release }]);
    assert.equal(offered(release, takenIn(office)).places, 28 * 2);
  });

  it('every Friday afternoon is the same time on the wall before and after the clocks change', () => {
    for (const timeZone of ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York']) {
      const friday = closure({
        first: '2026-10-16',
        last: '2026-11-13',
        weekdays: [5],
        except: ['2026-11-06'],
        from: '13:00',
        to: '17:00',
      });
      const site = testSite({ timeZone, partClosures: [friday] });
      const hours = (date: string) =>
        ['12:45', '13:00', '16:45', '17:00'].filter((time) => {
          const slot = placesOfSlot(
            site,
            calendar2026,
            site.queues[0] as Queue,
            DateTime.fromISO(`${date}T${time}`, { zone: timeZone }).toMillis(),
          );
          return slot.closed !== null;
        });
      for (const date of ['2026-10-16', '2026-10-23', '2026-10-30', '2026-11-13'])
        assert.deepEqual(hours(date), ['13:00', '16:45'], `${timeZone} ${date}`);
      for (const date of ['2026-10-15', '2026-11-06', '2026-11-20'])
        assert.deepEqual(hours(date), [], `${timeZone} ${date}`);
    }
  });
});
