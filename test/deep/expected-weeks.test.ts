import assert from 'node:assert/strict';
import { bandFigures, bandTable, expectBranches } from '../forecast/expected-weeks.ts';
import { invented } from '../forecast/measure.ts';
import { otherWorld } from '../forecast/other-world.ts';

const until = '2026-07-11';
const seeds = [1, 2, 3, 4, 5, 6];

/** What the band promises, and how far a figure that is known exactly may be from it. */
const [promised, tolerance] = [0.8, 0.04];
/**
 * The days of a kind are few, and each is inside or not by chance: a share of so many days differs from the true one by three times its
 * standard error at most. Half hours of a day are not independent, so they count as their days do.
 */
const byChance = (days: number): number => 3 * Math.sqrt((promised * (1 - promised)) / days);

describe('the load that is expected of days to come, on half a year of invented branches', function () {
  this.timeout(900_000);
  for (const [name, world] of [
    ['as the others are', invented],
    ['whose days have other shapes', otherWorld],
  ] as const)
    it(`keeps what its band says, at branches ${name}`, () => {
      const came = expectBranches(world, seeds, until);
      const figures = bandFigures(came);
      console.log(bandTable(figures).replace(/^/gm, '      '));
      for (const { name: of, inside, above, days } of figures) {
        const least = promised - tolerance - byChance(days);
        assert.ok(inside >= least, `${of}: ${inside} of ${days} days, at least ${least}`);
        assert.ok(above <= (1 - promised) / 2 + tolerance + byChance(days), `${of}: ${above} above`);
      }
      const [all, halfHours] = figures;
      assert.ok(all !== undefined && halfHours !== undefined && all.days > 500);
      // a band that is wider than it says would be kept as well
      for (const { inside } of [all, halfHours]) assert.ok(inside <= 0.88, `${inside}`);
    });
});
