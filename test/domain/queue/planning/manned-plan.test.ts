import assert from 'node:assert/strict';
import { mannedPlan } from '../../../../server/domain/queue/planning/manned-plan.ts';
import type { Roster, RosterShift } from '../../../../server/domain/staff/roster.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { calendar2026, officeHours } from '../../../support/sites.ts';

const tuesday = '2026-11-24';
const week = (staff: string, from: string, to: string): RosterShift => {
  return { id: staff, staff, validFrom: '2026-11-01', weekdays: [1, 2, 3, 4, 5], from, to };
};
const roster: Roster = {
  full: 2,
  shifts: [week('li', '09:00', '17:00'), week('wang', '09:00', '16:45'), week('zhao', '09:00', '12:00')],
  changes: [],
};
const site = { ...hallSite(2), sessions: officeHours };
const planOf = (its: Roster | undefined, planned: ReadonlyMap<number, number> | undefined) => {
  const kept = its === undefined ? site : { ...site, roster: its };
  const plan = mannedPlan(kept, calendar2026, tuesday, planned);
  return plan && [540, 720, 780, 990].map((from) => plan.get(from));
};

describe('the counters of a date', () => {
  const three = new Map([540, 720, 780, 990].map((from) => [from, 3]));
  const one = new Map([[540, 1]]);

  it('are those that are planned, and never more than people at work in the whole of the half hour', () => {
    assert.deepEqual(planOf(roster, three), [3, 0, 2, 1]);
    assert.deepEqual(planOf(roster, one), [1, 0, 0, 0]);
  });

  it('are as many as people and counters allow where nothing is planned', () => {
    assert.deepEqual(planOf(roster, undefined), [2, 0, 2, 1]);
  });

  it('are the plan alone without a roster, with one that bounds nothing, and before its first week', () => {
    for (const none of [
      undefined,
      { ...roster, full: null },
      { ...roster, shifts: roster.shifts.map((shift) => ({ ...shift, validFrom: '2026-11-25' })) },
    ]) {
      assert.deepEqual(planOf(none, three), [3, 3, 3, 3]);
      assert.equal(planOf(none, undefined), undefined);
    }
  });
});
