import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { paths } from '../../../server/web/paths.ts';
import { engines } from '../../support/engines.ts';
import { startSystem } from '../../support/hall-system.ts';
import { withOffices } from '../../support/with-offices.ts';
import { signIn } from './office.ts';

for (const engine of engines) {
  describe(`pages of many offices [${engine}]`, function () {
    this.timeout(120_000);

    /** How many questions each page asks, the second time that somebody looks at it. */
    async function questions(count: number): Promise<ReadonlyMap<string, number>> {
      const hall = await startSystem({ engine });
      try {
        await withOffices(hall, count);
        const office = await signIn(hall, 'administrator', ['*']);
        const { reader, writer, office: own } = hall.system.database;
        let asked = 0;
        for (const connection of new Set([reader, writer, own]))
          connection.on('query', () => {
            asked += 1;
          });
        const found = new Map<string, number>();
        for (const page of [
          paths.admin.home(),
          paths.counter.choose(),
          paths.admin.section('unverified'),
          paths.admin.section('sites'),
          `${paths.admin.section('statistics')}?site=all`,
        ]) {
          await office.agent.get(page).expect(200);
          asked = 0;
          await office.agent.get(page).expect(200);
          found.set(page, asked);
        }
        return found;
      } finally {
        await hall.close();
      }
    }

    it('ask as many questions of fifty offices as of five', async () => {
      const [few, many] = [await questions(5), await questions(50)];
      // a second look at the catalogue or the session may fall to either
      for (const [page, asked] of many)
        assert.ok(asked <= (few.get(page) ?? 0) + 3, `${page}: ${few.get(page)} of five, ${asked} of fifty`);
    });

    it('fold the offices of the public by their cities', async () => {
      const hall = await startSystem({ engine });
      try {
        const cards = async (address: string) => {
          const { text } = await hall.request.get(`${address}lang=en`).expect(200);
          return { cards: text.match(/class="card site-card/g)?.length ?? 0, text };
        };
        const few = await cards(`${paths.sites()}?`);
        assert.deepEqual(
          [few.cards, few.text.includes('role="search"')],
          [seedCatalogue.sites.length, false],
        );
        await withOffices(hall, 300);
        const folded = await cards(`${paths.sites()}?`);
        assert.equal(folded.cards, 0);
        assert.ok(folded.text.length < 16_000, `${folded.text.length} letters`);
        const city = await cards(`${paths.sites()}?city=DEMO-1&`);
        assert.equal(city.cards, 30);
        const second = await cards(`${paths.sites()}?city=DEMO-1&page=2&`);
        assert.equal(second.cards, 8);
        const one = await cards(`${paths.sites()}?q=demo-00042&`);
        assert.equal(one.cards, 1);
        assert.ok((await cards(`${paths.sites()}?q=nowhere&`)).text.includes('No office of that name'));
      } finally {
        await hall.close();
      }
    });

    it('show offices, some at a time, and those that are looked for', async () => {
      const hall = await startSystem({ engine });
      try {
        await withOffices(hall, 60);
        const office = await signIn(hall, 'administrator', ['*']);
        const { text } = await office.agent.get(`${paths.counter.choose()}?lang=en`).expect(200);
        assert.equal(text.match(/class="choose"/g)?.length, 20);
        const found = await office.agent.get(`${paths.counter.choose()}?lang=en&q=demo-00042`).expect(200);
        assert.equal(found.text.match(/class="choose"/g)?.length, 1);
        const sites: { code: string }[] = [];
        for (let after = ''; ; ) {
          const { body } = await hall.request.get(`/api/v1/sites?limit=25&after=${after}`).expect(200);
          assert.ok(body.length <= 25);
          sites.push(...body);
          if (body.length < 25) break;
          after = body.at(-1).code;
        }
        const all = [...(await hall.system.catalogue()).sites.keys()];
        assert.deepEqual(
          sites.map(({ code }) => code),
          all,
        );
      } finally {
        await hall.close();
      }
    });
  });
}
