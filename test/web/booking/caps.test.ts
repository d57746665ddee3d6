import assert from 'node:assert/strict';
import { caps } from '../../../server/actions/timings.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { changeRules } from '../../support/site-rules.ts';
import { Visitor } from './visitor.ts';

for (const engine of engines) {
  describe(`what a stranger could fill by booking [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on' } });
    });
    after(() => hall.close());

    const beyond = async (cap: string): Promise<number> => {
      const { text } = await hall.request.get('/metrics');
      return Number(new RegExp(`hall_cap_refused_total\\{cap="${cap}"\\} (\\d+)`).exec(text)?.[1]);
    };
    const takeTimes = async (visitor: Visitor, count: number): Promise<string[]> => {
      const paths: string[] = [];
      for (let i = 0; i < count; i += 1) {
        await visitor.chooseUpToTime(['RENEW']);
        await visitor.takeTime(visitor.starts()[i]);
        paths.push(visitor.path);
      }
      return paths;
    };

    it('has a figure for every cap before anybody has gone beyond', async () => {
      for (const cap of caps) assert.equal(await beyond(cap), 0, cap);
    });

    it('keeps two times for one browser: the third is not kept, the page says so, and it is counted', async () => {
      const visitor = new Visitor(hall);
      const [first, second, third] = await takeTimes(visitor, 3);
      assert.deepEqual([first, second, third], ['/book/details', '/book/details', '/book/time']);
      assert.match(visitor.text, /role="alert"|error/);
      assert.equal(await beyond('holds'), 1);
      assert.equal((await hall.system.database.reader('hold').select('id')).length, 2);
    });

    it('keeps few journeys in one browser: a further one takes the place of the others, and is counted', async () => {
      await changeRules(hall, 'BJ-TSY', { holdsPerBrowser: 0 });
      const before = await beyond('drafts');
      await takeTimes(new Visitor(hall), 5);
      assert.equal(before, 0);
      assert.equal(await beyond('drafts'), 1);
    });
  });
}
