import assert from 'node:assert/strict';
import type { Request, Response } from 'express';
import { inTurn } from '../../server/web/middleware/in-turn.ts';

describe('requests that come at once', () => {
  it('begin one in a turn of the loop, in their order, and nothing is planned when none is left', () => {
    const planned: (() => void)[] = [];
    const begun: number[] = [];
    const handler = inTurn((run) => planned.push(run));
    const come = (id: number): void => void handler({} as Request, {} as Response, () => void begun.push(id));
    for (const id of [1, 2, 3]) come(id);
    assert.deepEqual(begun, [], 'not in the turn in which they came');
    planned.shift()?.();
    assert.deepEqual(begun, [1]);
    come(4);
    while (planned.length > 0) {
      const soFar: number = begun.length;
      planned.shift()?.();
      assert.equal(begun.length, soFar + 1);
    }
    assert.deepEqual(begun, [1, 2, 3, 4]);
    come(5);
    assert.equal(planned.length, 1, 'the next one is planned again');
  });
});
