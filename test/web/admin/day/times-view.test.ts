import assert from 'node:assert/strict';
import { words } from '../../../../server/locales/words.ts';
import { timesView } from '../../../../server/web/admin/day/times-view.ts';

const start = Date.parse('2026-11-24T09:00:00+08:00');
const site = { timeZone: 'Asia/Shanghai' };

describe('the times that staff choose from', () => {
  it('say that they need a reason before they are chosen, those that have no place of their own left', () => {
    const slots = [
      { start, free: 2, kept: 0 },
      { start, free: 1, kept: 1 },
      { start, free: 0, kept: 1 },
      { start, free: 0, kept: 0 },
    ];
    for (const locale of ['zh-CN', 'en'] as const) {
      const mark = { 'zh-CN': '须填原因', en: 'needs a reason' }[locale];
      const marked = timesView(slots, site, null, { t: words(locale), locale }).map(({ left }) =>
        left.includes(mark),
      );
      assert.deepEqual(marked, [false, false, true, true], locale);
    }
  });
});
