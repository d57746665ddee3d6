import assert from 'node:assert/strict';
import type { BookingRules } from '../../../server/domain/booking/booking-rules.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import {
  type BookingOffice,
  bookCommand,
  bookingOffice,
  cancel,
  move,
} from '../../support/booking-office.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const zone = 'Asia/Shanghai';
const at = (day: string, time: string) => instantOf(`2026-11-${day}`, time, zone);
const now = at('23', '10:00');

function office(rules: Partial<BookingRules>): BookingOffice {
  const site = testSite({
    queues: [testQueue({ places: 20 })],
    rules: testRules({ onePerDay: false, ...rules }),
  });
  return bookingOffice(now, site);
}

const firm = { name: '甲公司', creditCode: 'CODE-A', customsCode: null };
const person = (n: number, email: string | null = null) => ({
  name: '王芳',
  mobile: `1380000${String(1000 + n)}`,
  email,
  telephone: null,
});

function codeOf(outcome: ReturnType<BookingOffice['perform']>): string {
  return outcome.ok ? 'booked' : outcome.code;
}

describe('how much one enterprise, mobile and mail address may take', () => {
  it('counts places of one start, visits of a day and visits to come of an enterprise, whoever its persons are', () => {
    const its = office({ enterprisePerSlot: 1, enterprisePerDay: 2, enterpriseOpen: 3 });
    const book = (id: string, day: string, time: string, n: number) =>
      codeOf(its.perform(bookCommand(id, at(day, time), { enterprise: firm, contact: person(n) })));
    assert.equal(book('a', '24', '09:00', 1), 'booked');
    assert.equal(book('b', '24', '09:00', 2), 'enterprise_slot_limit');
    assert.equal(book('c', '24', '09:15', 3), 'booked');
    assert.equal(book('d', '24', '09:30', 4), 'enterprise_day_limit');
    assert.equal(book('e', '25', '09:00', 5), 'booked');
    assert.equal(book('f', '26', '09:00', 6), 'enterprise_open_limit');
    assert.ok(its.perform(cancel('e')).ok);
    assert.equal(book('g', '26', '09:00', 7), 'booked', 'what was cancelled counts no more');
  });

  it('counts a mobile and a mail address over all enterprises, which a broker serves', () => {
    const its = office({ mobilePerDay: 2, mobileOpen: 3, mailPerDay: 3, mailOpen: 4 });
    const book = (id: string, day: string, contact: ReturnType<typeof person>) =>
      codeOf(its.perform(bookCommand(id, at(day, '09:00'), { contact })));
    assert.equal(book('a', '24', person(1)), 'booked');
    assert.equal(book('b', '24', person(1)), 'booked');
    assert.equal(book('c', '24', person(1)), 'mobile_day_limit');
    assert.equal(book('d', '25', person(1)), 'booked');
    assert.equal(book('e', '26', person(1)), 'mobile_open_limit');
    for (const n of [2, 3, 4]) assert.equal(book(`m${n}`, '25', person(n, 'Agent@example.cn')), 'booked');
    assert.equal(book('f', '25', person(5, 'agent@example.cn')), 'mail_day_limit');
    assert.equal(book('g', '26', person(6, 'agent@example.cn')), 'booked');
    assert.equal(book('h', '27', person(7, 'agent@example.cn')), 'mail_open_limit');
  });

  it('lets staff exceed each with a reason, and asks them for it', () => {
    const its = office({ enterprisePerDay: 1 });
    const book = (id: string, time: string, reason: string | null) =>
      its.perform(bookCommand(id, at('24', time), { enterprise: firm, actor: { kind: 'staff', reason } }));
    assert.ok(book('a', '09:00', null).ok);
    const asked = book('b', '09:15', null);
    assert.deepEqual(asked, {
      ok: false,
      code: 'reason_required',
      details: { rule: 'enterprise_day_limit' },
    });
    assert.ok(book('c', '09:30', 'the card of a second person').ok);
  });

  it('holds a move and a change of contact to the same counts, and never a visit against itself', () => {
    const its = office({ enterprisePerDay: 1, mobileOpen: 1 });
    const book = (id: string, day: string, n: number) =>
      codeOf(its.perform(bookCommand(id, at(day, '09:00'), { enterprise: firm, contact: person(n) })));
    assert.equal(book('a', '24', 1), 'booked');
    assert.equal(book('b', '25', 2), 'booked');
    assert.equal(codeOf(its.perform(move('b', at('24', '10:00')))), 'enterprise_day_limit');
    assert.equal(codeOf(its.perform(move('b', at('25', '10:00')))), 'booked');
    const change = { type: 'change_contact', booking: 'b', site: 'BJ-TSY' } as const;
    assert.equal(codeOf(its.perform({ ...change, contact: person(1) })), 'mobile_open_limit');
    assert.equal(codeOf(its.perform({ ...change, contact: { ...person(2), name: '李明' } })), 'booked');
  });

  it('holds a change of services, person and time to them in each part that becomes another, and no taking back', () => {
    const its = office({ enterprisePerDay: 1, mobilePerDay: 1, mailOpen: 1 });
    const book = (id: string, day: string, contact: ReturnType<typeof person>) =>
      codeOf(its.perform(bookCommand(id, at(day, '09:00'), { enterprise: firm, contact })));
    assert.equal(book('a', '24', person(1, 'a@example.cn')), 'booked');
    const other = { name: '乙公司', creditCode: 'CODE-B', customsCode: null };
    const beside = bookCommand('b', at('25', '09:00'), { enterprise: other, contact: person(2) });
    assert.equal(codeOf(its.perform(beside)), 'booked');
    const change = (contact: ReturnType<typeof person>, start: number, quantity = 1) =>
      codeOf(
        its.perform({
          ...{ type: 'change', booking: 'b', site: 'BJ-TSY', start, contact },
          ...{ services: [{ code: 'RENEW', quantity }], answers: {}, ticks: [], undo: 'kept' },
          ...{ actor: { kind: 'holder' }, overbook: false },
        }),
      );
    assert.equal(change(person(1), at('24', '10:00')), 'mobile_day_limit', 'another person on another day');
    assert.equal(change(person(2, 'A@example.cn'), at('25', '09:00')), 'mail_open_limit');
    assert.equal(change(person(1), at('25', '09:00')), 'booked', 'who has another visit on another day');
    assert.equal(book('c', '25', person(2)), 'booked', 'whose visit it is no more');
    assert.equal(book('d', '25', person(1)), 'enterprise_day_limit');
    assert.equal(change(person(2), at('25', '09:00'), 2), 'mobile_day_limit', 'nor back to who has one now');
    assert.equal(codeOf(its.perform({ type: 'take_back', booking: 'b', site: 'BJ-TSY' })), 'booked');
    assert.equal(its.ledger.bookings.get('b')?.contact.mobile, person(2).mobile);
  });

  it('lets a broker of twelve enterprises book them all in a fortnight by the default rules', async () => {
    const { defaultBookingRules } = await import('../../../server/domain/booking/booking-rules.ts');
    const its = office({ ...defaultBookingRules });
    for (let n = 0; n < 12; n += 1) {
      const day = String(24 + (n % 3));
      const visit = bookCommand(`v${n}`, at(day, n < 6 ? '09:00' : '10:00'), {
        contact: person(1, 'broker@example.cn'),
      });
      assert.equal(codeOf(its.perform(visit)), 'booked', `enterprise ${n}`);
    }
  });
});

describe('a place that was cancelled', () => {
  it('comes back at a random time from five to thirty minutes by the default rules', async () => {
    const { defaultBookingRules } = await import('../../../server/domain/booking/booking-rules.ts');
    for (const [chance, minutes] of [
      [0, 5],
      [0.5, 17.5],
      [0.999999, 30],
    ] as const) {
      const its = office({ ...defaultBookingRules });
      assert.ok(its.perform(bookCommand('a', at('25', '09:00'))).ok);
      const done = its.perform(cancel('a', { kind: 'holder' }, chance));
      const [fact] = done.ok ? done.value : [];
      const until = fact?.type === 'cancelled' ? fact.coolUntil : null;
      assert.ok(Math.abs((until ?? 0) - now - minutes * 60_000) < 1000, `${chance}: ${until}`);
    }
  });

  it('counts a booking that is changed to another day or person, and not what stays as it was', () => {
    const its = office({ enterprisePerDay: 1, mobilePerDay: 1, mailPerDay: 1 });
    const book = (id: string, day: string, n: number, enterprise = firm) =>
      assert.ok(
        its.perform(bookCommand(id, at(day, '09:00'), { enterprise, contact: person(n, `${n}@x.cn`) })).ok,
      );
    const other = { name: '乙公司', creditCode: 'CODE-B', customsCode: null };
    book('a', '24', 1);
    book('b', '25', 2);
    book('c', '24', 3, other);
    const change = (day: string, n: number, email: string | null, time = '09:00') =>
      codeOf(
        its.perform({
          ...{ type: 'change', booking: 'a', site: 'BJ-TSY', services: [{ code: 'RENEW', quantity: 1 }] },
          ...{ start: at(day, time), contact: person(n, email), answers: {}, ticks: [] },
          ...{ actor: { kind: 'holder' }, overbook: false },
        }),
      );
    assert.equal(change('25', 1, '1@x.cn'), 'enterprise_day_limit', 'another day');
    assert.equal(change('24', 3, '1@x.cn'), 'mobile_day_limit', 'another mobile');
    assert.equal(change('24', 1, '3@x.cn'), 'mail_day_limit', 'another address');
    assert.equal(change('24', 1, '1@x.cn', '09:15'), 'booked', 'the same day and person');
    assert.equal(change('26', 3, '3@x.cn'), 'booked', 'a day that is free of all of them');
    assert.equal(codeOf(its.perform(bookCommand('d', at('24', '09:00'), { enterprise: firm }))), 'booked');
  });
});
