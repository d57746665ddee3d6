import assert from 'node:assert/strict';
import { openSeries, seriesAfter } from '../../../server/actions/booking/series.ts';
import { hashToken } from '../../../server/actions/secrets.ts';
import { defaultLimitRules } from '../../../server/domain/booking/limit-rules.ts';
import { nowhere, type Origin } from '../../../server/domain/booking/origin.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { seriesOf, visitsOfSeries } from '../../../server/store/booking/series-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/commands.ts';
import { inventedCreditCode } from '../../support/credit-codes.ts';
import { engines } from '../../support/engines.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const site = testSite({ queues: [testQueue({ places: 20 })], rules: testRules({ ...defaultLimitRules }) });
const slot = (k: number, day = '24') => Date.parse(`2026-11-${day}T09:00:00+08:00`) + k * 15 * 60_000;
const broker = { name: '赵经办', mobile: '13600000001', email: 'broker@test.invalid', telephone: null };

for (const engine of engines) {
  describe(`one handling person and many enterprises [${engine}]`, () => {
    let first: BareSystem;
    let second: BareSystem;

    beforeEach(async () => {
      const now = '2026-11-23T10:00:00+08:00';
      first = await bareSystem({ engine, sites: [site], now, rateLimits: true });
      second = first.another();
    });
    afterEach(() => first.close());

    const visit = (k: number, change: Partial<Parameters<typeof bookCommand>[0]> = {}) =>
      bookCommand({
        id: `v${k}`,
        start: slot(k),
        enterprise: { name: `企业${k}`, creditCode: inventedCreditCode(k), customsCode: null },
        contact: broker,
        from: { ...nowhere, network: 'office' },
        ...change,
      });
    const book = async (command: ReturnType<typeof visit>, { system } = first) => {
      const done = await system.bookings.submit(command, { actor: theHolder });
      return done.ok ? 'booked' : done.code;
    };
    const days = async (of: readonly number[], change: (k: number) => Parameters<typeof visit>[1]) => {
      const answers: string[] = [];
      for (const k of of) answers.push(await book(visit(k, change(k))));
      return answers;
    };
    const crowd = () =>
      days(
        Array.from({ length: 20 }, (_, k) => 100 + k),
        (k) => ({
          start: slot(0, '25') + (k % 10) * 15 * 60_000,
          contact: { ...broker, mobile: `1390000${1000 + k}`, email: null },
          from: nowhere,
        }),
      );

    it('book eight of them on one day from one office with the usual limits, and the next on another day', async () => {
      const eight = await days([0, 1, 2, 3, 4, 5, 6, 7], () => ({}));
      assert.deepEqual(eight, Array(8).fill('booked'));
      assert.equal(await book(visit(8)), 'mobile_day_limit');
      assert.equal(await book(visit(8, { start: slot(8, '25') })), 'booked');
    });

    it('go on while demand is high once the mobile is proven by SMS, and use up nobody else’s places', async () => {
      assert.deepEqual([...new Set(await crowd())], ['booked']);
      const later = first.clock.now() + 60_000;
      const worked = (k: number): Origin => ({
        ...nowhere,
        network: 'office',
        work: { id: `w${k}`, expiresAt: later },
      });
      const without = await days([0, 1, 2], (k) => ({ from: worked(k) }));
      assert.deepEqual(without, ['booked', 'booked', 'network_demand_limit']);
      const proven: Origin = { ...nowhere, network: 'office', proven: 'sms' };
      assert.deepEqual(await days([2, 3, 4, 5, 6, 7], () => ({ from: proven })), Array(6).fill('booked'));
      assert.equal(await book(visit(8, { from: proven })), 'mobile_day_limit');
    });

    it('have one list, whichever process begins it and however many join at once', async () => {
      assert.equal(await book(visit(0)), 'booked');
      await Promise.all([openSeries(first.system, 'v0'), openSeries(second.system, 'v0')]);
      const begun = await seriesOf(first.system.database.reader, 'v0');
      assert.ok(begun);
      const known = first.system.secrets.tokenFor('visits', begun.id);
      assert.equal(hashToken(known), begun.tokenHash);
      const joining = { after: 'v0', contact: broker, known };
      const all = [1, 2, 3, 4].map(async (k) => {
        const by = k % 2 === 0 ? first : second;
        return book(visit(k, { series: await seriesAfter(by.system, joining) }), by);
      });
      assert.deepEqual(await Promise.all(all), Array(4).fill('booked'));
      const listed = await visitsOfSeries(first.system.database.reader, begun.tokenHash, 0);
      assert.deepEqual(
        listed.map(({ id }) => id),
        ['v0', 'v1', 'v2', 'v3', 'v4'],
      );
    });

    it('a visit that is handed on while another joins takes nobody along', async () => {
      assert.equal(await book(visit(0)), 'booked');
      await openSeries(first.system, 'v0');
      const series = await seriesAfter(first.system, { after: 'v0', contact: broker, known: '' });
      assert.ok(series?.begins);
      const heir = { ...broker, mobile: '13700000009', email: 'heir@test.invalid' };
      const handed = { type: 'change_contact', booking: 'v0', site: site.code, contact: heir } as const;
      await Promise.all([
        second.system.bookings.submit(handed, { actor: theHolder }),
        book(visit(1, { series })),
      ]);
      const listed = await visitsOfSeries(first.system.database.reader, series.tokenHash, 0);
      assert.deepEqual(
        listed.map(({ id }) => id),
        ['v1'],
      );
      assert.equal(await seriesAfter(first.system, { after: 'v0', contact: broker, known: '' }), null);
    });
  });
}
