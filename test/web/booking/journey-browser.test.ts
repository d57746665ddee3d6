import assert from 'node:assert/strict';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { unmarked } from '../../support/unmarked.ts';
import { cameraSees } from '../kiosk/fake-camera.ts';
import { confirm, details, fill, finish, onwards, press, visitorWith } from './browsing.ts';

/** a visit for everything at once, which needs every material that there is */
const everything = [
  'service=NEW&service=RENEW.2&service=ADD_OPERATOR&service=ADD_DECLARANT&service=REPLACE&service=UNLOCK',
  'answer=NEW_SINGLE_WINDOW.YES&answer=RENEW_STATE.EXPIRED&answer=ADD_OPERATOR_LEGAL_CARD.YES',
  'answer=ADD_DECLARANT_NUMBER.YES&answer=ADD_DECLARANT_LEGAL_CARD.YES&answer=REPLACE_REASON.DAMAGED',
].join('&');

describe('the journey in a browser', () => {
  const suite = hallAndBrowser();

  beforeEach(() => suite.hall.clock.set(mondayMorning));

  it('the keyboard alone books a visit', async function () {
    this.timeout(60_000);
    const context = await visitorWith(suite.browser, 'zh-CN', { width: 1280 });
    const page = await context.newPage();
    const tabTo = async (selector: string): Promise<void> => {
      for (let n = 0; n < 80; n += 1) {
        if ((await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) as boolean)
          return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${selector}`);
    };
    const enter = async (selector: string): Promise<void> => {
      await tabTo(selector);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    };
    await page.goto(`${suite.hall.url}/book`);
    await tabTo('input[value=UNLOCK]');
    await page.keyboard.press('Space');
    await enter(onwards);
    await tabTo('a.office__link[href*="site=BJ-TSY"]');
    await page.keyboard.press('Enter');
    // a script shows the times without another page, and takes the focus there
    await page.locator('#offer-office:focus').waitFor();
    await enter('#offer .slot');
    for (const [field, text] of Object.entries({
      ...details['zh-CN'],
      creditCode: '91110108551385082Q',
      mobile: '13612345678',
    })) {
      await page.locator(`#${field}`).focus();
      await page.keyboard.type(text);
    }
    await tabTo('#consent');
    await page.keyboard.press('Space');
    await enter(onwards);
    const booking = new URL(page.url()).pathname;
    assert.match(booking, /^\/bookings\//);
    // a page of the journey that the browser asks for again leads to the visit
    await page.goBack();
    if (new URL(page.url()).pathname !== booking) {
      await Promise.all([page.waitForEvent('load'), page.locator(confirm).first().click()]);
    }
    assert.equal(new URL(page.url()).pathname, booking);
    assert.equal((await suite.hall.system.database.reader('booking')).length, 1);
    await context.close();
  });

  it('the credit code is checked as its field is left, and the code that was meant is one press away', async () => {
    const context = await visitorWith(suite.browser, 'zh-CN');
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=BJ-TSY`);
    await press(page, '#offer .slot');
    await page.locator('#creditCode').fill('91110108551385082O');
    await page.locator('#creditCode').blur();
    assert.match(unmarked((await page.locator('#creditCode-error').textContent()) ?? ''), /第 18 位的“O”/);
    await page.locator('.use-code').click();
    assert.equal(await page.locator('#creditCode').inputValue(), '91110108551385082Q');
    assert.equal(await page.locator('#creditCode-error').count(), 0);
    await page.reload();
    assert.match(unmarked((await page.locator('#hold').textContent()) ?? ''), /还剩 \d+ 分 \d+ 秒/);
    await context.close();
  });

  it('the enterprise is remembered on the device if its visitor wants, and forgotten by one press', async () => {
    const context = await visitorWith(suite.browser, 'zh-CN');
    const page = await context.newPage();
    const toDetails = async () => {
      await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=BJ-TSY`);
      await press(page, '#offer .slot');
    };
    const stored = () => page.evaluate('localStorage.length');
    await toDetails();
    await fill(page, 'zh-CN', '13612345679');
    await press(page, onwards);
    assert.equal(await stored(), 0, 'nobody has asked for it');
    await toDetails();
    await fill(page, 'zh-CN', '13612345680');
    await page.locator('#remember input').check();
    await press(page, onwards);
    assert.equal(await stored(), 1);
    await toDetails();
    assert.equal(await page.locator('#enterprise').inputValue(), details['zh-CN'].enterprise);
    assert.equal(await page.locator('#creditCode').inputValue(), '91110108551385082Q');
    assert.equal(await page.locator('#mobile').inputValue(), '', 'who comes is another matter');
    await page.locator('#remember button').click();
    assert.equal(await page.locator('#enterprise').inputValue(), '');
    assert.equal(await stored(), 0);
    await toDetails();
    assert.equal(await page.locator('#enterprise').inputValue(), '');
    assert.ok(!(await page.locator('#remember input').isChecked()));
    await context.close();
  });

  it('the credit code is read from the QR code of the licence, and one that holds none is told', async () => {
    for (const [text, code] of [
      ['统一社会信用代码:91110108551385082Q', '91110108551385082Q'],
      ['https://bt.gsxt.gov.cn/index.html?id=3F2A', ''],
    ] as const) {
      const context = await visitorWith(suite.browser, 'zh-CN');
      const page = await context.newPage();
      await cameraSees(page, text);
      await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=BJ-TSY`);
      await press(page, '#offer .slot');
      await page.locator('[data-camera]').click();
      if (code === '') await page.locator('[data-camera-nothing]:not([hidden])').waitFor();
      else await page.locator('#name:focus').waitFor();
      assert.equal(await page.locator('#creditCode').inputValue(), code);
      assert.ok(await page.locator('[data-camera-box]').isHidden());
      await context.close();
    }
  });

  it('the first press of Tab on the page of times leads to what skips the header', async () => {
    const context = await visitorWith(suite.browser, 'zh-CN');
    const page = await context.newPage();
    for (const address of ['/book/time?service=UNLOCK', '/book/time?service=UNLOCK&site=BJ-TSY']) {
      await page.goto(suite.hall.url + address);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate('document.activeElement.className'), 'skip-link', address);
    }
    await context.close();
  });

  it('what is wrong takes the focus, begins the title, and is no dead end to go back to', async () => {
    const context = await visitorWith(suite.browser, 'zh-CN');
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/book`);
    await press(page, onwards);
    const focused = () => page.evaluate('document.activeElement.className');
    assert.equal(await focused(), 'error-summary');
    assert.match(await page.title(), /^错误：/);
    await page.locator('input[value=UNLOCK]').check();
    await press(page, onwards);
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, '/book');
    assert.match(unmarked(await page.locator('h1').innerText()), /办理什么业务/);
    await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=BJ-TSY`);
    await press(page, '#offer .slot');
    await press(page, onwards);
    assert.equal(await focused(), 'error-summary');
    assert.match(await page.title(), /^错误：/);
    await fill(page, 'zh-CN', '13612345681');
    await press(page, onwards);
    assert.match(new URL(page.url()).pathname, /^\/bookings\//);
    await page.goBack();
    assert.match(new URL(page.url()).pathname, /^\/bookings\//, 'it is booked, and nothing is sent again');
    await context.close();
  });

  it('a form that was sent wrong can be gone back to', async () => {
    const context = await visitorWith(suite.browser, 'zh-CN');
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/bookings?reference=H23K-8P2M`);
    await page.locator('#mobile').fill('138');
    await press(page, 'main form button');
    assert.match(await page.title(), /^错误：/);
    await press(page, '.brand');
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, '/bookings');
    assert.ok(await page.locator('#mobile').isVisible());
    await context.close();
  });

  it('another day is shown without a reload, and the back button shows the first one again', async () => {
    const context = await visitorWith(suite.browser, 'zh-CN', { width: 1280 });
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=BJ-TSY`);
    await page.evaluate('window.sameDocument = true');
    const first = await page.locator('#offer-day').textContent();
    await page.locator('a.day').nth(2).click();
    await page.waitForFunction(
      `document.getElementById('offer-day').textContent !== ${JSON.stringify(first)}`,
    );
    assert.match(page.url(), /day=2026-11-26/);
    await page.goBack();
    await page.waitForFunction(
      `document.getElementById('offer-day').textContent === ${JSON.stringify(first)}`,
    );
    assert.equal(await page.evaluate('window.sameDocument'), true);
    await context.close();
  });

  it('works from end to end with no script at all', async function () {
    this.timeout(60_000);
    const context = await visitorWith(suite.browser, 'en', { script: false });
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/book?service=RENEW&site=BJ-ZGC`);
    await page.locator('.asked-here:visible input').nth(1).check();
    await press(page, onwards);
    await press(page, 'a.day >> nth=1');
    await press(page, '#offer .slot');
    assert.match(unmarked((await page.locator('#hold').textContent()) ?? ''), /kept for you until 10:10/);
    await fill(page, 'en', '13512345678');
    await press(page, onwards);
    await page.locator('input[name=tick]').first().check();
    await press(page, confirm);
    assert.equal(await page.locator('input[name=tick]').first().isChecked(), true);
    await context.close();
  });

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`the print page is one A4 within the margins of a printer, even for everything at once (${locale})`, async function () {
      this.timeout(60_000);
      const context = await visitorWith(suite.browser, locale, { width: 1280 });
      const page = await context.newPage();
      await page.goto(`${suite.hall.url}/book/time?${everything}&site=BJ-TSY`);
      await press(page, '#offer .slot');
      await fill(page, locale, locale === 'en' ? '13412345678' : '13412345679');
      await page
        .locator('#enterprise')
        .fill(
          locale === 'en'
            ? 'Example Forwarding and Customs Services Limited'
            : '北京示例国际货运代理及报关服务有限公司',
        );
      await page.locator('#details summary').click();
      await page.locator('#customsCode').fill('1101919999');
      await page.locator('#email').fill('handling.person@enterprise-of-some-length.cn');
      await page.locator('#telephone').fill('010-85734201');
      await finish(page);
      for (const type of ['', '?type=large']) {
        await page.goto(`${page.url().split('?')[0]?.replace('/print', '')}/print${type}`);
        const margin = { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' };
        const pdf = await page.pdf({ format: 'A4', margin });
        assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length, 1, type);
      }
      await context.close();
    });
  }
});
