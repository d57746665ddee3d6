import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { paths } from '../../../server/web/paths.ts';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';
import { signInByBrowser } from '../../support/sign-in-by-browser.ts';
import { password } from '../counter/signed-in.ts';

const site = 'BJ-TSY';

describe('the floor in a browser', function () {
  this.timeout(90_000);
  const its = hallAndBrowser();
  const walkIn = async (id: string): Promise<void> => {
    const services = [{ code: 'RENEW', quantity: 1 }];
    const request = { type: 'walk_in', id, services, priority: false, byStaff: true } as const;
    assert.ok((await its.hall.system.halls.submit(site, request, { actor: theSystem })).ok);
  };
  const open = async (width: number, locale: string): Promise<Page> => {
    const context = await its.browser.newContext({ viewport: { width, height: 740 }, locale });
    const page = await context.newPage();
    await signInByBrowser(page, its.hall.url, { username: 'chief', password });
    await page.goto(`${its.hall.url}${paths.floor(site)}?lang=${locale}`);
    return page;
  };

  before(async () => {
    const chief = { username: 'chief', name: '赵敏', role: 'manager', sites: [site], password } as const;
    assert.ok((await createStaff(its.hall.system, { ...chief, actor: theSystem })).ok);
  });

  it('tells of what happens without being asked, and solves it with one press that leaves the page where it is', async () => {
    const page = await open(1280, 'zh-CN');
    await walkIn('first');
    const alarm = page.locator('[data-alarm="unserved_queue"]');
    // sooner than the page asks by itself
    await alarm.waitFor({ timeout: 15_000 });
    await page.evaluate(() => document.querySelector('main')?.setAttribute('data-same', 'page'));
    await alarm.locator('button').first().click();
    await page.waitForFunction(() => document.querySelector('[data-alarm]') === null);
    await page.locator('.floor__counter--open').waitFor();
    assert.equal(await page.getAttribute('main', 'data-same'), 'page');
    await page.context().close();
  });

  it('says why a press was not done until the next one, whatever is shown anew meanwhile', async () => {
    const page = await open(1280, 'zh-CN');
    const services = [{ code: 'NEW', quantity: 1 }];
    const request = { type: 'walk_in', id: 'enrols', services, priority: false, byStaff: true } as const;
    assert.ok((await its.hall.system.halls.submit(site, request, { actor: theSystem })).ok);
    const alarm = page.locator('[data-alarm="unserved_queue"]');
    await alarm.waitFor({ timeout: 15_000 });
    const shownAnew = page.waitForResponse((answer) => answer.request().method() === 'GET' && answer.ok());
    await alarm.locator('form[data-act^="message"] button').click();
    await shownAnew;
    await page.locator('[data-said]', { hasText: '没有设置值班经理的邮箱' }).waitFor();
    await walkIn('second');
    await page.locator('[data-queue="A"]', { hasText: '2 人等候' }).waitFor();
    assert.equal(await page.locator('[data-said]').count(), 1);
    await alarm.locator('form[data-act^="open"] button').first().click();
    await page.waitForFunction(() => document.querySelector('[data-said]') === null);
    await page.context().close();
  });

  for (const locale of ['zh-CN', 'en'])
    it(`fits a telephone of 360 px with every alarm it has (${locale})`, async () => {
      const page = await open(360, locale);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await page.goto(`${its.hall.url}${paths.reception.desk(site)}`);
      const desk = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(desk <= 0, `${desk} px too wide`);
      await page.context().close();
    });
});
