import assert from 'node:assert/strict';
import { hashesWaiting, inHashQueue } from '../../../server/actions/staff/hash-queue.ts';
import { unavailableOf } from '../../../server/actions/unavailable.ts';
import { elapsed } from '../../../server/clock.ts';

describe('the line for password hashes', () => {
  it('runs one at a time, all of them in their order, and goes on after one that fails', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const hash = (index: number) => async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      done.push(index);
      if (index === 3) throw new Error('this one fails');
    };
    const all = await Promise.allSettled(Array.from({ length: 60 }, (_, index) => inHashQueue(hash(index))));
    assert.equal(all.filter(({ status }) => status === 'rejected').length, 1);
    assert.equal(most, 1);
    assert.deepEqual(
      done,
      [...done].sort((a, b) => a - b),
    );
    assert.equal(hashesWaiting(), 0);
  });

  it('rests between two as long as the first has taken, and never long: whoever serves has the core meanwhile', async () => {
    const began: number[] = [];
    const ended: number[] = [];
    const hash = (milliseconds: number) => async (): Promise<void> => {
      began.push(elapsed());
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      ended.push(elapsed());
    };
    await Promise.all([15, 60, 1].map((milliseconds) => inHashQueue(hash(milliseconds))));
    for (const place of [0, 1]) {
      const took = (ended[place] ?? Number.NaN) - (began[place] ?? Number.NaN);
      const rested = (began[place + 1] ?? Number.NaN) - (ended[place] ?? Number.NaN);
      // a timer may be a millisecond early, and on a busy machine as late as it likes
      assert.ok(rested >= Math.min(took, 25) - 2, `${rested} ms after ${took}`);
    }
  });

  it('turns away whoever comes when it is full, and lets in the next when there is room', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const waiting: Promise<unknown>[] = [];
    let refused: unknown = null;
    for (let i = 0; refused === null && i < 500; i++) {
      const before = hashesWaiting();
      const asked = inHashQueue(() => gate);
      waiting.push(asked);
      if (i > 2 && hashesWaiting() === before)
        refused = await asked.then(() => null).catch((error: unknown) => error);
    }
    assert.equal(unavailableOf(refused)?.reason, 'too_busy');
    assert.ok(waiting.length <= 123, String(waiting.length));
    open();
    await Promise.allSettled(waiting);
    assert.equal(await inHashQueue(async () => 'in'), 'in');
  });
});
