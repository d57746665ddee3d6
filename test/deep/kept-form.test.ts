import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { unmarked } from '../support/unmarked.ts';
import { account, goodPassword } from '../web/staff/staff-browser.ts';

const form = '/admin/sites/BJ-TSY/notices';
const field = '[name="notices.new1.text.zh-CN"]';
const said = '周五下午盘点，请错峰办理。';
const readers = [
  { lang: 'zh-CN', width: 360, ended: /登录已结束/, mark: /尚未保存/ },
  { lang: 'en', width: 1280, ended: /Your sign-in had ended/, mark: /not saved yet/ },
] as const;

describe('a session that ends while somebody types, in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser({ clockStart: mondayMorning });

  before(async () => {
    await account(suite.hall, 'wu', 'administrator');
  });

  const endSessions = () => suite.hall.system.database.writer('staff_session').delete();

  async function signIn(page: Page): Promise<void> {
    await page.fill('#username', 'wu');
    await page.fill('#password', goodPassword);
    await Promise.all([page.waitForEvent('load'), page.click('main button')]);
  }

  /** For whoever looks at what people see. */
  async function picture(page: Page, name: string): Promise<void> {
    const folder = process.env['KEPT_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
  }

  for (const { lang, width, ended, mark } of readers) {
    it(`the form says so, has what was typed after signing in, and saves it (${lang}, ${width} px)`, async () => {
      const context = await suite.browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(`${suite.hall.url}/staff/sign-in?lang=${lang}`);
      await signIn(page);
      await page.goto(`${suite.hall.url}${form}?lang=${lang}`);
      await page.fill(field, said);
      await page.fill(field.replace('zh-CN', 'en'), 'Stocktaking on Friday afternoon.');
      await endSessions();
      await Promise.all([page.waitForEvent('load'), page.click('.settings__actions .button >> nth=0')]);
      assert.match(unmarked(await page.locator('.notice').innerText()), ended);
      await picture(page, `sign-in-${lang}`);
      await signIn(page);
      assert.match(page.url(), /notices/);
      assert.match(unmarked(await page.locator('.kept-form').innerText()), mark);
      assert.equal(await page.inputValue(field), said);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, 'nothing is wider than the screen');
      await picture(page, `form-${lang}`);
      await Promise.all([page.waitForEvent('load'), page.click('.settings__actions .button >> nth=0')]);
      const confirm = page.locator('button[name=_confirm]');
      if ((await confirm.count()) > 0)
        await Promise.all([page.waitForEvent('load'), confirm.first().click()]);
      assert.match(page.url(), /saved=1/);
      assert.equal(await page.locator('.kept-form').count(), 0);
      await context.close();
    });
  }

  it('a reason at a counter is handed in by the page when the hall moves on, and stands there again', async () => {
    const context = await suite.browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/staff/sign-in?lang=zh-CN`);
    await signIn(page);
    await page.goto(`${suite.hall.url}/counter/BJ-TSY-1`);
    await page.click('form[data-verb="open"] button');
    await page.locator('details[data-menu="pause"] summary').click();
    await page.fill('#pause-reason', '陪同老人到自助区');
    await endSessions();
    const signInPage = page.waitForURL(/sign-in.*kept=1/);
    const walkIn = { type: 'walk_in', id: 'one', priority: false, byStaff: true } as const;
    const services = [{ code: 'RENEW', quantity: 1 }];
    const taken = await suite.hall.system.halls.submit(
      'BJ-TSY',
      { ...walkIn, services },
      { actor: theSystem },
    );
    assert.ok(taken.ok);
    await signInPage;
    await signIn(page);
    await page.waitForURL(/\/counter\/BJ-TSY-1/);
    assert.equal(await page.inputValue('#pause-reason'), '陪同老人到自助区');
    assert.ok(await page.locator('#pause-reason').isVisible());
    await picture(page, 'counter');
    await context.close();
  });
});
