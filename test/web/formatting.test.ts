import assert from 'node:assert/strict';
import { dateFormatting, formatting, noonOf } from '../../server/web/formatting.ts';

describe('formatting', () => {
  const at = Date.parse('2026-11-24T09:15:00+08:00');
  const zh = formatting('zh-CN', 'Asia/Shanghai');
  const en = formatting('en', 'Asia/Shanghai');

  it('Chinese writes month, day, weekday, then the time', () => {
    assert.equal(zh.dayTime(at), '11月24日 星期二 09:15');
    assert.equal(zh.fullDay(at), '2026年11月24日 星期二');
    assert.equal(zh.weekday(at), '周二');
    assert.equal(zh.shortDay(at), '11/24');
    assert.equal(zh.listTime(at), '2026-11-24 周二 09:15');
    assert.equal(zh.month(at), '2026年11月');
  });

  it('English writes weekday, day, month, then the time', () => {
    assert.equal(en.dayTime(at), 'Tue 24 November, 09:15');
    assert.equal(en.fullDay(at), 'Tuesday 24 November 2026');
    assert.equal(en.shortDay(at), '24 Nov');
    assert.equal(en.listTime(at), 'Tue 24 Nov 2026, 09:15');
    assert.equal(en.month(at), 'November 2026');
  });

  it('the zone is the site’s: the same instant is another day elsewhere', () => {
    const late = Date.parse('2026-11-24T20:00:00Z');
    assert.equal(formatting('en', 'Asia/Shanghai').dayTime(late), 'Wed 25 November, 04:00');
    assert.equal(formatting('en', 'UTC').dayTime(late), 'Tue 24 November, 20:00');
  });

  it('midnight is 00:00', () => {
    assert.equal(zh.time(Date.parse('2026-11-24T00:00:00+08:00')), '00:00');
    assert.equal(zh.timeSpan(at, at + 900_000), '09:15–09:30');
  });

  it('a local date keeps its day in whatever zone the machine is', () => {
    assert.equal(dateFormatting('zh-CN').day(noonOf('2026-01-01')), '1月1日 星期四');
    assert.equal(dateFormatting('en').day(noonOf('2026-12-31')), 'Thu 31 December');
  });
});
