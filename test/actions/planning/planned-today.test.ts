import assert from 'node:assert/strict';
import { datesAhead } from '../../../server/actions/planning/days-ahead.ts';
import { plannedRevision, planWeekday } from '../../../server/actions/planning/plan-weekday.ts';
import { staffingWarnings } from '../../../server/store/queue/staffing-warning-query.ts';
import { keepStaffingWarning } from '../../../server/store/queue/staffing-warning-store.ts';
import { bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';
import { somebody } from '../../support/somebody.ts';
import { there } from '../../support/there.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  it(`a make-up workday has the plan of the weekday whose hours it has, ahead and on the day [${engine}]`, async () => {
    // after the holiday Saturday the 10th is a working day
    const sessions = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' }));
    const open = { ...hallSite(4), sessions };
    const bare = await bareSystem({ engine, sites: [open], now: '2026-10-08T10:00:00+08:00' });
    try {
      const { system } = bare;
      const catalogue = await system.catalogue();
      const its = there(catalogue.sites.get(site));
      assert.equal(its.makeUpWeekday, 1);
      const plan = async (counters: number, before?: ReadonlyMap<number, number>) => {
        const planned = new Map([[540, counters]]);
        const ask = { site, weekday: 1, planned, revision: plannedRevision(before) };
        assert.ok((await planWeekday(system, ask, somebody)).ok);
        return planned;
      };
      const first = await plan(3);
      const [, saturday] = await datesAhead(system, its, catalogue, 2);
      assert.deepEqual([saturday?.date, saturday?.weekday], ['2026-10-10', 1]);
      assert.equal(saturday?.day.plan?.[0], 3);
      const learned = await system.serviceTimes.of(its, '2026-10-10', catalogue, system.database.reader);
      assert.deepEqual(learned.plan, [{ from: 540, counters: 3 }]);
      // what was said of the day goes with the plan
      const { writer } = system.database;
      const found = [{ cause: 'left', from: 990, amount: 9 }] as const;
      await keepStaffingWarning(writer, { site, day: '2026-10-10' }, found, null);
      await plan(4, first);
      const known = await staffingWarnings(writer, [site], '2026-10-09');
      assert.deepEqual(
        known.map(({ stands }) => stands),
        [false],
      );
    } finally {
      await bare.close();
    }
  });

  it(`a weekday's saved plan is known to the wait that is told on that weekday alone [${engine}]`, async () => {
    const bare = await bareSystem({ engine, sites: [hallSite(4)], now: '2026-11-24T10:00:00+08:00' });
    try {
      const { system } = bare;
      const planned = new Map([
        [540, 2],
        [780, 4],
      ]);
      const ask = { site, weekday: 2, planned, revision: plannedRevision(undefined) };
      assert.ok((await planWeekday(system, ask, somebody)).ok);
      const catalogue = await system.catalogue();
      const its = there(catalogue.sites.get(site));
      const planOn = async (day: string) =>
        (await system.serviceTimes.of(its, day, catalogue, system.database.reader)).plan;
      assert.deepEqual(await planOn('2026-11-24'), [
        { from: 540, counters: 2 },
        { from: 780, counters: 4 },
      ]);
      assert.deepEqual(await planOn('2026-11-25'), []);
    } finally {
      await bare.close();
    }
  });
}
