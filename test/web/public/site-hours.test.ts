import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { buildCatalogue } from '../../../server/domain/catalogue/build-catalogue.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import type { Locale } from '../../../server/domain/catalogue/words.ts';
import { words } from '../../../server/locales/words.ts';
import { loadAssets } from '../../../server/web/assets.ts';
import type { PageContext } from '../../../server/web/page-context.ts';
import { hoursToday, specialDays, weekHours } from '../../../server/web/public/site-hours.ts';

describe('site hours', () => {
  const catalogue = buildCatalogue(seedCatalogue, 1);
  const site = catalogue.sites.get('BJ-TSY')!;
  let pageAt: (instant: string, locale?: Locale) => PageContext;
  before(async () => {
    const assets = await loadAssets();
    pageAt = (instant, locale = 'zh-CN') => ({
      locale,
      t: words(locale),
      largeType: false,
      now: Date.parse(instant),
      path: '/',
      alternate: { locale, href: '/' },
      typeSwitch: '/',
      assets,
      csrfToken: null,
    });
  });

  it('every weekday is a line, and today alone is marked', () => {
    const lines = weekHours(site, pageAt('2026-11-24T09:20:00+08:00'));
    assert.deepEqual(
      lines.map(({ day }) => day),
      ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    );
    const sessions = ['09:00–12:00', '13:00–17:00'];
    assert.deepEqual(lines[0], { day: '周一', sessions, today: false });
    assert.deepEqual(lines[1], { day: '周二', sessions, today: true });
    assert.deepEqual(lines[6], { day: '周日', sessions: [], today: false });
    assert.equal(lines.filter(({ today }) => today).length, 1);
  });

  it('a shorter Friday is told as it is', () => {
    const sessions = site.sessions.filter((session) => session.weekday !== 5 || session.opens === '09:00');
    const lines = weekHours({ ...site, sessions }, pageAt('2026-11-24T09:20:00+08:00', 'en'));
    assert.deepEqual(lines[4], { day: 'Fri', sessions: ['09:00–12:00'], today: false });
  });

  it('the hours of today follow the calendar: none on a holiday, those of a working day on a make-up Saturday', () => {
    const { calendar } = catalogue;
    assert.deepEqual(hoursToday(site, calendar, pageAt('2026-11-24T09:20:00+08:00')), [
      '09:00–12:00',
      '13:00–17:00',
    ]);
    assert.deepEqual(hoursToday(site, calendar, pageAt('2026-10-01T09:20:00+08:00')), []);
    assert.equal(hoursToday(site, calendar, pageAt('2026-10-10T09:20:00+08:00')).length, 2);
  });

  it('a holiday is one line from its first to its last day', () => {
    const lines = specialDays(site, catalogue.calendar, pageAt('2026-09-28T10:00:00+08:00'));
    const national = lines.find((line) => line.days.startsWith('10月1日'));
    assert.equal(national?.days, '10月1日 星期四至10月7日 星期三');
    assert.deepEqual(national?.sessions, []);
    const makeUp = lines.find((line) => line.days === '10月10日 星期六');
    assert.equal(makeUp?.reason, '调休工作日');
    assert.deepEqual(makeUp?.sessions, ['09:00–12:00', '13:00–17:00']);
  });

  it('a day that the site closes is told with its reason', () => {
    const closed: Site = {
      ...site,
      exceptions: [
        {
          id: 'x',
          date: '2026-11-26',
          kind: 'closed',
          from: null,
          to: null,
          reason: { 'zh-CN': '停电检修', en: 'Power cut' },
        },
      ],
    };
    const lines = specialDays(closed, catalogue.calendar, pageAt('2026-11-24T09:20:00+08:00', 'en'));
    assert.deepEqual(lines[0], { days: 'Thu 26 November', reason: 'Power cut', sessions: [] });
  });
});
