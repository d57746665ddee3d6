import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TimeHistogram } from '../../../../server/domain/queue/figures/time-histogram.ts';

const day = fc.array(
  fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 5000 }),
    fc.integer({ min: 5000, max: 4 * 60 * 60_000 }),
  ),
  { maxLength: 80 },
);
const days = fc.array(day, { minLength: 1, maxLength: 12 });

/** As it is taught: between two neighbours of all in order. */
function exact(durations: readonly number[], level: number): number {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = level * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at % 1);
}

const together = (parts: readonly (readonly number[])[]): TimeHistogram => {
  const sum = new TimeHistogram();
  // as it comes back from a database
  for (const part of parts)
    sum.add(
      JSON.parse(JSON.stringify(TimeHistogram.of(part).stored())) as ReturnType<TimeHistogram['stored']>,
    );
  return sum;
};

describe('durations kept by their size', () => {
  it('of days put together, in whatever order, are those of all of them at once', () => {
    fc.assert(
      fc.property(days, (parts) => {
        const all = TimeHistogram.of(parts.flat()).stored();
        assert.deepEqual(together(parts).stored(), all);
        assert.deepEqual(together(parts.toReversed()).stored(), all);
      }),
    );
  });

  it('know every level within 2 % of the exact one, and mean and count exactly', () => {
    fc.assert(
      fc.property(
        days.filter((parts) => parts.flat().length > 0),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (parts, level) => {
          const all = parts.flat();
          const known = together(parts);
          const value = exact(all, level);
          assert.ok(Math.abs(known.quantile(level) - value) <= 0.02 * value + 1e-6, `${level}: ${value}`);
          const { count, mean } = known.summary();
          const sum = all.reduce((total, one) => total + one, 0);
          assert.deepEqual([count, mean], [all.length, Math.round(sum / all.length / 6000) / 10]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of nobody are nothing to summarise', () => {
    assert.deepEqual(together([[], []]).summary(), { count: 0, mean: null, median: null, p90: null });
  });
});
