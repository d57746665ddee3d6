import assert from 'node:assert/strict';
import { Pieces } from '../../../../server/actions/pieces.ts';
import { addDays } from '../../../../server/domain/calendar/local-time.ts';
import { foldDay, foldForm, type HallFold } from '../../../../server/domain/queue/figures/day-fold.ts';
import { TimeHistogram } from '../../../../server/domain/queue/figures/time-histogram.ts';
import { engines } from '../../../support/engines.ts';
import { HallPlay } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
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

    /** How often an answer lets whoever waits go first, if its piece has become long. */
    async function chances(of: () => Promise<unknown>): Promise<number> {
      const { next } = Pieces.prototype;
      let times = 0;
      Pieces.prototype.next = function (this: Pieces) {
        times += 1;
        return next.call(this);
      };
      try {
        await of();
      } finally {
        Pieces.prototype.next = next;
      }
      return times;
    }

    it('are counted in pieces: others may go first after each day of an office', async () => {
      let shown = '';
      const times = await chances(async () => {
        const { status, text } = await page('month');
        assert.equal(status, 200);
        shown = text;
      });
      const all = (days * halls * visits).toLocaleString('en');
      const said: readonly string[] = shown.match(/\d{1,3}(,\d{3})+/g) ?? [];
      assert.ok(said.includes(all), `${all} visits, not ${[...new Set(said)].join(' ')}`);
      assert.ok(times >= days * halls, `${times} times for ${days} days of ${halls} offices`);
    });

    it('by the day, too, and every part has its own', async () => {
      const { text, status } = await page('day');
      assert.equal(status, 200);
      assert.ok(text.includes((halls * visits).toLocaleString('en')));
    });
  });
}
