import assert from 'node:assert/strict';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf } from '../browser/office-browser.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { withOffices } from '../support/with-offices.ts';

const offices = paths.admin.section('offices');

describe('the offices of the whole country, in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let desk: Desk;
  before(async () => {
    await withOffices(suite.hall, 1000);
    desk = await administratorAt(suite.hall, suite.browser);
  });

  for (const [lang, width] of [
    ['zh-CN', 1280],
    ['en', 360],
  ] as const)
    it(`stand in a list of some at a time, and one is found by its name (${lang}, ${width} px)`, async () => {
      const { page } = desk;
      await page.setViewportSize({ width, height: 800 });
      await desk.open(withQuery(offices, { lang }));
      assert.match((await page.locator('main').innerText()).replaceAll(',', ''), /1\d{3}/);
      const rows = page.locator('main tbody tr');
      const first = await rows.count();
      assert.ok(first > 10 && first <= 100, `${first} rows`);
      assert.deepEqual(await faultsOf(page, { colours: lang === 'zh-CN' }), []);
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.ok(Number(wide) <= 0, `${wide} pixels too wide`);

      await page.locator('main [name="name"]').fill('DEMO-00042');
      await desk.press('main form .button');
      assert.equal(await rows.count(), 1);
      await desk.press('main tbody a');
      assert.match(page.url(), /DEMO-00042/);
      assert.deepEqual(desk.errors, []);
    });
});
