import assert from 'node:assert/strict';
import type { BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import {
  assertNoPlaceTwice,
  bookCommand,
  bookingOffice,
  cancel,
  move,
} from '../../support/booking-office.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-23', '10:00');
const slot = at('2026-11-24', '09:00');
const next = at('2026-11-24', '09:15');
const single = testSite({ queues: [testQueue({ places: 1 })] });
const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.code);
const sameFirm = { enterprise: { name: 'Firm', creditCode: 'FIRM', customsCode: null } };

describe('moving a booking', () => {
  it('takes the new place, frees the old one and counts its sequence on', () => {
    const office = bookingOffice(now, single);
    office.perform(bookCommand('a', slot));
    assert.equal(code(office.perform(move('a', next))), 'ok');
    assert.equal(office.ledger.bookings.get('a')?.sequence, 1);
    assert.equal(office.ledger.bookings.get('a')?.start, next);
    assert.equal(code(office.perform(bookCommand('b', slot))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('keeps the old place from everybody for as long as that of a cancelled visit, when its holder moves it', () => {
    const rules = testRules({ coolDownLeast: 5, coolDownMost: 25 });
    const office = bookingOffice(now, testSite({ queues: [testQueue({ places: 1 })], rules }));
    office.perform(bookCommand('a', slot));
    const holders = { ...move('a', next), chance: 0.5 } as BookingCommand;
    assert.equal(code(office.perform(holders)), 'ok');
    office.now = now + 15 * 60_000 - 1;
    assert.equal(code(office.perform(bookCommand('b', slot))), 'slot_taken');
    office.now += 1;
    assert.equal(code(office.perform(bookCommand('b', slot))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('to a full slot is refused and the old place is kept', () => {
    const office = bookingOffice(now, single);
    office.perform(bookCommand('a', slot));
    office.perform(bookCommand('b', next));
    const before = structuredClone(office.ledger);
    assert.equal(code(office.perform(move('a', next))), 'slot_taken');
    assert.deepEqual(office.ledger, before);
  });

  it('may run across its own old slots', () => {
    const office = bookingOffice(now, single);
    office.perform(bookCommand('a', slot, { services: [{ code: 'RENEW', quantity: 3 }] }));
    assert.equal(code(office.perform(move('a', next))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('is refused to its own slot, within the cut-off, and when it is over', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot));
    assert.equal(code(office.perform(move('a', slot))), 'same_slot');
    office.now = slot - 120 * 60_000;
    const tomorrow = at('2026-11-25', '09:00');
    assert.equal(code(office.perform(move('a', tomorrow))), 'ok');
    office.now = tomorrow - 120 * 60_000 + 1;
    assert.equal(code(office.perform(move('a', at('2026-11-26', '09:00')))), 'cut_off_passed');
    const staff = { kind: 'staff', reason: 'called' } as const;
    assert.equal(
      code(office.perform(move('a', at('2026-11-26', '09:00'), { ...staff, reason: '' }))),
      'reason_required',
    );
    assert.equal(code(office.perform(move('a', at('2026-11-26', '09:00'), staff))), 'ok');
    office.perform(cancel('a'));
    assert.equal(code(office.perform(move('a', slot, staff))), 'not_active');
    assert.equal(code(office.perform(move('nobody', slot))), 'unknown_booking');
  });

  it('takes the limit of its new day with it and leaves that of the old one', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot, sameFirm));
    const wednesday = at('2026-11-25', '09:00');
    office.perform(bookCommand('b', wednesday, sameFirm));
    assert.equal(code(office.perform(move('a', at('2026-11-25', '10:00')))), 'limit_reached');
    assert.equal(code(office.perform(move('b', at('2026-11-26', '10:00')))), 'ok');
    assert.equal(code(office.perform(move('a', at('2026-11-25', '10:00')))), 'ok');
    assert.equal(code(office.perform(bookCommand('c', slot, sameFirm))), 'ok');
    assert.equal(office.ledger.limits.size, 3);
  });

  it('within its own day is never a second booking of that day', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot, sameFirm));
    office.perform(bookCommand('b', next, { ...sameFirm, actor: { kind: 'staff', reason: 'called' } }));
    assert.equal(code(office.perform(move('b', at('2026-11-24', '15:00')))), 'ok');
    assert.equal(code(office.perform(move('a', at('2026-11-24', '15:00')))), 'ok');
  });

  it('lets the office give it another place at its own time when its place was cut', () => {
    const office = bookingOffice(now);
    for (const id of ['a', 'b', 'c']) office.perform(bookCommand(id, slot));
    office.perform(cancel('a'));
    office.site = testSite({ queues: [testQueue({ places: 2 })] });
    assert.equal(code(office.perform(move('b', slot, { kind: 'office' }))), 'not_unfitting');
    assert.equal(code(office.perform(move('c', slot, { kind: 'office' }))), 'ok');
    assert.equal(office.ledger.bookings.get('c')?.places[0]?.place, 1);
    assertNoPlaceTwice(office);
  });
});
