import assert from 'node:assert/strict';
import { recordDays } from '../../../server/actions/queue/record-days.ts';
import { levelsOf } from '../../../server/domain/queue/forecast/told-levels.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { recordedDays } from '../../../server/store/statistics/recorded-day-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';
import { officeHours } from '../../support/sites.ts';

const counter = 'BJ-TSY-1';

for (const engine of engines) {
  describe(`what is learned from the days of a hall [${engine}]`, () => {
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({
        engine,
        sites: [{ ...hallSite(1), sessions: officeHours }],
        now: '2026-11-23T09:00:00+08:00',
      });
    });
    after(() => bare?.close());

    async function send(command: Parameters<typeof bare.system.halls.submit>[1]): Promise<void> {
      const done = await bare.system.halls.submit('BJ-TSY', command, { actor: theSystem });
      assert.ok(done.ok, JSON.stringify(done));
    }

    /** Visits of one day one after another, of so many minutes each. */
    async function play(day: string, minutes: readonly number[]): Promise<void> {
      const { clock } = bare;
      clock.set(`${day}T09:00:00+08:00`);
      await send({ type: 'open_counter', counter, staff: null });
      for (const [k, long] of minutes.entries()) {
        const services = [{ code: 'RENEW', quantity: 1 }];
        await send({ type: 'walk_in', id: `${day}-${k}`, services, priority: false, byStaff: true });
        await send({ type: 'call_next', counter });
        clock.advance(60_000);
        await send({ type: 'start', counter });
        clock.advance((long - 1) * 60_000);
        await send({ type: 'finish', counter, outcome: 'completed' });
      }
      await send({ type: 'close_day' });
    }

    const records = () => recordedDays(bare.system.database.reader, 'BJ-TSY', '2026-11-25', 10);

    it('is recorded of closed days, once, and says how long visits took', async () => {
      await play('2026-11-23', [11, 12, 13]);
      await play('2026-11-24', [5, 6]);
      assert.equal(await recordDays(bare.system), 2);
      assert.equal(await recordDays(bare.another().system), 0);
      const days = await records();
      assert.deepEqual(
        days.map(({ day, visits }) => [day, visits.map(({ minutes }) => minutes)]),
        [
          ['2026-11-23', [11, 12, 13]],
          ['2026-11-24', [5, 6]],
        ],
      );
      assert.deepEqual(days[0]?.worked, { [counter]: [[540, 576]] });
      assert.deepEqual(
        days[0]?.walkIns.map(({ at }) => at),
        [540, 551, 563],
      );
    });

    it('is recorded again when the day has changed, and made anew from the events the same', async () => {
      const before = await records();
      await bare.system.database.writer('recorded_day').update({ version: 1, record: '{}' });
      assert.equal(await recordDays(bare.system), 2);
      assert.deepEqual(await records(), before);
    });

    it('makes every process say the same of a day to come', async () => {
      const catalogue = await bare.system.catalogue();
      const site = catalogue.sites.get('BJ-TSY');
      assert.ok(site !== undefined);
      const [one, other] = await Promise.all(
        [bare.system, bare.another().system].map((system) =>
          system.serviceTimes.of(site, '2026-11-25', catalogue, system.database.reader),
        ),
      );
      assert.deepEqual(one, other);
      assert.equal(one?.past.days.length, 2);
      // how far what was told came true is in the rows too
      const days = await records();
      assert.ok(days.every(({ told }) => told.length > 0) && one.levels.size > 0);
      assert.deepEqual(one.levels, levelsOf(days));
    });
  });
}
