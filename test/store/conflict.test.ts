import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { isConflict } from '../../server/store/conflict.ts';
import { onEveryEngine } from '../support/engines.ts';

async function errorOf(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was refused');
}

onEveryEngine('a write that lost a race', (open, engine) => {
  const city = (code: string, name_zh: string | null = '北京') =>
    open()
      .writer('city')
      .insert({ code, name_zh: name_zh as string, name_en: 'Beijing' });

  it('is one whose key somebody else has, and not one that is wrong by itself', async () => {
    await city('BJ');
    assert.equal(isConflict(await errorOf(city('BJ'))), true);
    assert.equal(isConflict(await errorOf(city('SH', null))), false);
    assert.equal(isConflict(await errorOf(open().writer('no_such_table').select())), false);
    assert.equal(isConflict('23505'), false);
  });

  if (engine === 'postgres') {
    const locking = (transaction: Knex, key: number) =>
      transaction.raw('select pg_advisory_xact_lock(?)', [key]);

    it('is the one of two in a deadlock that the database ends', async () => {
      const both = await Promise.all([open().writer.transaction(), open().writer.transaction()]);
      const [one, other] = both;
      await locking(one, 71);
      await locking(other, 72);
      const ends = await Promise.allSettled(
        [locking(one, 72), locking(other, 71)].map((waiting, k) =>
          waiting.then(
            () => both[k]?.commit(),
            async (error: unknown) => {
              await both[k]?.rollback();
              throw error;
            },
          ),
        ),
      );
      const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
      assert.deepEqual(
        refused.map((error) => [error.code, isConflict(error)]),
        [['40P01', true]],
      );
    });
  }
});
