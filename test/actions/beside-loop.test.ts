import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { BesideLoop } from '../../server/actions/beside-loop.ts';
import type { Question } from './prompt-thread.ts';

const longest = 20_000;

describe('a thread beside the loop', () => {
  const loop = new BesideLoop<Question, string>(new URL('./prompt-thread.ts', import.meta.url), {
    atOnce: 3,
    longest,
  });
  after(() => loop.close());

  it('that answers what was given up a moment ago is heard by nobody: the next question has an answer of its own', async function () {
    this.timeout(60_000);
    let begun = 0;
    const count = (): void => {
      begun += 1;
    };
    process.on('worker', count);
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const answered = new Int32Array(new SharedArrayBuffer(4));
      const first = loop.ask({ text: 'first', answered });
      const second = loop.ask({ text: 'second', answered: new Int32Array(new SharedArrayBuffer(4)) });
      // its answer is on the way, and not here
      Atomics.wait(answered, 0, 0);
      mock.timers.tick(longest);
      // both were asked at once: a third has all its time
      const third = loop.ask({ text: 'third', answered });
      assert.deepEqual(await first, { kind: 'too long' });
      assert.deepEqual(await second, { kind: 'too long' });
      assert.deepEqual(await third, { kind: 'answer', answer: 'third' });
      assert.equal(begun, 2, 'and none for what was given up');
    } finally {
      process.off('worker', count);
      mock.timers.reset();
    }
  });
});
