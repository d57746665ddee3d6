import assert from 'node:assert/strict';
import { bandFigures, bandTable, expectBranches } from './expected-weeks.ts';
import { invented } from './measure.ts';
import { otherWorld } from './other-world.ts';

describe('the load that is expected of days to come, on invented weeks', () => {
  it('has a band in which four of five days and half hours end up, about as many above it as below', () => {
    const until = '2026-04-24';
    const figures = bandFigures([
      ...expectBranches(invented, [2], until),
      ...expectBranches(otherWorld, [2], until),
    ]);
    console.log(bandTable(figures).replace(/^/gm, '      '));
    const [days, halfHours] = figures;
    assert.ok(days !== undefined && halfHours !== undefined && halfHours.count > 600);
    assert.ok(halfHours.inside > 0.74 && halfHours.inside < 0.92, `${halfHours.inside}`);
    assert.ok(days.inside > 0.65, `${days.inside}`);
    assert.ok(halfHours.above < 0.16, `${halfHours.above}`);
  });
});
