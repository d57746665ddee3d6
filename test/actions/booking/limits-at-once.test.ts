import assert from 'node:assert/strict';
import { nowhere } from '../../../server/domain/booking/origin.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { sweep } from '../../../server/store/sweep.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const site = testSite({
  queues: [testQueue({ places: 20 })],
  rules: testRules({
    enterprisePerDay: 3,
    networkPerDay: 4,
    mobilePerDay: 2,
    proofOfWork: true,
    demandStarts: 9,
  }),
});
const slot = (k: number) => Date.parse('2026-11-24T09:00:00+08:00') + k * 15 * 60_000;
const codeOf = (n: number) => ({ name: '测试', creditCode: `CODE-${n}`, customsCode: null });

for (const engine of engines) {
  describe(`limits that two processes keep together [${engine}]`, () => {
    let first: BareSystem;
    let both: readonly BareSystem[];

    beforeEach(async () => {
      const now = '2026-11-23T10:00:00+08:00';
      first = await bareSystem({ engine, sites: [site], now, rateLimits: true });
      both = [first, first.another()];
    });
    afterEach(() => first.close());

    /** How many of each answer, of commands that are given to both at once. */
    async function give(commands: readonly Parameters<typeof bookCommand>[0][]): Promise<object> {
      const answers = await Promise.all(
        commands.map((command, k) =>
          both[k % both.length]?.system.bookings.submit(bookCommand(command), { actor: theHolder }),
        ),
      );
      const count: Record<string, number> = {};
      for (const answer of answers) {
        const name = answer?.ok ? 'booked' : (answer?.code ?? '');
        count[name] = (count[name] ?? 0) + 1;
      }
      return count;
    }
    const twelve = (of: (k: number) => object) =>
      Array.from({ length: 12 }, (_, k) => ({
        id: `v${k}`,
        start: slot(k),
        mobile: `139${10_000_000 + k}`,
        ...of(k),
      }));

    it('never give an enterprise more than its visits of a day', async () => {
      assert.deepEqual(await give(twelve(() => ({}))), { booked: 3, enterprise_day_limit: 9 });
    });

    it('never give a mobile more than its visits of a day, whatever its enterprises', async () => {
      const commands = twelve((k) => ({ enterprise: codeOf(k), mobile: '13900000000' }));
      assert.deepEqual(await give(commands), { booked: 2, mobile_day_limit: 10 });
    });

    it('never give a network more than its places of a day, whatever its names', async () => {
      const from = { ...nowhere, network: 'one' };
      const commands = twelve((k) => ({ enterprise: codeOf(k), from }));
      assert.deepEqual(await give(commands), { booked: 4, network_day_limit: 8 });
      const rows = await first.system.database.reader('booking_origin').select('network', 'proven');
      assert.equal(rows.length, 4);
      first.clock.advance(15 * 24 * 3_600_000);
      await sweep(first.system.database.writer, first.clock.now());
      assert.equal((await first.system.database.reader('booking_origin').select('booking')).length, 0);
    });

    it('take one proof of work once', async () => {
      const later = first.clock.now() + 60_000;
      const work = (id: string) => ({ ...nowhere, work: { id, expiresAt: later } });
      const crowd = Array.from({ length: 9 }, (_, k) => ({
        id: `c${k}`,
        start: slot(k),
        mobile: `138${10_000_000 + k}`,
        enterprise: codeOf(100 + k),
        from: nowhere,
      }));
      assert.deepEqual(await give(crowd), { booked: 9 });
      const commands = twelve((k) => ({ enterprise: codeOf(k), from: work('one') }));
      assert.deepEqual(await give(commands), { booked: 1, work_spent: 11 });
    });
  });
}
