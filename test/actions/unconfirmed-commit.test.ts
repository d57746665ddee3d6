import assert from 'node:assert/strict';
import type { System } from '../../server/actions/system.ts';
import { Unavailable } from '../../server/actions/unavailable.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { eventsAfter } from '../../server/store/queue/hall-query.ts';
import { bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { testQueue, testSite } from '../support/sites.ts';

const codes = ['BJ-TSY-1', 'BJ-TSY-2', 'BJ-TSY-3'];
const site = testSite({
  queues: [testQueue({})],
  counters: codes.map((code, sort) => ({ code, label: String(sort + 1), queues: ['BJ-TSY:A'], sort })),
});

/** Has the next transaction commit, and its answer lost on the way. */
function loseNextCommit({ database }: System): () => number {
  const { writer } = database;
  const transaction = writer.transaction.bind(writer) as (work: unknown) => Promise<unknown>;
  let lost = 0;
  Object.defineProperty(writer, 'transaction', {
    configurable: true,
    value: (work: unknown) =>
      transaction(work).then((answer) => {
        if (lost > 0) return answer;
        lost += 1;
        throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
      }),
  });
  return () => lost;
}

for (const engine of engines)
  describe(`a commit whose answer is lost [${engine}]`, function () {
    this.timeout(60_000);

    it('is not done again: the callers hear that it is not known, and each command has happened once', async () => {
      const bare = await bareSystem({ engine, sites: [site], now: '2026-11-24T10:00:00+08:00' });
      try {
        const { halls } = bare.system;
        const lost = loseNextCommit(bare.system);
        const answers = await Promise.allSettled(
          codes.map((counter) =>
            halls.submit('BJ-TSY', { type: 'open_counter', counter, staff: null }, { actor: theSystem }),
          ),
        );
        assert.equal(lost(), 1);
        for (const answer of answers)
          assert.ok(answer.status === 'rejected' && answer.reason instanceof Unavailable);
        const events = await eventsAfter(bare.system.database.reader, 'BJ-TSY', '2026-11-24', 0);
        assert.deepEqual(
          events.map(({ event }) => event.type),
          codes.map(() => 'counter_opened'),
        );
      } finally {
        await bare.close();
      }
    });
  });
