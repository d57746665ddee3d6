import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { makeOffer } from '../../../server/domain/waitlist/make-offer.ts';
import { offersNow } from '../../../server/domain/waitlist/offer-time.ts';
import type { WaitCommand } from '../../../server/domain/waitlist/wait-commands.ts';
import { liveOffer, personKeys, type WaitEntry } from '../../../server/domain/waitlist/wait-entry.ts';
import { wantsDay, wantsStart } from '../../../server/domain/waitlist/wanted-starts.ts';
import { assertNoPlaceTwice, bookCommand, cancel } from '../../support/booking-office.ts';
import { testQueue, testServices } from '../../support/sites.ts';
import { join, takeUp, type WaitingOffice, waitEntry, waitingOffice } from '../../support/waiting-office.ts';
import { arbitraryCommand, scriptSite } from '../booking/arbitrary-script.ts';

/** So few places that somebody waits most of the time. */
const tightSite = { ...scriptSite, queues: [testQueue({ places: 1 })] };
const { timeZone } = scriptSite;
const days = ['2026-11-24', '2026-11-25'];
const starts = days.flatMap((day) =>
  ['09:00', '09:15', '09:30'].map((time) => ({ day, start: instantOf(day, time, timeZone) })),
);

const who = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const full = (k: number) => `full-${k}`;
/** One of those who have filled the site gives the place up. */
const givenUp = fc
  .tuple(fc.nat(5), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([k, chance]) => cancel(full(k), { kind: 'holder' }, chance));
const waits: fc.Arbitrary<WaitCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        who,
        cards: fc.integer({ min: 1, max: 2 }),
        firm: fc.constantFrom('X', 'Y', null),
        from: fc.constantFrom(...days),
        times: fc.constantFrom([], [{ from: '09:15', to: '10:00' }]),
        failed: fc.boolean(),
        earlier: fc.constantFrom(null, null, full(4), full(5)),
      })
      .map(({ who: id, cards, firm, from, times, failed, earlier }) =>
        join(
          waitEntry(id, {
            services: [{ code: 'ADD_OPERATOR', quantity: cards }],
            ...{ from, times, to: '2026-11-25' },
            enterprise: { name: 'Firm', creditCode: firm ?? `FIRM-${id}`, customsCode: null },
            failed: failed && earlier === null ? `failed-${id}` : null,
            ...(earlier === null ? {} : { kind: 'earlier', booking: earlier, from: '2026-11-23' }),
          }),
        ),
      ),
  },
  { weight: 3, arbitrary: who.map(takeUp) },
  {
    weight: 1,
    arbitrary: who.map((entry): WaitCommand => ({ type: 'wait_decline', site: 'BJ-TSY', entry })),
  },
  {
    weight: 1,
    arbitrary: who.map((entry): WaitCommand => ({ type: 'wait_leave', site: 'BJ-TSY', entry, by: 'holder' })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ entry: who, start: fc.constantFrom(...starts.map(({ start }) => start)) })
      .map((some): WaitCommand => ({ type: 'wait_offer', site: 'BJ-TSY', ...some })),
  },
);

const step = fc.record({
  wait: fc.constantFrom(0, 0, 0, 1, 5, 20, 60, 240),
  command: fc.oneof(
    { weight: 3, arbitrary: arbitraryCommand },
    { weight: 4, arbitrary: waits },
    { weight: 2, arbitrary: givenUp },
  ),
  serve: fc.boolean(),
});

/** Ids are used once, as they are outside. */
function ownIds<Step extends { command: { type: string; id?: string; entry?: unknown } }>(
  steps: readonly Step[],
) {
  const used = new Set<string>();
  return steps.filter(({ command }) => {
    const id = command.type === 'wait_join' ? `wait ${(command.entry as WaitEntry).id}` : command.id;
    if (id === undefined || command.type === 'wait_accept') return true;
    if (used.has(id)) return false;
    used.add(id);
    return true;
  });
}

/** Everybody who waits and could be offered one of the starts at this moment, looked for the slow way. */
function idle(office: WaitingOffice): string[] {
  const { ledger, list, now, calendar, site } = office;
  const context = { site, services: testServices, calendar, now };
  if (!offersNow(site, now)) return [];
  return [...list.entries.values()]
    .filter(({ state }) => state === 'waiting')
    .filter((entry) => !personKeys(entry).some((key) => list.offered.has(key) || list.rested.has(key)))
    .flatMap((entry) =>
      starts
        .filter(({ day, start }) => wantsDay(entry, day) && wantsStart(entry, day, start, timeZone))
        .filter(({ start }) => makeOffer(ledger, context, { entry, start, hold: 'try' }).ok)
        .map(({ start }) => `${entry.id} could have ${new Date(start).toISOString()}`),
    );
}

function assertOffers(office: WaitingOffice): void {
  const live = [...office.list.entries.values()].filter((entry) => liveOffer(entry, office.now) !== null);
  const people = live.flatMap(personKeys);
  assert.equal(new Set(people).size, people.length, 'a person holds one offer at a time');
  for (const { offer } of live) {
    const hold = office.ledger.holds.get(offer?.hold ?? '');
    assert.equal(hold?.expiresAt, offer?.until, 'an offer is a hold, as long as it stands');
  }
}

describe('a waiting list among everything else', () => {
  it('no place twice, one offer a person, and nothing idle that somebody who waits could have, whatever the order', () => {
    let [offered, accepted, moved] = [0, 0, 0];
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 50 }).map(ownIds), (steps) => {
        const office = waitingOffice(instantOf('2026-11-23', '10:00', timeZone), tightSite);
        for (const [k, { start }] of starts.entries()) office.do(bookCommand(full(k), start));
        for (const { wait, command, serve } of steps) {
          office.now += wait * 60_000;
          if (wait > 0 || serve) {
            // the second lets those go on whose offer has just ended
            office.do({ type: 'wait_serve', site: 'BJ-TSY' });
            office.do({ type: 'wait_serve', site: 'BJ-TSY' });
            assert.deepEqual(idle(office), []);
          }
          office.do(command);
          assertNoPlaceTwice(office);
          assertOffers(office);
        }
        offered += office.told.filter(({ type }) => type === 'wait_offered').length;
        for (const fact of office.told) {
          if (fact.type !== 'wait_ended' || fact.because !== 'accepted') continue;
          if (fact.entry.kind === 'earlier') moved += 1;
          else accepted += 1;
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(
      offered > 200 && accepted > 5 && moved > 0,
      `it does something: ${offered}, ${accepted}, ${moved}`,
    );
  });
});
