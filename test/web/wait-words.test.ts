import assert from 'node:assert/strict';
import { words } from '../../server/locales/words.ts';
import { waitWords } from '../../server/web/wait-words.ts';

const after = Date.parse('2026-11-24T13:00:00+08:00');
const ticket = { range: 'ticket.waitRange', soon: 'ticket.waitSoon' } as const;
const say = (locale: 'zh-CN' | 'en', wait: Parameters<typeof waitWords>[0]): string =>
  waitWords(wait, ticket, 'Asia/Shanghai', { t: words(locale), locale });

describe('the words for a wait', () => {
  it('are the minutes, unless the truth is "after 13:00"', () => {
    const wait = { low: 70, high: 90 };
    assert.equal(say('en', wait), '70–90 min');
    assert.equal(say('en', { ...wait, after }), 'after 13:00 (about 70–90 min)');
    assert.equal(
      say('zh-CN', { ...wait, after: '2026-11-24T13:00:00+08:00' }),
      '13:00 以后（约 70–90 分钟）',
    );
  });

  it('say how likely it is not to come to it today', () => {
    const wait = { low: 70, high: 90 };
    assert.equal(say('zh-CN', { ...wait, notToday: 20 }), '70–90 分钟；约 20% 的可能今天轮不到');
    assert.equal(say('en', { ...wait, notToday: 80 }), 'may not be served today (chance about 80 %)');
  });
  it('claim no minutes that nobody can know, as after a visit that never seems to end', () => {
    assert.equal(say('zh-CN', { low: 0, high: 750 }), '暂无法估计');
    assert.equal(say('zh-CN', { low: 0, high: 750, notToday: 20 }), '暂无法估计；约 20% 的可能今天轮不到');
    assert.equal(say('zh-CN', { low: 45, high: 200 }), '45 分钟以上');
    assert.equal(say('en', { low: 45, high: 200 }), 'over 45 minutes');
    assert.equal(say('zh-CN', { low: 45, high: 200, after }), '13:00 以后');
    assert.equal(say('zh-CN', { low: 1740, high: 1800 }), '今天可能轮不到');
  });

  it('say soon, up to so many or about so many rather than a nought or the same minute twice, on every page', () => {
    assert.equal(say('zh-CN', { low: 0, high: 0 }), '马上');
    assert.equal(say('en', { low: 0, high: 1 }), 'any moment');
    assert.equal(say('zh-CN', { low: 0, high: 5 }), '5 分钟以内');
    assert.equal(say('en', { low: 0, high: 2 }), 'up to 2 minutes');
    assert.equal(say('en', { low: 5, high: 5 }), 'about 5 minutes');
    assert.equal(say('zh-CN', { low: 0, high: 5, notToday: 20 }), '5 分钟以内；约 20% 的可能今天轮不到');
    const pages = [
      ticket,
      { range: 'site.wait', soon: 'site.noWait' },
      { range: 'kiosk.wait.range', soon: 'kiosk.wait.none' },
      { range: 'counter.wait', soon: 'ticket.waitSoon' },
    ] as const;
    for (const page of pages)
      for (const locale of ['zh-CN', 'en'] as const)
        for (const wait of [
          { low: 0, high: 0 },
          { low: 0, high: 1 },
          { low: 0, high: 30 },
          { low: 4, high: 4 },
        ]) {
          const said = waitWords(wait, page, 'Asia/Shanghai', { t: words(locale), locale });
          assert.doesNotMatch(said, /(^|\D)0\D|–/u, said);
        }
  });
});
