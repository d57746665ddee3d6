import assert from 'node:assert/strict';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { confirm, details, fill, onwards, press, visitorWith } from './browsing.ts';

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
    await enter(onwards);
    await enter('.site-choice .button');
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
    await enter(confirm);
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
    assert.match((await page.locator('#creditCode-error').textContent()) ?? '', /第 18 位的“O”/);
    await page.locator('.use-code').click();
    assert.equal(await page.locator('#creditCode').inputValue(), '91110108551385082Q');
    assert.equal(await page.locator('#creditCode-error').count(), 0);
    await page.reload();
    assert.match((await page.locator('#hold').textContent()) ?? '', /还为您保留 \d+:\d\d/);
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
    await press(page, onwards);
    await page.locator('input[name=answer]').nth(1).check();
    await press(page, onwards);
    await press(page, onwards);
    await press(page, 'a.day >> nth=1');
    await press(page, '#offer .slot');
    assert.match((await page.locator('#hold').textContent()) ?? '', /kept for you until 10:10/);
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
      await page.locator('#customsCode').fill('1101919999');
      await page.locator('#email').fill('handling.person@enterprise-of-some-length.cn');
      await page.locator('#telephone').fill('010-85734201');
      await press(page, onwards);
      await press(page, confirm);
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
