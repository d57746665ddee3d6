import assert from 'node:assert/strict';
import { Batcher } from '../../server/actions/batcher.ts';

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
});
