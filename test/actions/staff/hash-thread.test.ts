import assert from 'node:assert/strict';
import { hashInThread, verifyInThread } from '../../../server/actions/staff/hash-thread.ts';

const usual = { memoryCost: 12_288, timeCost: 3, parallelism: 1 };

describe('a hash', () => {
  it('is not held up by one that the idle core has not finished: another thread does it', async function () {
    this.timeout(60_000);
    const known = await hashInThread('a', usual);
    const long = hashInThread('b', { ...usual, timeCost: 200 }).then(() => 'the long one');
    const short = verifyInThread(known, 'a').then((matches) => `the short one: ${matches}`);
    assert.equal(await Promise.race([long, short]), 'the short one: true');
    await long;
  });

  it('of nothing is refused by the thread, and the next one is answered', async () => {
    await assert.rejects(verifyInThread('no hash', 'a'));
    assert.equal(await verifyInThread(await hashInThread('a', usual), 'a'), true);
  });
});
