import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { confirmDevice } from '../../../server/actions/device/confirm-device.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { faults } from '../counter/faults.ts';
import { booking, kioskHome } from './kiosk-door.ts';

describe('a kiosk in a browser', function () {
  this.timeout(120_000);
  let hall: HallSystem;
  let browser: Browser;
  const open = async (javaScriptEnabled = true): Promise<readonly [BrowserContext, Page]> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'zh-CN',
      javaScriptEnabled,
    });
    const page = await context.newPage();
    await page.goto(hall.url + kioskHome);
    const code = (await page.textContent('.kiosk__code')) ?? '';
    const staff = {
      id: 'x',
      username: 'x',
      name: 'x',
      role: 'administrator',
      sites: [],
      mustChangePassword: false,
    } as const;
    assert.ok((await confirmDevice(hall.system, staff, { by: { code }, name: '', address: null })).ok);
    await page.goto(hall.url + kioskHome);
    return [context, page];
  };
  const small = (page: Page) =>
    page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          'a, button, .choice, input:not([type=checkbox]):not([type=hidden])',
        ),
      ]
        .filter((each) => each.offsetParent !== null && each.getBoundingClientRect().height < 63.5)
        .map((each) => each.outerHTML.slice(0, 80)),
    );
  const clean = async (page: Page, where: string) => {
    assert.deepEqual(await faults(page), [], where);
    assert.deepEqual(await small(page), [], where);
  };

  before(async () => {
    hall = await startSystem({ engine: 'sqlite', clockStart: mondayMorning });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await hall.close();
  });

  it('leads a walk-in to a ticket, every target large enough and every page accessible', async () => {
    const [context, page] = await open();
    await clean(page, 'home');
    await page.click('.tile:not(.tile--main)');
    await page.waitForURL('**/services');
    await clean(page, 'services');
    await page.check('[value="RENEW"]');
    await page.click('.kiosk__actions .button');
    await page.waitForURL('**/checklist?*');
    await clean(page, 'checklist');
    await page.click('.kiosk__actions .button');
    await page.waitForURL('**/priority?*');
    await clean(page, 'priority');
    await page.click('button[value="no"]');
    await page.waitForURL('**/tickets/*');
    await clean(page, 'slip');
    assert.match((await page.textContent('.kiosk__number')) ?? '', /A001/);
    await context.close();
  });

  it('takes a reference from the keys on the screen, or from a scanner that types', async () => {
    const reference = await booking(hall, '2026-11-23T10:15:00+08:00');
    const [context, page] = await open();
    await page.click('.tile--main');
    await page.waitForURL('**/check-in');
    await clean(page, 'check-in');
    for (const key of 'H22') await page.click(`[data-key="${key}"]`);
    await page.click('[data-key="delete"]');
    assert.equal(await page.inputValue('#reference'), 'H2');
    await page.click('[data-key="clear"]');
    await page.keyboard.type(`https://hall.invalid/bookings/${reference}?token=abc`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tickets/*');
    await context.close();
  });

  it('keeps its page when the network is away, says so, and goes on when it is back', async () => {
    const [context, page] = await open();
    await context.setOffline(true);
    await page.click('.tile--main');
    await page.waitForSelector('[data-kiosk-offline]:not([hidden])');
    assert.equal(new URL(page.url()).pathname, kioskHome);
    await context.setOffline(false);
    await page.click('.tile--main');
    await page.waitForURL('**/check-in');
    await context.close();
  });

  it('gives a ticket without scripts, too', async () => {
    const [context, page] = await open(false);
    await page.click('.tile:not(.tile--main)');
    await page.check('[value="UNLOCK"]');
    await page.click('.kiosk__actions .button');
    await page.click('.kiosk__actions .button');
    await page.click('button[value="yes"]');
    assert.match((await page.textContent('.kiosk__number')) ?? '', /A\d{3}/);
    await context.close();
  });
});
