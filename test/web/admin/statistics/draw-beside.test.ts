import assert from 'node:assert/strict';
import { drawBeside } from '../../../../server/web/admin/statistics/draw-beside.ts';
import type { Chart } from '../../../../server/web/admin/statistics/draw-chart.ts';

describe('pictures of figures', function () {
  this.timeout(60_000);

  it('are drawn beside the loop or not at all: whoever comes when eight wait has none', async () => {
    const chart: Chart = { label: 'figures', categories: ['a', 'b'], unit: '', series: [] };
    const all = await Promise.all(Array.from({ length: 20 }, () => drawBeside([chart])));
    const drawn = all.filter((pictures) => pictures.length === 1);
    assert.equal(drawn.length, 8);
    for (const [picture] of drawn) assert.ok(String(picture).includes('<svg'));
    assert.equal(all.filter((pictures) => pictures.length === 0).length, 12);
  });
});
