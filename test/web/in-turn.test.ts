import assert from 'node:assert/strict';
import type { Request, Response } from 'express';
import { unavailableOf } from '../../server/actions/unavailable.ts';
import { inTurn } from '../../server/web/middleware/in-turn.ts';

const comes = (ip: string, destroyed = false): Request => ({ ip, socket: { destroyed } }) as Request;

/** A line whose rests end when they are told to. */
function line(most?: number) {
  const rests: (() => void)[] = [];
  const begun: unknown[] = [];
  const handler = inTurn((run) => rests.push(run), most);
  const come = (id: number, request = comes('192.0.2.1')): void =>
    void handler(request, {} as Response, (error?: unknown) => begun.push(error ?? id));
  return { rests, begun, come, rest: () => rests.shift()?.() };
}

describe('requests that come at once', () => {
  it('begin one after a rest of the loop, in their order, the first at once, and nothing is planned when none is left', () => {
    const { rests, begun, come, rest } = line();
    for (const id of [1, 2, 3]) come(id);
    assert.deepEqual(begun, [1]);
    rest();
    assert.deepEqual(begun, [1, 2]);
    come(4);
    while (rests.length > 0) rest();
    assert.deepEqual(begun, [1, 2, 3, 4]);
    come(5);
    assert.deepEqual(begun, [1, 2, 3, 4, 5], 'whoever comes alone does not wait');
    assert.equal(rests.length, 1);
  });

  it('of one network let those of others go between, and more than it may have are told to come again', () => {
    const { rests, begun, come, rest } = line(3);
    for (const id of [1, 2, 3, 4, 5]) come(id);
    assert.equal(begun.length, 2);
    assert.equal(unavailableOf(begun[1])?.reason, 'too_busy');
    come(10, comes('198.51.100.7'));
    come(11, comes('198.51.100.200'));
    begun.length = 0;
    while (rests.length > 0) rest();
    assert.deepEqual(begun, [2, 10, 3, 11, 4]);
  });

  it('are left out when whoever sent them has gone', () => {
    const { rests, begun, come, rest } = line();
    come(1);
    come(2, comes('192.0.2.1', true));
    come(3);
    while (rests.length > 0) rest();
    assert.deepEqual(begun, [1, 3]);
  });
});
