import assert from 'node:assert/strict';
import { chartColours, chartDrawer } from '../../../../server/web/admin/statistics/draw-chart.ts';

const long = 'With a booking (from the booked time)';

/** What is written in the picture, piece by piece. */
async function written(categories: readonly string[], more: object): Promise<string[]> {
  const draw = await chartDrawer();
  const values = categories.map((_, place) => place);
  const svg = String(
    draw({
      label: 'waits',
      unit: 'minutes',
      categories,
      series: [{ name: 'Median', kind: 'bar', colour: chartColours.port, values }],
      ...more,
    }),
  );
  return [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => text.trim());
}

describe('the names below a chart', () => {
  for (const more of [{ half: true }, { letter: true }, {}])
    it(`stand in lines of their own where one beside the other has no room ${JSON.stringify(more)}`, async () => {
      const crowd = Array.from({ length: 8 }, (_, place) => `${long} ${place}`);
      const texts = await written(crowd, more);
      assert.ok(!texts.some((text) => text.includes(long)));
      assert.ok(texts.filter((text) => text.startsWith('With')).length >= 8, texts.join(' | '));
    });

  it('are left out where there are many, and none is torn', async () => {
    const days = Array.from({ length: 30 }, (_, place) => `${place + 1} September`);
    const texts = (await written(days, {})).filter((text) => text.includes('Sept'));
    assert.ok(texts.length > 5 && texts.every((text) => /^\d+ September$/.test(text)), texts.join(' | '));
  });

  it('stay in one where there is room', async () => {
    const texts = await written([long, 'Walk-ins'], {});
    assert.ok(texts.includes(long));
  });
});
