import assert from 'node:assert/strict';
import fc from 'fast-check';
import { giveUpAfter, nextAttemptAt } from '../../../server/domain/message/retry.ts';

const dueAt = 1_800_000_000_000;

describe('retries of a delivery', () => {
  it('the first comes after a minute, and each wait is at least as long as the one before until four hours', () => {
    const waits: number[] = [];
    let now = dueAt;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttemptAt({ dueAt, attempts, now, chance: 0 });
      if (next === null) break;
      waits.push((next - now) / 60_000);
      now = next;
    }
    assert.deepEqual(waits.slice(0, 10), [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]);
    assert.equal(now, dueAt + giveUpAfter);
  });

  it('whatever the past, the next attempt is in the future and within 24 hours, or there is none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 2 * giveUpAfter }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, passed, chance) => {
          const now = dueAt + passed;
          const next = nextAttemptAt({ dueAt, attempts, now, chance });
          if (passed >= giveUpAfter) assert.equal(next, null);
          else assert.ok(next !== null && next > now && next <= dueAt + giveUpAfter);
        },
      ),
    );
  });
});
