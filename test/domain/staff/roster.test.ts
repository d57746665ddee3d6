import assert from 'node:assert/strict';
import {
  fewestAtWork,
  type Roster,
  type RosterChange,
  type RosterShift,
  staffedPlaces,
  workOn,
} from '../../../server/domain/staff/roster.ts';

const tuesday = { date: '2026-11-24', weekday: 2 };
const week = (staff: string, some: Partial<RosterShift> = {}): RosterShift => ({
  id: staff,
  staff,
  validFrom: '2026-11-01',
  weekdays: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  ...some,
});
const on = (day = tuesday.date) => ({ first: day, last: day });
const hours = (shifts: RosterShift[], changes: RosterChange[], staff = 'li', day = tuesday) =>
  workOn({ full: 2, shifts, changes }, day)
    .find((one) => one.staff === staff)
    ?.spans.map(({ from, to }) => [from / 60, to / 60]);

describe('a roster', () => {
  it('has somebody at work on the weekdays of the week that began last, and a later week in the place of it', () => {
    const part = week('li', { id: 'part', validFrom: '2026-11-20', weekdays: [2], to: '12:00' });
    assert.deepEqual(hours([week('li'), part], []), [[9, 12]]);
    assert.deepEqual(hours([week('li'), part], [], 'li', { date: '2026-11-19', weekday: 4 }), [[9, 17]]);
    assert.deepEqual(hours([week('li'), part], [], 'li', { date: '2026-11-25', weekday: 3 }), []);
    const gone = week('li', { id: 'gone', validFrom: '2026-11-24', weekdays: [], from: null, to: null });
    assert.deepEqual(hours([week('li'), gone], []), []);
  });

  it('takes an absence out of the day, whole or in part, also out of an extra shift', () => {
    const away = { id: 'a', staff: 'li', kind: 'absence', cause: 'ill', ...on() } as const;
    assert.deepEqual(hours([week('li')], [{ ...away, from: null, to: null }]), []);
    assert.deepEqual(hours([week('li')], [{ ...away, from: '11:00', to: '12:00' }]), [
      [9, 11],
      [12, 17],
    ]);
    const extra = { id: 'e', staff: 'li', kind: 'extra', from: '16:00', to: '19:00', ...on() } as const;
    assert.deepEqual(hours([week('li')], [extra]), [[9, 19]]);
    assert.deepEqual(hours([week('li')], [extra, { ...away, from: '18:00', to: '24:00' }]), [[9, 18]]);
    assert.deepEqual(hours([week('li')], [{ ...away, from: null, to: null, ...on('2026-11-25') }]), [
      [9, 17],
    ]);
  });

  it('has each of two who swap work what the other would, on that day alone', () => {
    const late = week('wang', { from: '13:00', to: '20:00' });
    const swap = { id: 's', staff: 'li', kind: 'swap', partner: 'wang', ...on() } as const;
    assert.deepEqual(hours([week('li'), late], [swap]), [[13, 20]]);
    assert.deepEqual(hours([week('li'), late], [swap], 'wang'), [[9, 17]]);
    assert.deepEqual(hours([week('li'), late], [swap], 'li', { date: '2026-11-25', weekday: 3 }), [[9, 17]]);
  });

  it('counts the fewest who are there together at any moment of a stretch', () => {
    const roster: Roster = {
      full: 2,
      shifts: [week('li'), week('wang', { to: '12:00' }), week('zhao', { from: '12:10' })],
      changes: [],
    };
    const work = workOn(roster, tuesday);
    assert.equal(fewestAtWork(work, 9 * 60, 12 * 60), 2);
    assert.equal(fewestAtWork(work, 11 * 60 + 45, 12 * 60 + 15), 1);
    assert.equal(fewestAtWork(work, 12 * 60 + 10, 12 * 60 + 25), 2);
    assert.equal(fewestAtWork(work, 16 * 60 + 50, 17 * 60 + 5), 0);
  });

  it('gives all places with all people, a share of them with fewer, none without anybody', () => {
    const of = (places: number, present: number) => staffedPlaces(places, { full: 3 }, present);
    assert.deepEqual([of(4, 5), of(4, 3), of(4, 2), of(4, 1), of(4, 0)], [4, 4, 2, 1, 0]);
    assert.equal(staffedPlaces(4, { full: null }, 0), 4);
  });
});
