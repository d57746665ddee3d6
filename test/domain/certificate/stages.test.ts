import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../../server/domain/calendar/local-time.ts';
import { certificateStages, nextStage, stageDue } from '../../../server/domain/certificate/stages.ts';

const expiresOn = '2027-03-01';

/** What is told when the job runs on these days (before the expiry; negative: after it), for an address that confirmed on the first. */
function toldOn(confirmed: number, runs: readonly number[]): { stage: number; before: number }[] {
  const told: { stage: number; before: number }[] = [];
  let next = nextStage(expiresOn, addDays(expiresOn, -confirmed))?.on ?? null;
  for (const before of runs) {
    const today = addDays(expiresOn, -before);
    if (next === null || next > today) continue;
    const due = stageDue(expiresOn, next, today);
    if (due !== null) told.push({ stage: due.stage, before });
    next = nextStage(expiresOn, addDays(due?.on ?? today, 1))?.on ?? null;
  }
  return told;
}

describe('when somebody is told that a certificate expires', () => {
  it('60, 30 and 7 days before, when the job runs every day and every hour', () => {
    const everyHour = Array.from({ length: 101 * 3 }, (_, k) => 100 - Math.floor(k / 3));
    assert.deepEqual(toldOn(100, everyHour), [
      { stage: 60, before: 60 },
      { stage: 30, before: 30 },
      { stage: 7, before: 7 },
    ]);
  });

  it('whatever days the job was off: no stage twice, none before its day, none of before the address confirmed, none after the expiry', () => {
    const runs = fc.uniqueArray(fc.integer({ min: -20, max: 90 }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(100), runs, (confirmed, days) => {
        const told = toldOn(
          confirmed,
          days.filter((before) => before <= confirmed).sort((a, b) => b - a),
        );
        assert.equal(new Set(told.map(({ stage }) => stage)).size, told.length);
        for (const { stage, before } of told) assert.ok(before <= stage && stage <= confirmed && before >= 0);
        assert.equal(new Set(told.map(({ before }) => before)).size, told.length, 'one at a time');
      }),
    );
  });

  it('a run catches up with the last stage of those that were slept through', () => {
    assert.deepEqual(toldOn(100, [100, 25, 24]), [{ stage: 30, before: 25 }]);
    assert.deepEqual(toldOn(100, [100, 3]), [{ stage: 7, before: 3 }]);
    assert.deepEqual(toldOn(100, [100, -1]), []);
    assert.deepEqual(toldOn(6, [6, 5, 0]), []);
    assert.equal(certificateStages.length, 3);
  });
});
