import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SharedReads } from '../../server/actions/shared-reads.ts';

describe('reads that several ask for', () => {
  it('nobody is answered with what was read before they asked, and no more is read than there are moments', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 12 }), async (scheduler, askers) => {
        const reads = new SharedReads<number>();
        let world = 0;
        let begun = 0;
        const read = async (): Promise<number> => {
          begun += 1;
          const seen = world;
          await scheduler.schedule(Promise.resolve());
          return seen;
        };
        const answered: Promise<void>[] = [];
        for (let k = 0; k < askers; k += 1)
          void scheduler.schedule(Promise.resolve()).then(() => {
            world += 1;
            const mine = world;
            answered.push(
              reads.ask('key', read).then((seen) => assert.ok(seen >= mine, `${seen} < ${mine}`)),
            );
          });
        while (answered.length < askers || scheduler.count() > 0) {
          if (scheduler.count() > 0) await scheduler.waitOne();
          // a read begins with the next turn of the loop
          await new Promise((resolve) => setImmediate(resolve));
        }
        await scheduler.waitFor(Promise.all(answered));
        assert.ok(begun <= askers);
      }),
      { numRuns: 300 },
    );
  });

  it('whoever asks at the same moment shares one read, and other keys have their own', async () => {
    const reads = new SharedReads<string>();
    const seen: string[] = [];
    const ask = (key: string) =>
      reads.ask(key, async () => {
        seen.push(key);
        return key;
      });
    assert.deepEqual(await Promise.all(['a', 'a', 'b', 'a'].map(ask)), ['a', 'a', 'b', 'a']);
    assert.deepEqual(seen, ['a', 'b']);
    await ask('a');
    assert.deepEqual(seen, ['a', 'b', 'a'], 'nothing is kept once it is answered');
  });

  it('a read that fails is told to those who share it, and the next one is a new try', async () => {
    const reads = new SharedReads<number>();
    let tries = 0;
    const read = async (): Promise<number> => {
      tries += 1;
      if (tries === 1) throw new Error('the database is away');
      return tries;
    };
    const first = [reads.ask('key', read), reads.ask('key', read)];
    for (const each of first) await assert.rejects(each, /away/);
    assert.equal(await reads.ask('key', read), 2);
  });
});
