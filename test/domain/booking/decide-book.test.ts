import assert from 'node:assert/strict';
import type { BookingActor } from '../../../server/domain/booking/ledger.ts';
import { extraPlaceBase } from '../../../server/domain/booking/place.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import {
  assertNoPlaceTwice,
  bookCommand,
  bookingOffice,
  cancel,
  hold,
  settle,
} from '../../support/booking-office.ts';
import { testQueue, testRules, testSite, words } from '../../support/sites.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-23', '10:00');
const slot = at('2026-11-24', '09:00');
const single = testSite({ queues: [testQueue({ places: 1 })] });
const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.code);
const staff = (reason: string | null): BookingActor => ({ kind: 'staff', reason });
const sameFirm = { enterprise: { name: 'Firm', creditCode: 'FIRM', customsCode: null } };

describe('holds', () => {
  it('block everybody else until they expire, and nobody from that instant, without a sweeper', () => {
    const office = bookingOffice(now, single);
    assert.equal(code(office.perform(hold('h', slot))), 'ok');
    office.now = now + 10 * 60_000 - 1;
    assert.equal(code(office.perform(bookCommand('b', slot))), 'slot_taken');
    assert.equal(code(office.perform(hold('h2', slot))), 'slot_taken');
    office.now = now + 10 * 60_000;
    assert.equal(code(office.perform(bookCommand('b', slot))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('book exactly the places that they kept, even after the last bookable minute has passed', () => {
    const site = testSite({ queues: [testQueue({ places: 1 })], rules: testRules({ firstWorkingDay: 0 }) });
    const office = bookingOffice(at('2026-11-24', '08:29'), site);
    assert.equal(code(office.perform(hold('h', slot))), 'ok');
    office.now = at('2026-11-24', '08:35');
    const outcome = office.perform(bookCommand('b', slot, { hold: 'h' }));
    assert.ok(outcome.ok);
    assert.equal(office.ledger.holds.size, 0);
    assertNoPlaceTwice(office);
  });

  it('that ran out still book where the slot is free, and say that they ran out where it is not', () => {
    const office = bookingOffice(now, testSite({ queues: [testQueue({ places: 2 })] }));
    office.perform(hold('h', slot));
    office.now = now + 11 * 60_000;
    assert.equal(code(office.perform(bookCommand('a', slot, { hold: 'h' }))), 'ok');
    office.perform(hold('h2', slot));
    office.now += 11 * 60_000;
    assert.equal(code(office.perform(bookCommand('b', slot))), 'ok');
    assert.equal(code(office.perform(bookCommand('c', slot, { hold: 'h2' }))), 'hold_expired');
    assert.equal(code(office.perform(bookCommand('d', slot))), 'slot_taken');
    assertNoPlaceTwice(office);
  });

  it('are for the visit that was held, not for another one', () => {
    const office = bookingOffice(now);
    office.perform(hold('h', slot));
    const later = at('2026-11-24', '09:15');
    assert.equal(code(office.perform(bookCommand('b', later, { hold: 'h' }))), 'hold_mismatch');
    const services = [{ code: 'UNLOCK', quantity: 1 }];
    assert.equal(code(office.perform(bookCommand('b', slot, { hold: 'h', services }))), 'hold_mismatch');
  });

  it('are not honoured on a day that was closed meanwhile', () => {
    const office = bookingOffice(now);
    office.perform(hold('h', slot));
    const exception = { id: 'x', date: '2026-11-24', kind: 'closed', from: null, to: null } as const;
    office.site = testSite({ exceptions: [{ ...exception, reason: words('flood') }] });
    assert.equal(code(office.perform(bookCommand('b', slot, { hold: 'h' }))), 'not_offered');
  });

  it('of a place that was cut take another one, where there is one', () => {
    const office = bookingOffice(now, testSite({ queues: [testQueue({ places: 2 })] }));
    const pair = { services: [{ code: 'RENEW', quantity: 2 }] };
    const second = at('2026-11-24', '09:15');
    office.perform(bookCommand('other', second));
    office.perform({ ...hold('h', slot), ...pair });
    office.site = single;
    assert.equal(code(office.perform(bookCommand('b', slot, { ...pair, hold: 'h' }))), 'slot_taken');
    office.perform(cancel('other'));
    assert.equal(code(office.perform(bookCommand('b', slot, { ...pair, hold: 'h' }))), 'ok');
    assert.deepEqual(
      office.ledger.bookings.get('b')?.places.map((key) => key.place),
      [1, 1],
    );
    assertNoPlaceTwice(office);
  });

  it('never take a place from somebody who has it, whatever the hold says', () => {
    const office = bookingOffice(now, single);
    office.perform(hold('h', slot));
    const [id, row] = [...office.ledger.places][0] ?? assert.fail();
    office.ledger.places.set(id, { ...row, hold: null, booking: 'stranger', expiresAt: null });
    assert.equal(code(office.perform(bookCommand('b', slot, { hold: 'h' }))), 'slot_taken');
  });

  it('give the one that they replace up, and only if they succeed', () => {
    const office = bookingOffice(now, single);
    office.perform(hold('h1', slot));
    assert.equal(code(office.perform(hold('h2', at('2026-11-28', '09:00'), 'h1'))), 'not_offered');
    assert.ok(office.ledger.holds.has('h1'));
    assert.equal(code(office.perform(hold('h3', slot, 'h1'))), 'ok');
    assert.deepEqual([...office.ledger.holds.keys()], ['h3']);
    assertNoPlaceTwice(office);
  });

  it('can be given up once', () => {
    const office = bookingOffice(now, single);
    office.perform(hold('h', slot));
    const release = { type: 'release_hold', hold: 'h', site: 'BJ-TSY' } as const;
    assert.equal(code(office.perform(release)), 'ok');
    assert.equal(office.ledger.places.size, 0);
    assert.equal(code(office.perform(release)), 'unknown_hold');
  });

  it('that lost their place to somebody do not take it back when they are given up', () => {
    const office = bookingOffice(now, single);
    office.perform(hold('h', slot));
    office.now = now + 11 * 60_000;
    office.perform(bookCommand('b', slot));
    const outcome = office.perform({ type: 'release_hold', hold: 'h', site: 'BJ-TSY' });
    assert.deepEqual(outcome.ok && outcome.value, [{ type: 'hold_released', hold: 'h', places: [] }]);
    assertNoPlaceTwice(office);
  });
});

describe('booking rules', () => {
  it('one active booking per enterprise, handling person and day', () => {
    const office = bookingOffice(now);
    const later = at('2026-11-24', '10:00');
    assert.equal(code(office.perform(bookCommand('a', slot, sameFirm))), 'ok');
    assert.equal(code(office.perform(bookCommand('b', later, sameFirm))), 'limit_reached');
    assert.equal(code(office.perform(bookCommand('c', at('2026-11-25', '10:00'), sameFirm))), 'ok');
    const colleague = { name: '李明', mobile: '13900139000', email: null, telephone: null };
    assert.equal(code(office.perform(bookCommand('d', later, { ...sameFirm, contact: colleague }))), 'ok');
  });

  it('a site without that rule takes as many as there are places', () => {
    const office = bookingOffice(now, testSite({ rules: testRules({ onePerDay: false }) }));
    for (const id of ['a', 'b', 'c'])
      assert.equal(code(office.perform(bookCommand(id, slot, sameFirm))), 'ok');
    assert.equal(office.ledger.limits.size, 0);
  });

  it('a missed visit warns at the next booking, the second within 30 days blocks until a date that is told', () => {
    const office = bookingOffice(now);
    const miss = (id: string) => {
      const booked = office.perform(bookCommand(id, office.now + 23 * 3_600_000, sameFirm));
      office.now += 86_400_000;
      assert.equal(code(office.perform(settle(id, 'missed'))), 'ok');
      return booked.ok && booked.value[0]?.type === 'booked' && booked.value[0].warned;
    };
    assert.equal(miss('a'), false);
    assert.equal(miss('b'), true);
    const third = bookCommand('c', at('2026-11-26', '09:00'), sameFirm);
    assert.deepEqual(office.perform(third), {
      ok: false,
      code: 'blocked_after_missed',
      details: { until: '2026-12-25' },
    });
    office.ledger.lifted.set('FIRM', office.now + 1);
    assert.equal(code(office.perform(third)), 'ok');
  });

  it('staff go past every rule with a reason, and are asked for it exactly when a rule is broken', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot, sameFirm));
    const later = at('2026-11-24', '10:00');
    const today = at('2026-11-23', '15:00');
    const far = at('2027-03-01', '10:00');
    for (const [id, start, firm] of [
      ['limit', later, sameFirm],
      ['late', today, {}],
      ['early', far, {}],
    ] as const) {
      assert.equal(
        code(office.perform(bookCommand(id, start, { ...firm, actor: staff(' ') }))),
        'reason_required',
      );
      assert.equal(
        code(office.perform(bookCommand(id, start, { ...firm, actor: staff('called') }))),
        'ok',
        id,
      );
    }
    assert.equal(code(office.perform(bookCommand('plain', later, { actor: staff(null) }))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('no reason opens a closed day, a full slot or the past', () => {
    const office = bookingOffice(now, single);
    office.perform(bookCommand('a', slot));
    const book = (start: number, reason: string | null) =>
      code(office.perform(bookCommand('b', start, { actor: staff(reason) })));
    assert.equal(book(slot, 'please'), 'slot_taken');
    assert.equal(book(at('2026-11-28', '09:00'), 'please'), 'not_offered');
    assert.equal(book(at('2027-02-28', '09:00'), null), 'not_offered');
    assert.equal(book(at('2026-11-23', '09:30'), 'please'), 'too_late');
  });

  it('deliberate overbooking is an extra place, by staff, with a reason, and only where the slot is full', () => {
    const office = bookingOffice(now, single);
    const book = (id: string, actor: BookingActor) =>
      office.perform(bookCommand(id, slot, { actor, overbook: true }));
    assert.equal(code(book('a', { kind: 'holder' })), 'not_permitted');
    assert.equal(code(book('a', staff(null))), 'reason_required');
    for (const [id, place] of [
      ['a', 1],
      ['b', extraPlaceBase + 1],
      ['c', extraPlaceBase + 2],
    ] as const) {
      assert.equal(code(book(id, staff('urgent'))), 'ok');
      assert.equal(office.ledger.bookings.get(id)?.places[0]?.place, place);
    }
    assertNoPlaceTwice(office);
  });

  it('a start that is no instant is refused, not a crash', () => {
    const office = bookingOffice(now);
    for (const start of [Number.NaN, 1e300, -1, slot + 0.5]) {
      assert.equal(code(office.perform(bookCommand('b', start))), 'not_offered');
    }
  });

  it('the command of another site is refused', () => {
    assert.equal(code(bookingOffice(now).perform(bookCommand('b', slot, { site: 'HZ' }))), 'unknown_site');
  });
});
