import assert from 'node:assert/strict';
import { engines } from '../../../support/engines.ts';
import { workbookOf } from '../workbook.ts';
import { day, query, simulatedEvening } from './simulated-evening.ts';
import { numbers } from './table-cells.ts';

for (const engine of engines) {
  describe(`statistics of periods and of several sites [${engine}]`, function () {
    this.timeout(90_000);
    const evening = simulatedEvening(engine, 15);
    const { table } = evening;

    it('by day, week and month say the same, with the days on which nothing happened', async () => {
      const fortnight = 'site=BJ-TSY&from=2026-11-16&to=2026-11-29';
      const byDay = await table('days', `${fortnight}&by=day`);
      // what is to come is no noughts
      assert.deepEqual(
        byDay.map(([date]) => date),
        [...Array(9).keys()].map((number) => `2026-11-${16 + number}`),
      );
      assert.ok(byDay.every((row) => row[0] === day || numbers(row)[0] === 0));
      for (const [by, first, rows] of [
        ['week', '2026-11-23', 2],
        ['month', '2026-11', 1],
      ] as const) {
        const parts = await table('days', `${fortnight}&by=${by}`);
        assert.equal(parts.length, rows);
        const busy = parts.find(([name]) => name === first);
        assert.deepEqual(busy?.slice(1), byDay.at(-1)?.slice(1), by);
      }
    });

    it('of more than a year are by month, and of more than ten years begin later, which is said', async () => {
      const months = await table('days', 'site=BJ-TSY&from=2025-10-15&to=2026-11-24');
      assert.equal(months.length, 14);
      assert.deepEqual([months[0]?.[0], months[13]?.[0]], ['2025-10', '2026-11']);
      assert.equal(numbers(months[13])[0], evening.truth.issued.size);
      const page = await evening.office.agent.get(
        '/admin/statistics?site=BJ-TSY&from=2016-01-01&to=2026-11-24&lang=en',
      );
      assert.match(page.text, /at most 3,?700 days/);
      assert.match(page.text, /name="to" type="date" value="2026-11-24"/);
    });

    it('compare those sites that are asked for, and no others', async () => {
      const rows = await table('sites', `site=BJ-TSY&site=BJ-ZGC&from=${day}&to=${day}`);
      const { sites } = await evening.hall.system.catalogue();
      assert.deepEqual(
        rows.map(([name]) => name).sort(),
        ['BJ-TSY', 'BJ-ZGC'].map((code) => sites.get(code)?.name.en).sort(),
      );
      const busy = rows.find(([name]) => name === sites.get('BJ-TSY')?.name.en);
      assert.deepEqual(numbers(busy).slice(0, 3), [
        1,
        evening.truth.issued.size,
        evening.truth.served.length,
      ]);
      assert.equal(
        (await evening.office.agent.get('/admin/statistics?site=BJ-TSY&site=nowhere')).status,
        404,
      );
    });

    it('of a time without data say so, and draw nothing', async () => {
      const page = await evening.office.agent.get(
        '/admin/statistics?site=HZ&from=2026-01-01&to=2026-02-01&lang=en',
      );
      assert.match(page.text, /No tickets were issued in this period/);
      assert.doesNotMatch(page.text, /<svg role="img"/);
      const rows = await table('days', 'site=HZ&from=2026-01-01&to=2026-01-03');
      assert.deepEqual(
        rows.map((row) => row[1]),
        ['0', '0', '0'],
      );
    });

    it('come all together as the sheets of one workbook', async () => {
      const sheets = await workbookOf(evening.office, `/admin/statistics/all?${query}&format=xlsx&lang=en`);
      assert.equal(sheets.length, 10);
      assert.equal((await evening.office.agent.get(`/admin/statistics/all?${query}&format=csv`)).status, 404);
    });

    it('turn a period round that ends before it begins, and take nonsense for none', async () => {
      const turned = await evening.office.agent.get(
        `/admin/statistics?site=BJ-TSY&from=2026-11-30&to=${day}`,
      );
      assert.match(turned.text, /name="from" type="date" value="2026-11-24"/);
      assert.equal(
        (await evening.office.agent.get('/admin/statistics?from=2026-13-45&to=%00')).status < 500,
        true,
      );
      assert.equal((await evening.office.agent.get('/admin/statistics?from=yesterday')).status, 200);
    });
  });
}
