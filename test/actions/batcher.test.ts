import assert from 'node:assert/strict';
import { type Batch, Batcher, NotToBeRepeated } from '../../server/actions/batcher.ts';
import { Unavailable } from '../../server/actions/unavailable.ts';

describe('the batcher', () => {
  const sizesOf = async (count: number, limit?: number): Promise<readonly number[]> => {
    const sizes: number[] = [];
    const batcher = new Batcher<number, number>(
      async (batch) => {
        sizes.push(batch.length);
        return batch.map((each) => each * 2);
      },
      limit === undefined ? {} : { limit },
    );
    const answers = await Promise.all(Array.from({ length: count }, (_, k) => batcher.submit(k)));
    assert.deepEqual(
      answers,
      answers.map((_, k) => k * 2),
      'each has its own answer',
    );
    return sizes;
  };

  it('a few travel together, a crowd in halves, and nobody in a batch above the limit', async () => {
    assert.deepEqual(await sizesOf(1), [1]);
    assert.deepEqual(await sizesOf(25), [25]);
    assert.deepEqual(await sizesOf(100), [50, 25, 25]);
    assert.deepEqual(await sizesOf(100, 30), [30, 30, 25, 15]);
  });

  it('answers whoever has waited too long, leaves the batch behind, and goes on with the next', async () => {
    let first: Batch | null = null;
    const batcher = new Batcher<number, number>(
      (batch, state) => {
        if (first !== null) return Promise.resolve(batch);
        first = state;
        return new Promise(() => {});
      },
      { answerWithin: 40 },
    );
    const stuck = batcher.submit(1);
    await assert.rejects(stuck, (error) => error instanceof Unavailable && error.reason === 'not_answered');
    assert.equal(await batcher.submit(2), 2);
    assert.equal((first as Batch | null)?.abandoned, true, 'what comes of it must not be committed');
    assert.equal(batcher.oldestWait, 0);
  });

  it('tells whoever comes to a line that is too long at once, and how long the oldest has waited', async () => {
    const goOn: (() => void)[] = [];
    const batcher = new Batcher<number, number>(
      async (batch) => {
        await new Promise<void>((resolve) => goOn.push(resolve));
        return batch;
      },
      { mostWaiting: 2 },
    );
    const first = batcher.submit(1);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = [batcher.submit(2), batcher.submit(3)];
    await assert.rejects(
      batcher.submit(4),
      (error) => error instanceof Unavailable && error.reason === 'too_busy',
    );
    assert.ok(batcher.oldestWait >= 0);
    goOn.shift()?.();
    assert.equal(await first, 1);
    while (goOn.length === 0) await new Promise((resolve) => setImmediate(resolve));
    goOn.shift()?.();
    assert.deepEqual(await Promise.all(waiting), [2, 3]);
  });

  it('takes an outage for the whole batch, once, and a bug apart until it has found who brought it', async () => {
    const tries: number[] = [];
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const failing = new Batcher<number, number>(async (batch) => {
      tries.push(batch.length);
      throw away;
    });
    const answers = await Promise.allSettled([1, 2, 3, 4].map((k) => failing.submit(k)));
    assert.deepEqual(tries, [4]);
    for (const answer of answers)
      assert.ok(answer.status === 'rejected' && answer.reason instanceof Unavailable);
    const picky = new Batcher<number, number>(async (batch) => {
      if (batch.includes(3)) throw new Error('a bug');
      return batch;
    });
    const settled = await Promise.allSettled([1, 2, 3, 4].map((k) => picky.submit(k)));
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
  });

  it('repeats nothing whose commit was not confirmed, and says that it may have been done', async () => {
    let tries = 0;
    const batcher = new Batcher<number, number>(async () => {
      tries += 1;
      throw new NotToBeRepeated(new Error('Connection terminated unexpectedly'));
    });
    const answers = await Promise.allSettled([1, 2].map((k) => batcher.submit(k)));
    assert.equal(tries, 1);
    for (const answer of answers)
      assert.ok(answer.status === 'rejected' && answer.reason instanceof Unavailable);
  });
});
