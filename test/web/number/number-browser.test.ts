import assert from 'node:assert/strict';
import { confirmDevice } from '../../../server/actions/device/confirm-device.ts';
import { faultsOf } from '../../browser/office-browser.ts';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { unmarked } from '../../support/unmarked.ts';
import { doorScreen, scanned, setHall, site } from './door.ts';

const pushedAside = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('a number by phone, in a browser', function () {
  this.timeout(120_000);
  const its = hallAndBrowser({ clockStart: mondayMorning });

  before(() => setHall(its.hall, site, { numberByPhone: true }));

  it('goes from the screen at the door, paired there, through its code to the ticket, in both languages at 360 pixels', async () => {
    const { hall, browser } = its;
    const door = await browser.newPage({ viewport: { width: 480, height: 800 }, bypassCSP: true });
    await door.goto(hall.url + doorScreen);
    assert.equal(await door.locator('svg').count(), 0);
    await door.click('.door a');
    const code = unmarked((await door.textContent('.pairing__code')) ?? '');
    assert.ok((await confirmDevice(hall.system, somebody, { by: { code }, name: '门口' })).ok);
    // the page of the code looks every few seconds, and goes back by itself
    await door.waitForURL(hall.url + doorScreen);
    await door.waitForSelector('[data-door] svg');
    assert.deepEqual(await faultsOf(door, { colours: true }), []);
    for (const locale of ['zh-CN', 'en'] as const) {
      const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        locale,
        javaScriptEnabled: locale === 'zh-CN',
        bypassCSP: true,
      });
      const phone = await context.newPage();
      await phone.goto(hall.url + scanned(hall));
      assert.equal(new URL(phone.url()).pathname, '/number');
      assert.equal(await phone.getAttribute('html', 'lang'), locale);
      if (locale === 'zh-CN') {
        assert.equal(await phone.evaluate(pushedAside), 0);
        assert.deepEqual(await faultsOf(phone, { colours: true }), []);
        await phone.click('form button');
        assert.match(unmarked((await phone.textContent('.error-summary')) ?? ''), /请至少选择一项业务/);
        assert.deepEqual(await faultsOf(phone, { colours: true }), []);
      }
      await phone.check('input[value="RENEW"]');
      await phone.click('form button');
      await phone.waitForURL(/\/tickets\//);
      assert.match(unmarked((await phone.textContent('.ticket__number')) ?? ''), /A\d{3}/);
      await phone.goto(`${hall.url}/number`);
      assert.match(
        unmarked((await phone.textContent('h1')) ?? ''),
        locale === 'en' ? /just taken/ : /已经取过号/,
      );
      if (locale === 'zh-CN') {
        assert.equal(await phone.evaluate(pushedAside), 0);
        assert.deepEqual(await faultsOf(phone, { colours: true }), []);
      }
      await context.close();
    }
    await door.close();
  });

  it('a screen at the door takes the new code by itself, keeps none, and shows none once it hears nothing', async () => {
    const { hall, browser } = its;
    const door = await browser.newPage({ viewport: { width: 480, height: 800 } });
    // a machine that has shown the hall before has the worker that keeps the pages of walls
    await door.goto(`${hall.url}/display/${site}`);
    await door.evaluate('navigator.serviceWorker.ready.then(() => null)');
    await door.clock.install();
    await door.goto(hall.url + doorScreen);
    await door.click('.door a');
    const code = unmarked((await door.textContent('.pairing__code')) ?? '');
    assert.ok((await confirmDevice(hall.system, somebody, { by: { code }, name: '门口' })).ok);
    await door.goto(hall.url + doorScreen);
    const shown = () => door.locator('.door__code').innerHTML();
    const first = await shown();
    hall.clock.advance(60_000);
    const answered = door.waitForResponse((answer) => answer.url().endsWith(doorScreen));
    await door.clock.runFor(10_000);
    await (await answered).finished();
    await door.waitForFunction(
      `document.querySelector('.door__code').innerHTML !== ${JSON.stringify(first)}`,
    );
    assert.ok(await door.evaluate('caches.match(location.href).then((kept) => kept === undefined)'));
    await door.route('**/number', (route) => route.abort());
    await door.clock.runFor(80_000);
    await door.waitForSelector('[data-door-offline]:not([hidden])');
    assert.equal(await door.locator('[data-door]').isVisible(), false);
    await door.close();
  });
});
