import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { buildCatalogue } from '../../../server/domain/catalogue/build-catalogue.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import type { Locale } from '../../../server/domain/catalogue/words.ts';
import { words } from '../../../server/locales/words.ts';
import { loadAssets } from '../../../server/web/assets.ts';
import type { PageContext } from '../../../server/web/page-context.ts';
import { specialDays, weekHours } from '../../../server/web/public/site-hours.ts';

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

  it('weekdays in a row with the same hours are one line, and today is marked', () => {
    const [week, end] = weekHours(site, pageAt('2026-11-24T09:20:00+08:00'));
    assert.deepEqual(week, { days: '周一至周五', sessions: ['09:00–12:00', '13:00–17:00'], today: true });
    assert.deepEqual(end, { days: '周六至周日', sessions: [], today: false });
  });

  it('a shorter Friday stands alone', () => {
    const sessions = site.sessions.filter((session) => session.weekday !== 5 || session.opens === '09:00');
    const lines = weekHours({ ...site, sessions }, pageAt('2026-11-24T09:20:00+08:00', 'en'));
    assert.deepEqual(
      lines.map((line) => line.days),
      ['Mon to Thu', 'Fri', 'Sat to Sun'],
    );
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
