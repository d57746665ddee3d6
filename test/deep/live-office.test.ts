import assert from 'node:assert/strict';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { account, goodPassword } from '../web/staff/staff-browser.ts';

const site = 'BJ-TSY';

describe('the office while the hall goes on', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  const take = async (id: string, at = site): Promise<void> => {
    const services = [{ code: 'RENEW', quantity: 1 }];
    const walkIn = { type: 'walk_in', id, services, priority: false, byStaff: true } as const;
    assert.ok((await suite.hall.system.halls.submit(at, walkIn, { actor: theSystem })).ok);
  };

  it('follows on the overview and the day without being touched, at the sites of whoever looks', async () => {
    await account(suite.hall, 'boss', 'manager', [site]);
    const page = await (await suite.browser.newContext({ locale: 'en' })).newPage();
    await signInByBrowser(page, suite.hall.url, { username: 'boss', password: goodPassword });
    for (const [address, shown] of [
      [`/admin/day?site=${site}&view=tickets`, 'A001'],
      ['/admin', ''],
      [`/admin/day?site=${site}`, ''],
    ] as const) {
      await take(`first-${address}`);
      await page.goto(suite.hall.url + address);
      assert.equal(await page.getAttribute('[data-live-page]', 'data-live-page'), site);
      if (shown !== '') await page.waitForSelector(`text=${shown}`);
      await page.evaluate(() => Object.assign(window, { untouched: true }));
      const metrics = '[data-live-page] dl.metrics';
      const before = await page.innerText(metrics);
      await take(`second-${address}`);
      await page.waitForFunction(
        ([where, was]) => document.querySelector<HTMLElement>(where)?.innerText !== was,
        [metrics, before] as const,
      );
      assert.equal(
        await page.evaluate(() => 'untouched' in window),
        true,
        `${address} is the page that it was`,
      );
    }
    await page.goto(`${suite.hall.url}/admin/day?site=${site}&date=2026-11-20`);
    assert.equal(await page.getAttribute('[data-live-page]', 'data-live-page'), '', 'the past stands still');
  });
});
