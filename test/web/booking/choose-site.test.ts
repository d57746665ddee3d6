import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { Visitor } from './visitor.ts';

const nine = Date.parse('2026-11-24T09:00:00+08:00');
const quarter = 15 * 60_000;
const unlock = { services: [{ code: 'UNLOCK', quantity: 1 }] } as const;

for (const engine of engines) {
  describe(`the comparison of sites [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      const { system } = hall;
      // a busy office: its first two times are full, and two people wait there now
      for (let n = 0; n < 6; n += 1) {
        const start = nine + (n % 2) * quarter;
        const held = await system.bookings.submit(
          { type: 'hold', id: system.secrets.newId(), site: 'BJ-TSY', ...unlock, start, replaces: null },
          { actor: theSystem },
        );
        assert.ok(held.ok);
      }
      for (const id of ['one', 'two']) {
        const walkIn = { type: 'walk_in', id, ...unlock, priority: false, byStaff: true } as const;
        assert.ok((await system.halls.submit('BJ-TSY', walkIn, { actor: theSystem })).ok);
      }
      await system.database.writer('partner_outlet').insert({
        id: 'CCB-1',
        city: 'BJ',
        name_zh: '建行示例支行',
        name_en: 'CCB example branch',
        address_zh: '北京市示例路1号',
        address_en: '1 Example Road, Beijing',
        telephone: '010-12345678',
      });
      await system.database.writer('catalogue_version').increment('version', 1);
      system.catalogueCache.forget();
    });
    after(() => hall.close());

    const cards = async (address = '/book/site?service=UNLOCK'): Promise<Map<string, string>> => {
      const { text } = await new Visitor(hall).open(address);
      const parts = text.split('<article').slice(1);
      return new Map(
        parts.map((part) => [
          /href="\/book\/time[^"]*site=([\w-]+)/.exec(part)?.[1] ?? 'none',
          part.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
        ]),
      );
    };

    it('shows for each the next free time, who waits now and the address, and the telephone of the chosen one', async () => {
      const found = await cards();
      assert.match(
        found.get('BJ-TSY') ?? '',
        /最近可约 11月24日 星期二 09:30 正在办公，至 12:00 · 等候 2 人 北京市朝阳区天水园街6号西门大厅/,
      );
      assert.match(
        found.get('BJ-ZGC') ?? '',
        /最近可约 11月24日 星期二 09:00 最早可约 正在办公，至 12:00 · 等候 0 人/,
      );
    });

    it('books the first time of a city at any office by one press, and at the office that it names', async () => {
      const visitor = await new Visitor(hall).open('/book/time?service=UNLOCK');
      const form =
        /<form method="post" action="([^"]*)">(?:(?!<\/form>)[\s\S])*class="earliest"[\s\S]*?<\/form>/.exec(
          visitor.text,
        );
      const [, action = ''] = /action="([^"]*)"/.exec(form?.[0] ?? '') ?? [];
      assert.match(form?.[0] ?? '', /11月24日 星期二 09:00[\s\S]*首都机场海关/);
      const start = /name="start" value="(\d+)"/.exec(form?.[0] ?? '')?.[1] ?? '';
      await visitor.send({ start }, action.replaceAll('&amp;', '&'));
      assert.equal(visitor.path, '/book/details');
      assert.ok(visitor.at.includes('site=BJ-AIRPORT') && visitor.at.includes(`start=${nine}`), visitor.at);
    });

    it('shows the chosen office among those of its city, with a way to the others', async () => {
      const at = '/book/time?service=UNLOCK&site=BJ-TSY';
      assert.deepEqual([...(await cards(at)).keys()].sort(), ['BJ-AIRPORT', 'BJ-TSY', 'BJ-ZGC']);
      const { text } = await new Visitor(hall).open(at);
      assert.match(text, /<h2 id="offer-office"[^>]*>北京海关天水园办公区[\s\S]*010-85734201/);
      assert.match(text, /href="\/book\/time\?service=UNLOCK"[^>]*>其他城市的网点/);
    });

    it('marks what is soonest within a city, and nothing where there is no difference', async () => {
      const marked = [...(await cards())]
        .filter(([, text]) => text.includes('最早可约'))
        .map(([code]) => code);
      assert.deepEqual(marked.sort(), ['BJ-AIRPORT', 'BJ-ZGC']);
    });

    it('a time that was chosen before goes with its own site only', async () => {
      const { text } = await new Visitor(hall).open(`/book/site?service=UNLOCK&site=BJ-ZGC&start=${nine}`);
      const links = [...text.matchAll(/href="(\/book\/time[^"]*)"/g)].map(([, href = '']) => href);
      assert.ok(links.length >= 4);
      for (const href of links) assert.equal(href.includes('start='), href.includes('site=BJ-ZGC'), href);
    });

    it('lists the outlets of the partner with their telephones, and none of them can be booked', async () => {
      const { text } = await new Visitor(hall).open('/book/site?service=UNLOCK');
      const partner = /<div class="partner">([\s\S]*?)<\/main>/.exec(text)?.[1] ?? '';
      assert.match(partner, /建行示例支行[\s\S]*北京市示例路1号[\s\S]*href="tel:\+86-10-12345678"/);
      assert.match(partner, /前往前请先致电/);
      assert.doesNotMatch(partner, /\/book|<button/);
    });
  });
}
