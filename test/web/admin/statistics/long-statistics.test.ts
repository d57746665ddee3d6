import assert from 'node:assert/strict';
import { addDays } from '../../../../server/domain/calendar/local-time.ts';
import { foldDay, foldForm, type HallFold } from '../../../../server/domain/queue/figures/day-fold.ts';
import { putTogether } from '../../../../server/domain/queue/figures/period-sum.ts';
import { TimeHistogram } from '../../../../server/domain/queue/figures/time-histogram.ts';
import { engines } from '../../../support/engines.ts';
import { HallPlay } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { loopHeld } from '../../../support/loop-held.ts';
import { type Agent, account, signedIn } from '../../staff/staff-browser.ts';

const days = 365;
const visits = 220;
const last = '2026-11-22';

/** A day on which so many came; which waits they had follows from its place in the year. */
function dayOf(place: number): HallFold {
  const play = new HallPlay(hallSite(2)).open(1);
  play.walkIn(0);
  play.do(60, { type: 'close_day' });
  const fold = foldDay(play.events, 'Asia/Shanghai');
  const waits = TimeHistogram.of(
    Array.from({ length: visits }, (_, k) => 6000 * ((k * 7 + place * 13) % 600)),
  ).stored();
  const { waiting, statistics } = fold;
  return {
    ...fold,
    serviceTimes: waits,
    statistics: { ...statistics, tickets: visits, walkIns: visits },
    waiting: { ...waiting, walk_in: { ...waiting.walk_in, waits } },
  };
}

for (const engine of engines) {
  describe(`statistics of a year at every office [${engine}]`, function () {
    this.timeout(120_000);
    let hall: HallSystem;
    let office: Agent;
    const stored: string[] = [];
    let halls = 0;

    before(async () => {
      hall = await startSystem({ engine });
      await account(hall, 'wu', 'administrator');
      office = await signedIn(hall, 'wu');
      const { writer } = hall.system.database;
      const catalogue = await hall.system.catalogue();
      const sites = [...catalogue.sites.values()]
        .filter(({ queues }) => queues.length > 0)
        .map(({ code }) => code);
      halls = sites.length;
      for (let place = 0; place < days; place += 1) {
        const day = addDays(last, place - days + 1);
        const fold = JSON.stringify(dayOf(place));
        for (const _site of sites) stored.push(fold);
        await writer('hall_day').insert(sites.map((site) => ({ site, day, version: 3, state: 'closed' })));
        await writer('day_fold').insert(
          sites.map((site) => ({ site, day, version: 3, form: foldForm, fold })),
        );
      }
    });
    after(() => hall.close());

    const page = (by: string) =>
      office.get(`/admin/statistics?site=all&from=${addDays(last, 1 - days)}&to=${last}&by=${by}&lang=en`);

    it('are counted in pieces: nobody waits for them as long as the counting takes', async () => {
      // what is loaded and compiled once is no part of it
      await page('month');
      const { longest: whole, answer: together } = await loopHeld(async () =>
        putTogether(stored.map((fold) => JSON.parse(fold) as HallFold)),
      );
      const { longest, answer } = await loopHeld(async () => page('month'));
      assert.equal(answer.status, 200);
      const all = (days * halls * visits).toLocaleString('en');
      assert.equal(together.tickets, days * halls * visits);
      const said: readonly string[] = answer.text.match(/\d{1,3}(,\d{3})+/g) ?? [];
      assert.ok(said.includes(all), `${all} visits, not ${[...new Set(said)].join(' ')}`);
      assert.ok(longest < whole / 2, `held up for ${longest} ms; in one piece it takes ${whole} ms`);
    });

    it('by the day, too, and every part has its own', async () => {
      const { text, status } = await page('day');
      assert.equal(status, 200);
      assert.ok(text.includes((halls * visits).toLocaleString('en')));
    });
  });
}
