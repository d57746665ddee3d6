import assert from 'node:assert/strict';
import { missedPenalty } from '../../../server/domain/booking/missed-visits.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { testRules } from '../../support/sites.ts';

const zone = 'Asia/Shanghai';
const at = (date: string, time = '10:00') => instantOf(date, time, zone);
const penalty = (missed: string[], today: string, rules = testRules(), lifted?: number) =>
  missedPenalty(
    rules,
    missed.map((date) => at(date)),
    lifted,
    at(today, '00:00'),
    zone,
  );

describe('missed visits', () => {
  it('nobody who missed none is blocked or warned', () => {
    assert.deepEqual(penalty([], '2026-06-01'), { blockedUntil: null, warned: false });
  });

  it('one warns for 30 days', () => {
    assert.deepEqual(penalty(['2026-05-10'], '2026-06-09'), { blockedUntil: null, warned: true });
    assert.deepEqual(penalty(['2026-05-10'], '2026-06-10'), { blockedUntil: null, warned: false });
  });

  it('two within 30 days block until 30 days after the second, in whichever order they are told', () => {
    const missed = ['2026-05-31', '2026-05-01'];
    assert.deepEqual(penalty(missed, '2026-06-29'), { blockedUntil: '2026-06-30', warned: false });
    assert.equal(penalty(missed, '2026-06-30').blockedUntil, null);
    assert.equal(penalty(['2026-06-01', '2026-05-01'], '2026-06-02').blockedUntil, null);
  });

  it('a lifted block is lifted until its instant and not longer', () => {
    const missed = ['2026-05-10', '2026-05-12'];
    const now = at('2026-05-20', '00:00');
    assert.equal(penalty(missed, '2026-05-20', testRules(), now + 1).blockedUntil, null);
    assert.equal(penalty(missed, '2026-05-20', testRules(), now).blockedUntil, '2026-06-11');
  });

  it('a site may never block, or only after more', () => {
    const missed = ['2026-05-10', '2026-05-12'];
    assert.equal(penalty(missed, '2026-05-20', testRules({ missedBlockDays: 0 })).blockedUntil, null);
    assert.equal(penalty(missed, '2026-05-20', testRules({ missedLimit: 3 })).blockedUntil, null);
  });
});
