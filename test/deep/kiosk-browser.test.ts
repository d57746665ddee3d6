import assert from 'node:assert/strict';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { cameraSees } from '../web/kiosk/fake-camera.ts';
import { kioskContext } from '../web/kiosk/kiosk-context.ts';
import { booking, kioskHome } from '../web/kiosk/kiosk-door.ts';
import { openStill } from '../web/kiosk/open-still.ts';

describe('a kiosk in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  const open = async (options: BrowserContextOptions = {}): Promise<readonly [BrowserContext, Page]> => {
    const context = await kioskContext(suite.hall, suite.browser, options);
    const page = await context.newPage();
    await page.goto(suite.hall.url + kioskHome);
    return [context, page];
  };
  const backHome = (page: Page) => page.waitForSelector('a.tile--main');

  it('leads a walk-in past the list of materials to a ticket', async () => {
    const [context, page] = await open();
    await page.click('.tile:not(.tile--main)');
    await page.waitForURL('**/services');
    await page.check('[value="RENEW"]');
    await page.click('.kiosk__actions .button');
    await page.waitForURL('**/checklist?*');
    await page.click('.kiosk__actions .button');
    await page.waitForURL('**/priority?*');
    await page.click('button[value="no"]');
    await page.waitForURL('**/tickets/*');
    assert.match((await page.textContent('.kiosk__number')) ?? '', /A001/);
    await context.close();
  });

  it('takes a reference from the keys on the screen, or from a scanner that types', async () => {
    const reference = await booking(suite.hall, '2026-11-23T10:15:00+08:00');
    const [context, page] = await open();
    await page.click('.tile--main');
    await page.waitForURL('**/check-in');
    for (const key of 'H22') await page.click(`[data-key="${key}"]`);
    await page.click('[data-key="delete"]');
    assert.equal(await page.inputValue('#reference'), 'H2');
    await page.click('[data-key="clear"]');
    await page.keyboard.type(`https://hall.invalid/bookings/${reference}?token=abc`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tickets/*');
    await context.close();
  });

  it('hears a scanner on the first page, and wherever the finger was on the page to check in', async () => {
    const [context, page] = await open();
    const first = await booking(suite.hall, '2026-11-23T10:30:00+08:00');
    await page.keyboard.type(`${suite.hall.url}/bookings/${first}?token=abc`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tickets/*');
    await page.goto(`${suite.hall.url}${kioskHome}/check-in`);
    const second = await booking(suite.hall, '2026-11-23T10:30:00+08:00');
    await page.locator('.kiosk__priority input').check();
    await page.keyboard.type(second);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tickets/*');
    await context.close();
  });

  it('hears scanners that end with Tab, on the first page and on the page to check in, and not somebody who leafs with it', async () => {
    const [context, page] = await open();
    const scan = async (text: string): Promise<void> => {
      // as a scanner does: all keys at once
      await page.evaluate((typed) => {
        for (const key of [...typed, 'Tab'])
          document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }, text);
    };
    const first = await booking(suite.hall, '2026-11-23T10:30:00+08:00');
    await scan(`${suite.hall.url}/bookings/${first}?token=abc`);
    await page.waitForURL('**/tickets/*');
    await page.goto(`${suite.hall.url}${kioskHome}/check-in`);
    await page.locator('#reference').pressSequentially('22222222', { delay: 90 });
    await page.keyboard.press('Tab');
    assert.ok(await page.locator('#reference').evaluate((field) => field !== document.activeElement));
    assert.match(page.url(), /check-in$/);
    await context.close();
  });

  it('reads the code of a booking with its camera', async () => {
    const reference = await booking(suite.hall, '2026-11-23T10:45:00+08:00');
    const [context, page] = await open();
    await cameraSees(page, `${suite.hall.url}/bookings/${reference}?token=abc`);
    await page.goto(`${suite.hall.url}${kioskHome}/check-in`);
    await page.click('[data-camera]');
    await page.waitForURL('**/tickets/*');
    await context.close();
  });

  it('says that the camera cannot be used, and the keys are still there', async () => {
    const [context, page] = await open();
    await cameraSees(page, null);
    await page.goto(`${suite.hall.url}${kioskHome}/check-in`);
    await page.click('[data-camera]');
    await page.waitForSelector('[data-camera-failed]:not([hidden])');
    assert.ok(await page.isVisible('[data-keypad]'));
    await context.close();
  });

  it('goes home when nobody has touched it for half a minute, and says so twenty seconds before', async () => {
    const [context, page] = await open();
    await openStill(suite.hall, page, '/check-in');
    await page.fill('#reference', 'H23K');
    await page.clock.runFor(9000);
    assert.ok(await page.isHidden('[data-kiosk-going]'));
    await page.clock.runFor(19_000);
    assert.match((await page.textContent('[data-kiosk-count]')) ?? '', /^2 秒后返回首页/);
    await page.clock.runFor(3000);
    await backHome(page);
    await context.close();
  });

  it('stays longer for whoever says that they need more time', async () => {
    const [context, page] = await open();
    await openStill(suite.hall, page, '/checklist?service=RENEW');
    await page.clock.runFor(12_000);
    await page.click('[data-kiosk-more]');
    await page.clock.runFor(85_000);
    assert.match(page.url(), /checklist/);
    await page.clock.runFor(6000);
    await backHome(page);
    await context.close();
  });

  it('leaves nothing of a visitor to whoever leafs back, and opens no menu', async () => {
    const [context, page] = await open();
    const reference = await booking(suite.hall, '2026-11-23T11:00:00+08:00');
    await page.click('.tile--main');
    await page.fill('#reference', '2222-2222');
    await page.press('#reference', 'Enter');
    await page.waitForSelector('#reference-error');
    await page.fill('#reference', reference);
    await page.press('#reference', 'Enter');
    await page.waitForURL('**/tickets/*');
    const number = (await page.textContent('.slip__number')) ?? '';
    await page.click('.kiosk__actions a');
    await backHome(page);
    const entries = await page.evaluate(() => history.length);
    assert.equal(entries, 2, 'the empty page before, and one that is always replaced');
    await page.goBack();
    assert.equal(page.url(), 'about:blank');
    await page.goForward();
    await backHome(page);
    const html = await page.content();
    assert.ok(!html.includes(number) && !html.includes(reference));
    const menu = await page.evaluate(() =>
      document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
    );
    assert.equal(menu, false);
    await context.close();
  });

  it('prints the slip on eighty millimetres, as long as it is', async () => {
    const [context, page] = await open();
    await page.addInitScript('window.print = () => {}');
    await page.goto(`${suite.hall.url}${kioskHome}/priority?service=RENEW&service=ADD_OPERATOR`);
    await page.click('button[value="yes"]');
    await page.waitForURL('**/tickets/*');
    await page.click('[data-print-slip]');
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [, width = '', height = ''] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(paper) ?? [];
    const millimetres = (points: string) => (Number(points) * 25.4) / 72;
    assert.ok(Math.abs(millimetres(width) - 80) < 0.5, `${millimetres(width)} mm`);
    assert.ok(millimetres(height) > 90 && millimetres(height) < 160, `${millimetres(height)} mm`);
    assert.equal(paper.match(/\/Type\s*\/Page\b/g)?.length, 1);
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
    const [context, page] = await open({ javaScriptEnabled: false });
    await page.click('.tile:not(.tile--main)');
    await page.check('[value="UNLOCK"]');
    await page.click('.kiosk__actions .button');
    await page.click('.kiosk__actions .button');
    await page.click('button[value="yes"]');
    assert.match((await page.textContent('.kiosk__number')) ?? '', /A\d{3}/);
    await context.close();
  });
});
