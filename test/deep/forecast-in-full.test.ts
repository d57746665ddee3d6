import assert from 'node:assert/strict';
import { dayKinds } from '../forecast/day-kinds.ts';
import { figuresOf, measure, tableOf } from '../forecast/measure.ts';
import { ourTeller } from '../forecast/our-teller.ts';

const seeds = [1, 2, 3, 4, 5, 6];

describe('the wait that is told, on invented days of every kind', () => {
  it('covers four cases of five in every kind, and is seldom exceeded', () => {
    const told = measure(ourTeller, { seeds, kinds: dayKinds, historyDays: 12, oracleEvery: 8 });
    const figures = figuresOf(told);
    console.log(tableOf(figures).replace(/^/gm, '      '));
    for (const { name, inside, later } of figures) {
      assert.ok(inside >= 0.72, `${name}: ${inside}`);
      assert.ok(later <= 0.18, `${name}: ${later}`);
    }
  });
});
