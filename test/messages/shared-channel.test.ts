import assert from 'node:assert/strict';
import fc from 'fast-check';
import { everyMigration } from '../../db/every-migration.ts';
import type { SiteChannelKind } from '../../server/domain/message/message.ts';
import {
  activeChannels,
  activeChannelsOf,
  channelsFor,
  findChannel,
  sitesWith,
} from '../../server/store/message/channel-query.ts';
import { removeChannel, saveChannel, saveChannelOrder } from '../../server/store/message/channel-store.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { testSite } from '../support/sites.ts';

const kinds = ['aliyun', 'tencent', 'webhook'] as const satisfies readonly SiteChannelKind[];

for (const engine of engines) {
  describe(`one account for all offices [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({ engine, sites: [testSite()], now: '2026-11-23T10:00:00+08:00' });
    });
    after(() => bare.close());
    beforeEach(async () => {
      for (const table of ['channel', 'channel_order'] as const)
        await bare.system.database.writer(table).delete();
    });

    const save = (site: string, more: { readonly active?: boolean; readonly shared?: boolean } = {}) =>
      saveChannel(
        bare.system.database.writer,
        {
          ...({ site, kind: 'webhook', settings: { of: site }, secrets: '' } as const),
          ...{ active: true, shared: false, ...more },
        },
        1,
      );
    const sender = async (site: string): Promise<string | null> => {
      const { reader, engine: of } = bare.system.database;
      const found = await findChannel(reader, site, 'webhook');
      const active = (await activeChannels(reader, of)).get(site);
      assert.deepEqual(active, found === null ? [] : ['webhook'], 'what is written is what is sent');
      return found?.site ?? null;
    };

    it('serves whoever has none of their own, and not whoever has switched theirs off', async () => {
      await save('A', { shared: true });
      assert.deepEqual([await sender('A'), await sender('B'), await sender('C')], ['A', 'A', 'A']);
      await save('B');
      assert.equal(await sender('B'), 'B');
      await save('B', { active: false });
      assert.deepEqual([await sender('B'), await sender('C')], [null, 'A']);
      await removeChannel(bare.system.database.writer, { site: 'B', kind: 'webhook' });
      assert.equal(await sender('B'), 'A', 'inherits again');
      await save('A', { shared: true, active: false });
      assert.deepEqual([await sender('A'), await sender('B')], [null, null]);
    });

    it('is one of a kind: another takes its place, and it goes on for its own office', async () => {
      await save('A', { shared: true });
      await save('B', { shared: true });
      assert.deepEqual([await sender('A'), await sender('B'), await sender('C')], ['A', 'B', 'B']);
      const shared = await bare.system.database.reader('channel').where({ shared: true }).pluck('site');
      assert.deepEqual(shared, ['B']);
      const of = (await channelsFor(bare.system.database.reader, 'C')).map(({ site }) => site);
      assert.deepEqual(of, ['B']);
    });

    it('is tried where the office has put its kind, though the account is another’s', async () => {
      const { reader, writer, engine: of } = bare.system.database;
      await save('A', { shared: true });
      await saveChannelOrder(writer, 'B', ['mail', 'webhook'], 1);
      const active = await activeChannels(reader, of);
      assert.deepEqual(
        ['A', 'B'].map((site) => active.get(site)),
        [['webhook'], ['mail', 'webhook']],
      );
    });

    it('is one of a kind for robots, too: every office that has not switched its own off is told', async () => {
      const { reader, writer } = bare.system.database;
      const robot = { kind: 'wecom', settings: {}, secrets: '', active: true } as const;
      await saveChannel(writer, { ...robot, site: 'A', shared: true }, 1);
      await saveChannel(writer, { ...robot, site: 'B', active: false }, 1);
      const robots = await sitesWith(reader, 'wecom');
      assert.deepEqual(
        ['A', 'B', 'C'].map((site) => robots.has(site)),
        [true, false, true],
      );
    });

    it('stays through a change of the table, there and back, and the only one', async () => {
      const { writer } = bare.system.database;
      await save('A', { shared: true });
      await save('B', { active: false });
      const before = await writer('channel').orderBy('site');
      const since = [...everyMigration.keys()].filter((name) => name >= '109');
      for (const _ of since) await writer.migrate.down();
      assert.deepEqual(
        await writer('channel').orderBy('site').pluck('shared'),
        before.map(({ shared }) => shared),
      );
      await writer.migrate.latest();
      assert.deepEqual(await writer('channel').orderBy('site'), before);
      await assert.rejects(writer('channel').where({ site: 'B' }).update({ shared: true }), /unique/i);
    });
  });
}

describe('the channels that messages are written for', () => {
  it('are those of the site, and of the organisation where the site has said nothing of that kind', () => {
    const row = fc.record({
      site: fc.constantFrom('A', 'B', 'C'),
      kind: fc.constantFrom(...kinds),
      active: fc.boolean(),
      shared: fc.boolean(),
    });
    const key = ({ site, kind }: { site: string; kind: string }) => `${site} ${kind}`;
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: key, maxLength: 9 }), (rows) => {
        const seen = new Set<SiteChannelKind>();
        const stored = rows.map((one) => {
          const shared = one.shared && !seen.has(one.kind);
          if (shared) seen.add(one.kind);
          return { ...one, shared };
        });
        const active = activeChannelsOf(
          stored.map(
            ({ site, kind, active: on, shared }) => [site, kind, Number(on), Number(shared), null] as const,
          ),
        );
        for (const site of ['A', 'B', 'C', 'D'])
          for (const kind of kinds) {
            const own = stored.find((one) => one.site === site && one.kind === kind);
            const all = stored.find((one) => one.kind === kind && one.shared);
            const wanted = own === undefined ? all?.active === true : own.active;
            assert.equal(active.get(site).includes(kind), wanted, `${site} ${kind}`);
          }
      }),
    );
  });
});
