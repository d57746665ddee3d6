import assert from 'node:assert/strict';
import { seedCatalogue } from '../../seeds/catalogue.ts';
import { withManySites } from '../../seeds/demo/many-sites.ts';
import { everyJob } from '../../server/jobs/every-job.ts';
import { insertCatalogue } from '../../server/store/catalogue/catalogue-store.ts';
import { onDatabase } from '../support/bare-system.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { setClock } from '../support/hall-system.ts';

/** Each asks about every office by what it is for: plays the days ahead of each, or forgets by each one's own period, once a night. */
const byOffice = new Set(['staffing-warnings', 'retention', 'backup']);

for (const engine of engines) {
  describe(`jobs of many offices [${engine}]`, function () {
    this.timeout(240_000);

    /** How many questions each job asks in its second run, where nothing is due. */
    async function questions(count: number): Promise<ReadonlyMap<string, number>> {
      const fresh = await freshDatabase(engine);
      const bare = onDatabase(fresh.url, setClock('2026-11-24T19:30:00+08:00'), fresh.discard);
      try {
        const { database } = bare.system;
        await database.writer.transaction((transaction) =>
          insertCatalogue(transaction, withManySites(count), 0),
        );
        let asked = 0;
        for (const connection of new Set([database.reader, database.writer, database.office]))
          connection.on('query', () => {
            asked += 1;
          });
        const found = new Map<string, number>();
        for (const { name, run } of everyJob(bare.system)) {
          if (byOffice.has(name)) continue;
          await run();
          asked = 0;
          await run();
          found.set(name, asked);
        }
        return found;
      } finally {
        await bare.close();
      }
    }

    it('ask as many questions of fifty offices as of five', async () => {
      assert.ok(seedCatalogue.sites.length < 50);
      const [few, many] = [await questions(5), await questions(50)];
      const more = [...many].filter(([name, asked]) => asked > (few.get(name) ?? 0) + 3);
      assert.deepEqual(
        more.map(([name, asked]) => `${name}: ${few.get(name)} of five, ${asked} of fifty`),
        [],
      );
    });
  });
}
