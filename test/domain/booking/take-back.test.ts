import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { type BookingCommand, placeId } from '../../../server/domain/booking/ledger.ts';
import { isLive } from '../../../server/domain/booking/place.ts';
import { minute } from '../../../server/domain/calendar/durations.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import {
  assertNoPlaceTwice,
  type BookingOffice,
  bookCommand,
  bookingOffice,
  cancel,
  move,
} from '../../support/booking-office.ts';
import { testQueue, testSite } from '../../support/sites.ts';
import { arbitraryScript, officeAt } from './arbitrary-script.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-23', '10:00');
const slot = at('2026-11-24', '09:00');
const next = at('2026-11-24', '09:15');
const tomorrow = at('2026-11-25', '09:00');
const single = testSite({ queues: [testQueue({ places: 1 })] });
const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.code);
const contact = { name: '王芳', mobile: '13800138000', email: null, telephone: null };
const takeBack: BookingCommand = { type: 'take_back', booking: 'a', site: 'BJ-TSY' };
const renew = (quantity: number) => [{ code: 'RENEW', quantity }];
const change = (some: Partial<Extract<BookingCommand, { type: 'change' }>>): BookingCommand => ({
  ...{ type: 'change', booking: 'a', site: 'BJ-TSY', services: renew(1), start: slot, contact },
  ...{ answers: {}, ticks: [], actor: { kind: 'holder' }, overbook: false, undo: 'u' },
  ...some,
});
const kept = (command: BookingCommand): BookingCommand => ({ ...command, undo: 'u' }) as BookingCommand;

/** What a change may leave different when it was taken back: for calendars it is a new version. */
const asBefore = ({ sequence: _s, updatedAt: _u, ...rest }: Booking) => rest;
const livePlaces = ({ ledger, now: instant }: BookingOffice) =>
  [...ledger.places.values()]
    .filter((row) => isLive(row, instant))
    .map((row) => [placeId(row), row.booking, row.hold, row.expiresAt].join())
    .sort();

describe('a change that is taken back', () => {
  for (const [what, command] of [
    ['a move', kept(move('a', tomorrow))],
    ['a cancellation', kept(cancel('a', { kind: 'holder' }, 0.5))],
    ['another visit', change({ services: renew(3), start: tomorrow, contact: { ...contact, name: '李' } })],
  ] as const) {
    it(`leaves everything as it was: ${what}, with the old place kept from everybody else meanwhile`, () => {
      const office = bookingOffice(now, single);
      office.perform(bookCommand('a', slot));
      const before = structuredClone(office.ledger);
      assert.equal(code(office.perform(command)), 'ok');
      office.now += 2 * minute - 1;
      assert.equal(code(office.perform(bookCommand('b', slot))), 'slot_taken');
      assert.equal(code(office.perform(takeBack)), 'ok');
      const [was, is] = [before, office.ledger].map(({ bookings }) => bookings.get('a'));
      assert.ok(was && is);
      assert.deepEqual(asBefore(is), asBefore(was));
      assert.equal(is.sequence, was.sequence + 2);
      assert.deepEqual(office.ledger.places, before.places);
      assert.deepEqual(office.ledger.limits, before.limits);
      assert.equal(code(office.perform(takeBack)), 'nothing_to_take_back');
    });

    it(`is refused after two minutes, when the place is anybody’s: ${what}`, () => {
      const office = bookingOffice(now, single);
      office.perform(bookCommand('a', slot));
      assert.equal(code(office.perform(command)), 'ok');
      office.now += 2 * minute;
      assert.equal(code(office.perform(takeBack)), 'too_late_to_take_back');
      assert.equal(code(office.perform(bookCommand('b', slot))), 'ok');
      assert.equal(code(office.perform(takeBack)), 'too_late_to_take_back');
      assertNoPlaceTwice(office);
    });
  }

  it('is the last one only: what an earlier one kept is free as soon as there is a later one', () => {
    const office = bookingOffice(now, single);
    office.perform(bookCommand('a', slot));
    office.perform(kept(move('a', next)));
    office.perform({ ...move('a', tomorrow), undo: 'u2' } as BookingCommand);
    assert.equal(code(office.perform(bookCommand('b', slot))), 'ok');
    assert.equal(code(office.perform(takeBack)), 'ok');
    assert.equal(office.ledger.bookings.get('a')?.start, next);
    assertNoPlaceTwice(office);
  });

  it('cannot bring a second visit of the same person to one day', () => {
    const office = bookingOffice(now);
    const enterprise = { name: 'Firm', creditCode: 'FIRM', customsCode: null };
    office.perform(bookCommand('a', slot, { enterprise }));
    office.perform(kept(cancel('a')));
    assert.equal(code(office.perform(bookCommand('b', next, { enterprise }))), 'ok');
    assert.equal(code(office.perform(takeBack)), 'limit_reached');
    office.perform(cancel('b'));
    assert.equal(code(office.perform(takeBack)), 'ok');
  });

  it('is nothing that staff or the office have done, or that was followed by another contact', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot));
    office.perform(move('a', next, { kind: 'staff', reason: 'asked' }));
    assert.equal(code(office.perform(takeBack)), 'nothing_to_take_back');
    office.perform(kept(move('a', slot)));
    const other = { ...contact, mobile: '13900139000' };
    office.perform({ type: 'change_contact', booking: 'a', site: 'BJ-TSY', contact: other });
    assert.equal(code(office.perform(takeBack)), 'nothing_to_take_back');
  });

  it('after any history puts place, limit and booking back exactly, whatever others do in between', () => {
    let done = 0;
    fc.assert(
      fc.property(arbitraryScript, fc.array(fc.nat(5), { minLength: 40, maxLength: 40 }), (steps, others) => {
        const office = officeAt(bookingOffice);
        for (const [k, { wait, command }] of steps.entries()) {
          office.now += wait * minute;
          const id = 'booking' in command ? command.booking : '';
          const { ledger } = office;
          const before = 'undo' in command ? structuredClone(ledger) : ledger;
          const [was, places] = [before.bookings.get(id), livePlaces(office)];
          const undone = before.undos.get(id);
          const outcome = office.perform(command);
          if (!outcome.ok || !('undo' in command) || was === undefined || was.start <= office.now) continue;
          const copy = bookingOffice(
            office.now,
            office.site,
            office.calendar,
            structuredClone(office.ledger),
          );
          const back = { type: 'take_back', booking: id, site: office.site.code } as const;
          const first = bookOthers(copy, others[k] ?? 0);
          assert.equal(code(copy.perform(back)), 'ok', JSON.stringify(command));
          done += 1;
          const is = copy.ledger.bookings.get(id);
          assert.ok(is);
          assert.deepEqual(asBefore(is), asBefore(was));
          assertNoPlaceTwice(copy);
          if (first) continue;
          // an earlier change that could be taken back is not any more, and its places are free
          const given = places.filter((row) => undone === undefined || !row.includes(undone.hold));
          assert.deepEqual(livePlaces(copy), given);
          assert.deepEqual(copy.ledger.limits, before.limits);
        }
      }),
      { numRuns: 1000 },
    );
    assert.ok(done > 100, `something is taken back: ${done}`);
  });
});

/** Somebody else wants every place that looks free. Answers whether there was somebody. */
function bookOthers(office: BookingOffice, many: number): boolean {
  for (let k = 0; k < many; k += 1) {
    const enterprise = { name: 'Other', creditCode: `OTHER-${k}`, customsCode: null };
    const start = instantOf(k % 2 === 0 ? '2026-11-24' : '2026-11-25', '09:00', office.site.timeZone);
    office.perform(bookCommand(`other-${k}`, start + (k % 3) * 15 * minute, { enterprise }));
  }
  return many > 0;
}
