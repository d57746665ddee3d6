import assert from 'node:assert/strict';
import type { BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { minute } from '../../../server/domain/calendar/durations.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';
import { assertNoPlaceTwice, bookCommand, bookingOffice } from '../../support/booking-office.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-23', '10:00');
const slot = at('2026-11-24', '09:00');
const next = at('2026-11-24', '09:15');
const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.code);
const contact = { name: '王芳', mobile: '13800138000', email: null, telephone: null };
const renew = (quantity: number) => [{ code: 'RENEW', quantity }];
type Change = Extract<BookingCommand, { type: 'change' }>;
const change = (some: Partial<Change> = {}): Change => ({
  ...{ type: 'change', booking: 'a', site: 'BJ-TSY', services: renew(1), start: slot, contact },
  ...{ answers: {}, ticks: [], actor: { kind: 'holder' }, overbook: false },
  ...some,
});

describe('changing what a booking is for', () => {
  it('keeps its place, and takes or gives up the slots after it', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('b', slot));
    office.perform(bookCommand('a', slot));
    office.perform({ type: 'cancel', booking: 'b', site: 'BJ-TSY', actor: { kind: 'holder' }, chance: 0 });
    const places = () => office.ledger.bookings.get('a')?.places.map(({ start, place }) => [start, place]);
    assert.deepEqual(places(), [[slot, 2]]);
    assert.equal(code(office.perform(change({ services: renew(2), ticks: ['x'] }))), 'ok');
    assert.deepEqual(places(), [
      [slot, 2],
      [next, 1],
    ]);
    const long = office.ledger.bookings.get('a');
    assert.deepEqual(
      [long?.end, long?.minutes, long?.ticks, long?.sequence],
      [slot + 30 * minute, 20, ['x'], 1],
    );
    assert.equal(code(office.perform(change())), 'ok');
    assert.deepEqual(places(), [[slot, 2]]);
    assertNoPlaceTwice(office);
  });

  it('is all or nothing: without room for the longer visit the booking stays as it was', () => {
    const office = bookingOffice(now, testSite({ queues: [testQueue({ places: 1 })] }));
    office.perform(bookCommand('a', slot));
    office.perform(bookCommand('b', next));
    const before = structuredClone(office.ledger);
    assert.equal(code(office.perform(change({ services: renew(2) }))), 'slot_taken');
    assert.equal(code(office.perform(change({ services: renew(20) }))), 'not_offered');
    assert.equal(code(office.perform(change({ services: renew(21) }))), 'too_many_services');
    assert.equal(code(office.perform(change({ services: [] }))), 'no_services');
    assert.deepEqual(office.ledger, before);
    const later = at('2026-11-25', '09:00');
    assert.equal(code(office.perform(change({ services: renew(2), start: later }))), 'ok');
    assert.equal(code(office.perform(bookCommand('c', slot))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('goes to another queue where another service wants it, when that has a place at the same time', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot));
    const wanted = [...renew(1), { code: 'NEW', quantity: 1 }];
    assert.equal(code(office.perform(change({ services: wanted }))), 'ok');
    assert.equal(office.ledger.bookings.get('a')?.queue, 'BJ-TSY:B');
    assertNoPlaceTwice(office);
  });

  it('gives the visit to another person, whose one visit of the day it then is', () => {
    const office = bookingOffice(now);
    const enterprise = { name: 'Firm', creditCode: 'FIRM', customsCode: null };
    const other = { ...contact, name: '李', mobile: '13900139000' };
    office.perform(bookCommand('a', slot, { enterprise }));
    office.perform(bookCommand('b', next, { enterprise, contact: other }));
    assert.equal(code(office.perform(change({ contact: other }))), 'limit_reached');
    assert.equal(code(office.perform(change({ contact: { ...other, mobile: '13700137000' } }))), 'ok');
    assert.equal(code(office.perform(bookCommand('c', slot, { enterprise }))), 'ok');
    const third = { ...other, mobile: '13700137000' };
    assert.equal(
      code(office.perform(bookCommand('d', next, { enterprise, contact: third }))),
      'limit_reached',
    );
  });

  it('is refused when nothing is different, after the cut-off, and when the visit is over', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot));
    assert.equal(code(office.perform(change())), 'nothing_changed');
    office.now = slot - 120 * minute + 1;
    assert.equal(code(office.perform(change({ services: renew(2) }))), 'cut_off_passed');
    const staff = { kind: 'staff', reason: 'called' } as const;
    assert.equal(code(office.perform(change({ services: renew(2), actor: staff }))), 'ok');
    office.perform({ type: 'settle', booking: 'a', site: 'BJ-TSY', state: 'arrived' });
    assert.equal(code(office.perform(change({ services: renew(3), actor: staff }))), 'not_active');
  });

  it('keeps the time where it can be kept, though nobody else could book it any more', () => {
    const rules = testRules({ firstWorkingDay: 1, cutOffMinutes: 60 });
    const office = bookingOffice(now, testSite({ rules }));
    office.perform(bookCommand('a', slot));
    office.now = at('2026-11-24', '07:30');
    assert.equal(code(office.perform(bookCommand('b', slot))), 'too_late');
    assert.equal(code(office.perform(change({ services: renew(2) }))), 'ok');
    assert.equal(office.ledger.bookings.get('a')?.start, slot);
  });

  it('by staff goes beyond the places, or to those kept back, only when that is meant and a reason is given', () => {
    const queue = testQueue({ places: 2, plan: { spans: [], walkInShare: 50, laterShare: 0 } });
    const office = bookingOffice(now, testSite({ queues: [queue] }));
    office.perform(bookCommand('a', slot));
    office.perform(bookCommand('b', next));
    const longer = { services: renew(2), actor: { kind: 'staff', reason: 'called' } } as const;
    assert.equal(code(office.perform(change(longer))), 'slot_taken');
    assert.equal(
      code(office.perform(change({ ...longer, keptBack: true, actor: { kind: 'holder' } }))),
      'not_permitted',
    );
    const silent = { ...longer, keptBack: true, actor: { kind: 'staff', reason: null } } as const;
    assert.equal(code(office.perform(change(silent))), 'reason_required');
    assert.equal(code(office.perform(change({ ...longer, keptBack: true }))), 'ok');
    assert.equal(code(office.perform(change({ ...longer, services: renew(3), overbook: true }))), 'ok');
    assertNoPlaceTwice(office);
  });

  it('writes nothing over that has happened since the booking was seen', () => {
    const office = bookingOffice(now);
    office.perform(bookCommand('a', slot));
    const seen = office.ledger.bookings.get('a')?.updatedAt ?? 0;
    office.now = now + minute;
    office.perform({ type: 'tick', booking: 'a', site: 'BJ-TSY', ticks: ['x'] });
    assert.equal(code(office.perform(change({ services: renew(2), seen }))), 'stale_form');
    assert.deepEqual(office.ledger.bookings.get('a')?.ticks, ['x']);
    assert.equal(code(office.perform(change({ services: renew(2), seen: office.now }))), 'ok');
  });
});
