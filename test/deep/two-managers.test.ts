import assert from 'node:assert/strict';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, field, save } from '../browser/office-browser.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { there } from '../support/there.ts';

const hours = paths.admin.act('sites', 'BJ-TSY', 'hours');
const saveButton = 'form.settings .settings__actions .button';

describe('two who set the hours of an office at once, in browsers', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  const desks: Desk[] = [];
  before(async () => {
    for (const username of ['li', 'wang'])
      desks.push(await administratorAt(suite.hall, suite.browser, username));
  });

  for (const [lang, width, told, [thursday, monday]] of [
    ['zh-CN', 1280, /他人已保存过更改/, ['16:30', '09:30']],
    ['en', 360, /Somebody else saved a change/, ['16:15', '09:15']],
  ] as const)
    it(`each keep what they have changed, and whoever saves second is told first (${lang}, ${width} px)`, async () => {
      const [a, b] = [there(desks[0]), there(desks[1])];
      await a.page.setViewportSize({ width, height: 800 });
      await a.open(withQuery(hours, { lang }));
      await a.page.locator(field('days.1.s1.opens')).fill(monday);

      await b.open(withQuery(hours, { lang }));
      await b.page.locator(field('days.4.s2.closes')).fill(thursday);
      await save(b);

      await a.press(saveButton);
      assert.doesNotMatch(new URL(a.page.url()).search, /saved=1/);
      assert.match(await a.page.locator('main').innerText(), told);
      assert.equal(await a.page.inputValue(field('days.4.s2.closes')), thursday);
      assert.equal(await a.page.inputValue(field('days.1.s1.opens')), monday);
      await save(a);

      const { sessions } = there((await suite.hall.system.catalogue()).sites.get('BJ-TSY'));
      const of = (day: number) => sessions.filter(({ weekday }) => weekday === day);
      assert.equal(of(1)[0]?.opens, monday);
      assert.equal(of(4).at(-1)?.closes, thursday);
    });

  it('a reason that is chosen stands in both languages at once', async () => {
    const { page, open, errors } = there(desks[0]);
    for (const [path, name] of [
      [paths.admin.item('closures', 'new'), ''],
      [paths.admin.act('sites', 'BJ-TSY', 'closures'), 'closures.new1.'],
      [paths.admin.act('sites', 'BJ-TSY', 'parts'), 'parts.new1.'],
    ] as const) {
      await open(withQuery(path, { lang: 'zh-CN' }));
      await page.locator(field(`${name}template`)).selectOption('POWER');
      assert.equal(await page.inputValue(field(`${name}reason.zh-CN`)), '停电');
      assert.equal(await page.inputValue(field(`${name}reason.en`)), 'Power cut');
      assert.match((await page.locator('[data-unsaved]').textContent()) ?? '', /3/);
    }
    // the second save of two is answered by a conflict
    assert.deepEqual(
      errors.filter((one) => !one.includes('409')),
      [],
    );
  });
});
