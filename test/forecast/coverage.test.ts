import assert from 'node:assert/strict';
import { figuresOf, measure, tableOf } from './measure.ts';
import { ourTeller } from './our-teller.ts';

describe('the wait that is told, on invented days', () => {
  it('covers what happens on days of which it has seen nothing but a few earlier ones', () => {
    const told = measure(ourTeller, {
      seeds: [4],
      kinds: ['usual', 'lunch', 'slow day'],
      historyDays: 2,
      oracleEvery: 60,
    });
    const figures = figuresOf(told);
    console.log(tableOf(figures).replace(/^/gm, '      '));
    const all = figures.at(-1);
    assert.ok(all !== undefined && all.count > 400);
    assert.ok(all.inside >= 0.72 && all.inside <= 0.92, `${all.inside}`);
    assert.ok(all.later <= 0.18, `${all.later}`);
  });
});
