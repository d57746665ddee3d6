import assert from 'node:assert/strict';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import { assertNoPlaceTwice, bookCommand, bookingOffice, cancel } from '../../support/booking-office.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-23', '10:00');
const slot = at('2026-11-24', '09:00');
const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.code);
const sameFirm = { enterprise: { name: 'Firm', creditCode: 'FIRM', customsCode: null } };

describe('cancelling a booking', () => {
  it('frees its place and its day at once, and happens once', () => {
    const office = bookingOffice(now, testSite({ queues: [testQueue({ places: 1 })] }));
    office.perform(bookCommand('a', slot, sameFirm));
    assert.equal(code(office.perform(cancel('a'))), 'ok');
    assert.equal(code(office.perform(cancel('a'))), 'not_active');
    assert.equal(office.ledger.bookings.get('a')?.sequence, 1);
    assert.equal(code(office.perform(bookCommand('b', slot, sameFirm))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('is possible until the cut-off, to the millisecond, for holders; staff give a reason after it, the office lets it be', () => {
    const cutOff = slot - 120 * 60_000;
    const attempt = (time: number, actor: Parameters<typeof cancel>[1]) => {
      const office = bookingOffice(now);
      office.perform(bookCommand('a', slot));
      office.now = time;
      return code(office.perform(cancel('a', actor)));
    };
    assert.equal(attempt(cutOff, { kind: 'holder' }), 'ok');
    assert.equal(attempt(cutOff + 1, { kind: 'holder' }), 'cut_off_passed');
    assert.equal(attempt(cutOff + 1, { kind: 'staff', reason: null }), 'reason_required');
    assert.equal(attempt(cutOff + 1, { kind: 'staff', reason: 'ill' }), 'ok');
    assert.equal(attempt(cutOff + 1, { kind: 'office' }), 'not_unfitting');
  });

  it('keeps the place from everybody for the part of the cool-down that chance says, and no longer', () => {
    const rules = testRules({ coolDownMost: 60 });
    const office = bookingOffice(now, testSite({ queues: [testQueue({ places: 1 })], rules }));
    office.perform(bookCommand('a', slot));
    office.perform(cancel('a', { kind: 'holder' }, 0.5));
    office.now = now + 30 * 60_000 - 1;
    assert.equal(code(office.perform(bookCommand('b', slot))), 'slot_taken');
    office.now += 1;
    assert.equal(code(office.perform(bookCommand('b', slot))), 'ok');
    assertNoPlaceTwice(office);
  });
});
