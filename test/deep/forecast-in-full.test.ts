import assert from 'node:assert/strict';
import { dayKinds } from '../forecast/day-kinds.ts';
import { type Figures, figuresOf, measure, tableOf } from '../forecast/measure.ts';
import { otherWorld } from '../forecast/other-world.ts';
import { ourTeller } from '../forecast/our-teller.ts';

const days = { kinds: dayKinds, historyDays: 12, oracleEvery: 8 };

/** Other branches than these, which nobody has seen: HALL_FORECAST_SEEDS=41,42,43. */
const others = process.env['HALL_FORECAST_SEEDS']?.split(',').map(Number);

function hold(figures: readonly Figures[]): void {
  console.log(tableOf(figures).replace(/^/gm, '      '));
  for (const { name, inside, later } of figures) {
    assert.ok(inside >= 0.74, `${name}: ${inside}`);
    assert.ok(later <= 0.16, `${name}: ${later}`);
  }
}

describe('the wait that is told, on invented days of every kind', function () {
  // nothing but arithmetic: beside browsers on the same cores it takes twice as long
  this.timeout(1_800_000);
  it('covers four cases of five in every kind, and is seldom exceeded', () => {
    hold(figuresOf(measure(ourTeller, { ...days, seeds: others ?? [1, 2, 3, 4, 5, 6] })));
  });

  it('does so where branches, hours and paces are others', () => {
    hold(figuresOf(measure(ourTeller, { ...days, seeds: others ?? [31, 32, 33, 34, 35, 36] }, otherWorld)));
  });
});
