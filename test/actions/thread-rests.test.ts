import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { BesideLoop } from '../../server/actions/beside-loop.ts';

const entry = new URL('../support/echo-thread.ts', import.meta.url);

describe('a thread beside the loop that nobody asks', () => {
  it('ends, so that its memory is the machine’s again, and the next question has a new one', async function () {
    this.timeout(60_000);
    const thread = new BesideLoop<string, string>(entry, { atOnce: 2, longest: 50_000, rests: 1 });
    try {
      for (const word of ['first', 'second']) {
        const begun = once(process, 'worker') as Promise<[Worker]>;
        const answer = thread.ask(word);
        const [worker] = await begun;
        const ended = once(worker, 'exit');
        assert.deepEqual(await answer, { kind: 'answer', answer: word });
        await ended;
      }
    } finally {
      await thread.close();
    }
  });

  it('stays while it is asked again and again, however short its rest', async function () {
    this.timeout(60_000);
    const begun: Worker[] = [];
    const hear = (worker: Worker): unknown => begun.push(worker);
    process.on('worker', hear);
    const thread = new BesideLoop<number, number>(entry, { atOnce: 10, longest: 50_000, rests: 1 });
    try {
      await Promise.all(Array.from({ length: 10 }, (_, number) => thread.ask(number)));
      assert.equal(begun.length, 1);
    } finally {
      process.off('worker', hear);
      await thread.close();
    }
  });
});
