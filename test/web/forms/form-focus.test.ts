import assert from 'node:assert/strict';
import { administratorAt, type Desk, faultsOf } from '../../browser/office-browser.ts';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';

describe('a form in a browser', () => {
  const suite = hallAndBrowser();
  let desk: Desk;
  before(async () => {
    desk = await administratorAt(suite.hall, suite.browser);
  });
  after(() => desk.close());

  const focused = () =>
    desk.page.evaluate('[document.activeElement.className, document.activeElement.id].join(" ").trim()');

  it('what is wrong has the focus, and its entry leads into the field', async () => {
    const { page } = desk;
    await desk.open('/admin/staff/new');
    await desk.press('.settings__actions .button');
    assert.match(await page.title(), /^错误：/);
    assert.equal(await focused(), 'error-summary');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(String(await focused()), /username|name/);
    assert.deepEqual(await faultsOf(page, { colours: true }), []);
  });

  it('what is not saved is not left without being asked, and what is saved is', async () => {
    const { page } = desk;
    await desk.open('/admin/keys');
    await page.locator('#name').fill('一楼取号机');
    assert.match((await page.locator('[data-unsaved]').textContent()) ?? '', /1/);
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      });
    });
    await page.evaluate('setTimeout(() => { location.href = "/admin"; })');
    assert.equal(await asked, 'beforeunload');
    assert.match(page.url(), /\/admin\/keys$/);
    await page.locator('#site').selectOption('BJ-TSY');
    await desk.press('.settings__actions .button');
    assert.equal(await page.locator('code#key').count(), 1);
    await desk.open('/admin');
    // the browser tells of every 422 itself
    assert.deepEqual(
      desk.errors.filter((error) => !error.includes('status of 422')),
      [],
    );
  });
});
