import assert from 'node:assert/strict';
import { bookingStates } from '../../../server/domain/booking/booking.ts';
import { canBecome, isActive } from '../../../server/domain/booking/booking-states.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import { bookCommand, bookingOffice, cancel, settle } from '../../support/booking-office.ts';
import { testSite } from '../../support/sites.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-23', '10:00');
const slot = at('2026-11-24', '09:00');
const site = 'BJ-TSY';
const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.code);
const sameFirm = { enterprise: { name: 'Firm', creditCode: 'FIRM', customsCode: null } };
const contact = (mobile: string) => ({ name: '李明', mobile, email: null, telephone: null });

describe('changes of a booking', () => {
  it('a final state stays: nothing leads out of it', () => {
    for (const from of bookingStates) {
      assert.equal(isActive(from), from === 'confirmed' || from === 'arrived');
      if (!isActive(from)) for (const to of bookingStates) assert.equal(canBecome(from, to), false);
    }
  });

  it('a visit is settled along its states, once', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot));
    assert.equal(code(office.perform(settle('a', 'not_served'))), 'wrong_state');
    assert.equal(code(office.perform(settle('a', 'arrived'))), 'ok');
    assert.equal(code(office.perform(cancel('a'))), 'not_active');
    assert.equal(code(office.perform(settle('a', 'missed'))), 'wrong_state');
    assert.equal(code(office.perform(settle('a', 'completed'))), 'ok');
    assert.equal(code(office.perform(settle('a', 'not_served'))), 'not_active');
  });

  it('a visit that is over no longer counts as the one of its day', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot, sameFirm));
    office.perform(settle('a', 'arrived'));
    assert.equal(code(office.perform(bookCommand('b', slot, sameFirm))), 'limit_reached');
    office.perform(settle('a', 'completed'));
    assert.equal(code(office.perform(bookCommand('b', slot, sameFirm))), 'ok');
  });

  it('another mobile takes the limit of its day with it', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot, sameFirm));
    office.perform(bookCommand('b', slot, { ...sameFirm, contact: contact('13900139000') }));
    const change = (booking: string, mobile: string) =>
      code(office.perform({ type: 'change_contact', booking, site, contact: contact(mobile) }));
    assert.equal(change('a', '13900139000'), 'limit_reached');
    assert.equal(change('a', '13800138000'), 'ok');
    assert.equal(change('b', '13700137000'), 'ok');
    assert.equal(change('a', '13900139000'), 'ok');
    assert.equal(office.ledger.limits.size, 2);
  });

  it('another name with the same mobile keeps the limit of its day', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot, sameFirm));
    const same = contact('13800138000');
    assert.equal(code(office.perform({ type: 'change_contact', booking: 'a', site, contact: same })), 'ok');
    assert.deepEqual([...office.ledger.limits.values()], ['a']);
    assert.equal(code(office.perform(bookCommand('b', slot, sameFirm))), 'limit_reached');
  });

  it('another name is no second booking of its day, even where staff allowed two', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot, sameFirm));
    const actor = { kind: 'staff', reason: 'two cards' } as const;
    office.perform(bookCommand('b', slot, { ...sameFirm, actor }));
    const same = contact('13800138000');
    assert.equal(code(office.perform({ type: 'change_contact', booking: 'b', site, contact: same })), 'ok');
    assert.deepEqual([...office.ledger.limits.values()], ['a']);
  });

  it('how the visit is handled is chosen only where that is offered, until the cut-off', () => {
    const actor = { kind: 'holder' } as const;
    const choose = { type: 'choose_handling', booking: 'a', site, mode: 'online_agency', actor } as const;
    const plain = bookingOffice(now);
    plain.perform(bookCommand('a', slot));
    assert.equal(code(plain.perform(choose)), 'handling_not_offered');
    const office = bookingOffice(now, testSite({ handling: true }));
    office.perform(bookCommand('a', slot));
    assert.equal(code(office.perform(choose)), 'ok');
    assert.equal(office.ledger.bookings.get('a')?.handling, 'online_agency');
    office.now = slot - 60_000;
    assert.equal(code(office.perform({ ...choose, mode: 'self_service' })), 'cut_off_passed');
  });

  it('materials are ticked off as long as the visit is to come', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot));
    const tick = { type: 'tick', booking: 'a', site, ticks: ['licence'] } as const;
    assert.equal(code(office.perform(tick)), 'ok');
    assert.deepEqual(office.ledger.bookings.get('a')?.ticks, ['licence']);
    office.perform(cancel('a'));
    assert.equal(code(office.perform(tick)), 'not_active');
  });
});
