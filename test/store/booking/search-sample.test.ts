import assert from 'node:assert/strict';
import { idsNamed } from '../../../server/store/booking/named-query.ts';
import { fillNamed } from '../../bench/fill/named-bookings.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';

const count = 1000;
const sites = ['BJ-TSY', 'HZ'];

for (const engine of engines) {
  describe(`what a sample of names decides [${engine}]`, () => {
    let bare: BareSystem;
    before(async function () {
      this.timeout(60_000);
      bare = await bareSystem({ engine, sites: [hallSite(1)], now: '2026-11-24T09:00:00+08:00' });
      await fillNamed(bare, count);
    });
    after(() => bare?.close());

    /** what is found, and by how many statements; the first is the sample's */
    async function found(name: string): Promise<{ readonly ids: number; readonly asked: readonly string[] }> {
      const { reader } = bare.system.database;
      const asked: string[] = [];
      const hear = ({ sql }: { readonly sql: string }) => asked.push(sql);
      reader.on('query', hear);
      const ids = await idsNamed(reader, engine, sites, name);
      reader.off('query', hear);
      return { ids: ids.length, asked };
    }

    // SQLite's index answers its latest first
    const here = engine === 'postgres' ? it : () => {};
    here(
      'a rare name is asked of the index at once, and one that many have of the latest alone',
      async () => {
        const rare = await found('第00000995');
        assert.equal(rare.ids, 1);
        assert.deepEqual(
          rare.asked.map((sql) => /tsquery/.test(sql)),
          [false, true],
        );
        const common = await found('有限公司');
        assert.equal(common.ids, 500);
        assert.deepEqual(
          common.asked.map((sql) => /tsquery/.test(sql)),
          [false, false],
        );
      },
    );

    it('is of all numbers that there are, however far apart: as after years of changes, or many a copy', async () => {
      const { writer } = bare.system.database;
      const { last } = (await writer('booking_search').max({ last: 'id' }).first()) as { last: number };
      await writer('booking_search').where({ id: last }).update({ id: 2_147_483_000 });
      if (engine === 'sqlite')
        await writer.raw(`insert into booking_names (booking_names) values ('rebuild')`);
      for (const name of ['有限公司第00000', '第00000995', `第${String(count - 1).padStart(8, '0')}`, '公司'])
        assert.ok((await found(name)).ids > 0, name);
    });

    it('is asked of nothing where nothing was booked yet', async () => {
      const { writer } = bare.system.database;
      await writer('booking_search').delete();
      assert.equal((await found('北京港务有限公司')).ids, 0);
    });
  });
}
