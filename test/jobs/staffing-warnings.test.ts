import assert from 'node:assert/strict';
import { plannedRevision, planWeekday } from '../../server/actions/planning/plan-weekday.ts';
import { keepAndTell } from '../../server/actions/planning/tell-staffing.ts';
import { sentenceOf } from '../../server/domain/message/alarm-message.ts';
import { warnOfStaffing } from '../../server/jobs/warn-of-staffing.ts';
import { plannedStaffing } from '../../server/store/queue/planned-staffing-query.ts';
import { staffingWarnings } from '../../server/store/queue/staffing-warning-query.ts';
import { sweep } from '../../server/store/sweep.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { breakWrites } from '../support/broken-writes.ts';
import { engines } from '../support/engines.ts';
import { hallSite } from '../support/hall-site.ts';
import { keepBusyDay } from '../support/recorded-days.ts';
import { somebody } from '../support/somebody.ts';

const site = 'BJ-TSY';
const plain = hallSite(6);
const office = {
  ...plain,
  sessions: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  hall: { ...plain.hall, alarmsTo: 'duty@test.invalid, vice@test.invalid' },
};
const halfHours = Array.from({ length: 16 }, (_, index) => 540 + 30 * index);
const [thursday, friday] = ['2026-11-26', '2026-11-27'];

for (const engine of engines) {
  describe(`warnings of days whose planned counters will not do [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;

    /** It is Tuesday; a hundred came on each of the last days. */
    beforeEach(async () => {
      bare = await bareSystem({ engine, sites: [office], now: '2026-11-24T10:00:00+08:00' });
      for (const day of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'])
        await keepBusyDay(bare.system.database.writer, site, day);
    });
    afterEach(async () => {
      await bare.system.planner.close();
      await bare.close();
    });

    const plan = async (weekday: number, counters: number | null): Promise<void> => {
      const { reader } = bare.system.database;
      const revision = plannedRevision((await plannedStaffing(reader, site)).get(weekday));
      const planned = new Map(counters === null ? [] : halfHours.map((from) => [from, counters] as const));
      assert.ok((await planWeekday(bare.system, { site, weekday, planned, revision }, somebody)).ok);
    };
    const look = (its = bare) => warnOfStaffing(its.system);
    const standing = async () =>
      (await staffingWarnings(bare.system.database.reader, [site], '2026-11-24'))
        .filter(({ stands }) => stands)
        .map(({ day }) => day);
    const mails = async () =>
      (await bare.system.database.reader('outbox').orderBy('recipient')).filter(
        ({ template }) => template === 'staffing_short',
      );

    it('are told once to each address, however many processes look, and not every hour again', async () => {
      await plan(4, 1);
      const others = engine === 'postgres' ? [bare, bare.another()] : [bare, bare];
      const told = await Promise.all(others.map(look));
      assert.deepEqual(told.map((each) => each.told).sort(), [0, 1]);
      const sent = await mails();
      assert.deepEqual(
        sent.map(({ recipient }) => recipient),
        ['duty@test.invalid', 'vice@test.invalid'],
      );
      assert.equal(sentenceOf(JSON.parse(sent[0]?.parameters ?? '[]'))?.words, 'staffingBoth');
      bare.clock.set('2026-11-25T10:00:00+08:00');
      assert.deepEqual(await look(), { told: 0 });
      assert.deepEqual(await standing(), [thursday]);
    });

    it('are withdrawn when the plan changes, stand again if that will not do either, and are told again only if it is worse', async () => {
      await plan(4, 2);
      assert.deepEqual(await look(), { told: 1 });
      await plan(4, 1);
      assert.deepEqual(await standing(), []);
      assert.deepEqual(await look(), { told: 1 }, 'worse');
      await plan(4, 2);
      assert.deepEqual(await look(), { told: 0 }, 'better, but not enough');
      assert.deepEqual(await standing(), [thursday]);
      await plan(4, 6);
      assert.deepEqual(await look(), { told: 0 });
      assert.deepEqual(await bare.system.database.reader('staffing_warning'), []);
      await plan(4, 1);
      await look();
      await plan(4, null);
      await look();
      assert.deepEqual(await bare.system.database.reader('staffing_warning'), [], 'planned no more');
    });

    it('are of the next three days by the clock of the site, not told at night, and made up for after nights off', async () => {
      await plan(4, 1);
      await plan(5, 1);
      bare.clock.set('2026-11-23T10:00:00+08:00');
      await look();
      assert.deepEqual(await standing(), [thursday], 'Friday is four days away');
      bare.clock.set('2026-11-24T06:59:59+08:00');
      assert.deepEqual(await look(), { told: 0 });
      bare.clock.set('2026-11-24T07:00:00+08:00');
      assert.deepEqual(await look(), { told: 1 });
      assert.deepEqual(await standing(), [thursday, friday]);
      await bare.system.database.writer('staffing_warning').delete();
      bare.clock.set('2026-11-25T23:00:00+08:00');
      assert.deepEqual(await look(), { told: 2 });
    });

    it('are not of a plan that was changed while its days were played', async () => {
      await plan(4, 1);
      const stale = { date: thursday, weekday: 4, revision: plannedRevision(new Map([[540, 1]])) };
      const found = [{ cause: 'left', from: 990, amount: 50 }] as const;
      assert.equal(await keepAndTell(bare.system, office, friday, [{ ...stale, found }]), 0);
      assert.deepEqual(await standing(), []);
      assert.deepEqual(await mails(), []);
    });

    it('are neither told nor kept when the message cannot be written; without an address they only stand', async () => {
      await plan(4, 1);
      await breakWrites(bare.system.database, ['outbox']);
      await assert.rejects(look());
      assert.deepEqual(await standing(), []);
      await bare.close();
      bare = await bareSystem({
        engine,
        sites: [{ ...office, hall: plain.hall }],
        now: '2026-11-24T10:00:00+08:00',
      });
      await keepBusyDay(bare.system.database.writer, site, '2026-11-19');
      await plan(4, 1);
      assert.deepEqual(await look(), { told: 0 });
      assert.deepEqual(await standing(), [thursday]);
    });

    it('are not made where nothing is planned, and go with the sweep a week after the day', async () => {
      assert.deepEqual(await look(), { told: 0 });
      await plan(4, 1);
      await look();
      const { writer } = bare.system.database;
      await sweep(writer, Date.parse('2026-12-02T12:00:00Z'));
      assert.equal((await writer('staffing_warning')).length, 1);
      await sweep(writer, Date.parse('2026-12-05T12:00:00Z'));
      assert.deepEqual(await writer('staffing_warning'), []);
    });
  });
}
