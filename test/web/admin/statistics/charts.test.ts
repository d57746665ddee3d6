import assert from 'node:assert/strict';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { putTogether } from '../../../../server/domain/queue/figures/period-sum.ts';
import { words } from '../../../../server/locales/words.ts';
import { chartOf } from '../../../../server/web/admin/statistics/charts.ts';
import type { TableAsk } from '../../../../server/web/admin/statistics/raw-table.ts';
import { countersTable, servicesTable } from '../../../../server/web/admin/statistics/tables-of-work.ts';
import { catalogue } from '../../../messages/mail-fixture.ts';
import { HallPlay } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';

describe('the charts of services and of counters', () => {
  const site = hallSite(2);
  const play = new HallPlay(site).open(1, 2);
  const counter = play.counter(1);
  for (const [at, outcome] of [
    [0, 'completed'],
    [60, 'missing_materials'],
    [180, 'completed'],
  ] as const) {
    play.walkIn(at);
    play.call(at + 1);
    play.do(at + 2, { type: 'start', counter });
    play.do(at + 40, { type: 'finish', counter, outcome });
  }
  play.do(300, { type: 'close_day' });
  const together = { hall: putTogether([foldDay(play.events, site.timeZone)]) };
  const ask = {
    collected: { together, bySite: new Map(), bySpan: [] },
    sites: [site],
    catalogue,
    page: { t: words('en'), locale: 'en' },
    grouping: 'day',
    today: '2026-11-24',
  } as unknown as TableAsk;

  it('draw what the table has under the same name', () => {
    for (const name of ['services', 'counters'] as const) {
      const chart = chartOf(name, ask);
      const { columns, rows } = { services: servicesTable, counters: countersTable }[name](ask);
      assert.ok(chart !== null && chart.series.length === 2);
      for (const { name: series, values } of chart.series) {
        const position = columns.findIndex((column) => ask.page.t(`statistics.column.${column}`) === series);
        assert.ok(position > 0, series);
        assert.deepEqual(
          values,
          rows.map((row) => row[position]),
          series,
        );
      }
      assert.ok(new Set(chart.series.map(({ values }) => String(values))).size === 2, 'each has its own');
    }
  });
});
