import assert from 'node:assert/strict';
import { bookingStates } from '../../../server/domain/booking/booking.ts';
import { objectionState } from '../../../server/domain/booking/objection.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { bookCommand, bookingOffice, settle } from '../../support/booking-office.ts';

const now = instantOf('2026-11-23', '10:00', 'Asia/Shanghai');
const slot = (time: string) => instantOf('2026-11-24', time, 'Asia/Shanghai');
const site = 'BJ-TSY';
const firm = { enterprise: { name: 'Firm', creditCode: 'FIRM', customsCode: null } };
const correct = (booking: string, to: 'came' | 'excused', reason = 'r') =>
  ({ type: 'correct', booking, site, to, reason }) as const;

describe('a missed visit that was none', () => {
  it('takes exactly its own strike along, and only a missed one can be corrected, with a reason', () => {
    const office = bookingOffice(now);
    for (const [id, time] of [
      ['a', '09:00'],
      ['b', '09:15'],
      ['c', '09:30'],
    ] as const)
      assert.ok(office.perform(bookCommand(id, slot(time), { ...firm, actor: { kind: 'office' } })).ok);
    const refused = (id: string, reason = 'r') => {
      const answer = office.perform(correct(id, 'came', reason));
      return answer.ok ? 'ok' : answer.code;
    };
    assert.equal(refused('a'), 'not_missed');
    for (const id of ['a', 'b']) office.perform(settle(id, 'missed'));
    assert.deepEqual(office.ledger.missed.get('FIRM'), [slot('09:00'), slot('09:15')]);
    assert.equal(refused('a', '  '), 'reason_required');
    assert.equal(refused('a'), 'ok');
    assert.equal(office.ledger.bookings.get('a')?.state, 'completed');
    assert.deepEqual(office.ledger.missed.get('FIRM'), [slot('09:15')]);
    assert.equal(refused('a'), 'not_missed');
    assert.ok(office.perform(correct('b', 'excused')).ok);
    assert.equal(office.ledger.bookings.get('b')?.state, 'excused');
    assert.deepEqual(office.ledger.missed.get('FIRM'), []);
    office.perform(settle('c', 'not_held'));
    assert.equal(refused('c'), 'not_missed');
  });

  it('an objection is open until its deadline, and answered by whatever puts the visit right', () => {
    const open = { kind: 'missed', dueAt: 10, declinedAt: null, grantedAt: null } as const;
    for (const state of bookingStates)
      assert.equal(objectionState(open, state, 5), state === 'missed' ? 'open' : 'granted');
    assert.equal(objectionState(open, 'missed', 11), 'overdue');
    assert.equal(objectionState({ ...open, declinedAt: 3 }, 'missed', 11), 'declined');
    assert.equal(objectionState({ ...open, declinedAt: 3 }, 'completed', 11), 'granted');
  });

  it('of a released place it is open until somebody says yes or no: the booking stays cancelled', () => {
    const open = { kind: 'released', dueAt: 10, declinedAt: null, grantedAt: null } as const;
    assert.equal(objectionState(open, 'cancelled', 5), 'open');
    assert.equal(objectionState(open, 'cancelled', 11), 'overdue');
    assert.equal(objectionState({ ...open, declinedAt: 3 }, 'cancelled', 11), 'declined');
    assert.equal(objectionState({ ...open, grantedAt: 3 }, 'cancelled', 11), 'granted');
  });
});
