import assert from 'node:assert/strict';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { bookCommand } from '../../../support/commands.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { type Office, signIn } from '../office.ts';

const by = { actor: theSystem };

for (const engine of engines) {
  describe(`one search for everything [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;
    before(async () => {
      hall = await startSystem({ engine });
      const start = '2026-11-24T09:00:00+08:00';
      const other = { name: '上海远洋船务', creditCode: '91110108551385082Q', customsCode: null };
      for (const command of [
        bookCommand({ id: 'ours', reference: 'HKKT-3W7P', start, mobile: '13800005678' }),
        bookCommand({
          ...{ id: 'theirs', reference: 'HKKT-3W7R', site: 'BJ-ZGC' },
          ...{ start, mobile: '13900005678', enterprise: other },
        }),
      ])
        assert.ok((await hall.system.bookings.submit(command, by)).ok);
      const services = [{ code: 'RENEW', quantity: 1 }];
      for (const site of ['BJ-TSY', 'BJ-ZGC']) {
        const walkIn = {
          type: 'walk_in',
          id: `t-${site}`,
          services,
          priority: false,
          byStaff: true,
        } as const;
        assert.ok((await hall.system.halls.submit(site, walkIn, by)).ok);
      }
      office = await signIn(hall, 'manager', ['BJ-TSY']);
    });
    after(() => hall.close());

    const found = async (q: string) => {
      const { status, text } = await office.agent.get('/admin/find').query({ q, lang: 'zh-CN' });
      assert.equal(status, 200);
      return { text, count: [...text.matchAll(/<th scope="row"/g)].length };
    };

    it('finds by mobile, code, enterprise, reference and ticket, at their sites alone, and masks people', async () => {
      for (const q of ['13800005678', '5678', '914403001922038216', '8216', '测试企业', 'hkkt3w7p']) {
        const { text, count } = await found(q);
        assert.equal(count, 1, q);
        assert.ok(text.includes('href="/admin/day/HKKT-3W7P"'), q);
        assert.ok(!text.includes('上海远洋船务') && !text.includes('王小明'), q);
      }
      const { text, count } = await found('a001');
      assert.equal(count, 1);
      assert.match(text, /href="\/admin\/day\?site=BJ-TSY&amp;date=2026-11-23&amp;view=tickets&amp;q=A001"/);
      assert.equal((await found('HKKT-3W7R')).count, 0, 'of another site');
      assert.equal((await found('')).count, 0, 'without a word nobody is listed');
    });

    it('stands on every page of the office, and each search is in the audit without what was typed', async () => {
      const below = ['', '/day', '/outbox', '/sites/BJ-TSY/hours', '/statistics', '/find'];
      const halls = ['/floor/BJ-TSY', '/reception/BJ-TSY', '/counter'];
      for (const page of [...below.map((path) => `/admin${path}`), ...halls, '/staff/account'])
        assert.match((await office.agent.get(page)).text, /role="search"[^>]* action="\/admin\/find"/, page);
      // a console keeps its one screen: there it is one press away
      const clerk = await signIn(hall, 'counter', ['BJ-TSY']);
      for (const { agent } of [office, clerk])
        assert.match((await agent.get('/counter/BJ-TSY-1')).text, /<a href="\/admin\/find">/);
      assert.equal((await clerk.agent.get('/admin/find')).status, 200);
      await found('13800005678');
      const lines = await hall.system.database.reader('audit').where({ action: 'office.search' });
      assert.ok(lines.length >= 8);
      assert.ok(!JSON.stringify(lines).includes('5678'));
    });
  });
}
