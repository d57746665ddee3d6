import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { recentServices } from '../../../server/store/queue/hall-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';
import { officeHours } from '../../support/sites.ts';

const counter = 'BJ-TSY-1';

for (const engine of engines) {
  describe(`the last visits of a site [${engine}]`, () => {
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({
        engine,
        sites: [{ ...hallSite(1), sessions: officeHours }],
        now: '2026-11-23T09:00:00+08:00',
      });
    });
    after(() => bare?.close());

    /** Visits of one day one after another, of so many minutes each. */
    async function play(day: string, minutes: readonly number[]): Promise<void> {
      const { system, clock } = bare;
      clock.set(`${day}T09:00:00+08:00`);
      const send = async (command: Parameters<typeof system.halls.submit>[1]): Promise<void> => {
        const done = await system.halls.submit('BJ-TSY', command, { actor: theSystem });
        assert.ok(done.ok, JSON.stringify(done));
      };
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
    }

    it('are the newest of all days, oldest first, from the call to the end', async () => {
      await play('2026-11-23', [11, 12, 13]);
      await play('2026-11-24', [5, 6]);
      const last = async (limit: number) =>
        (await recentServices(bare.system.database.reader, 'BJ-TSY', limit)).map(({ minutes }) => minutes);
      assert.deepEqual(await last(3), [13, 5, 6]);
      assert.deepEqual(await last(100), [11, 12, 13, 5, 6]);
    });
  });
}
