import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import {
  chooseOffice,
  confirm,
  fill,
  inspect,
  onwards,
  press,
  visitorWith,
} from '../web/booking/browsing.ts';

const heaviest = 60 * 1024;
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
const quarter = 15 * 60_000;

describe('the pages of the journey', () => {
  const suite = hallAndBrowser();
  let people = 0;

  beforeEach(() => suite.hall.clock.set(mondayMorning));

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`has no barrier, no foreign word and no sideways scroll on any page, in any state (${locale}, 320 px)`, async function () {
      this.timeout(300_000);
      const context = await visitorWith(suite.browser, locale, { width: 320 });
      const page = await context.newPage();
      const look = (what: string) => inspect(page, locale, what);
      await page.goto(`${suite.hall.url}/book`);
      await look('services');
      await press(page, onwards);
      await look('services, none chosen');
      await page.locator('input[value=RENEW]').check();
      await page.locator('input[value=ADD_DECLARANT]').check();
      await look('services, two chosen');
      await press(page, onwards);
      await look('question');
      await press(page, onwards);
      await look('question, no answer');
      await page.goto(
        `${suite.hall.url}/book/checklist?service=ADD_DECLARANT&answer=ADD_DECLARANT_NUMBER.NO`,
      );
      await look('a visit that cannot be');
      await page.goto(`${suite.hall.url}/book/checklist?service=RENEW.2&answer=RENEW_STATE.VALID`);
      await look('checklist');
      await press(page, onwards);
      await look('offices');
      await chooseOffice(page, 'HZ');
      await look('times');
      await press(page, '#offer .slot >> nth=4');
      await look('details');
      await page.locator('#creditCode').fill('91110108551385082O');
      await page.locator('#mobile').fill('138');
      await press(page, onwards);
      await look('details with errors');
      people += 1;
      const mobile = `137${String(10_000_000 + people)}`;
      await fill(page, locale, mobile);
      await look('details, right');
      await gone(page);
      await look('the time has gone');
      await press(page, '.near .slot');
      await press(page, confirm);
      await look('booked at a branch with a choice of handling');
      const booking = page.url().split('?')[0] ?? '';
      for (const part of ['print', 'move', 'contact', 'deletion', 'cancellation']) {
        await page.goto(`${booking}/${part}`);
        await look(part);
      }
      await press(page, '.button--danger');
      await look('cancelled');
      await page.goto(`${suite.hall.url}/bookings`);
      await look('find');
      await press(page, onwards);
      await look('find with errors');
      await page.goto(`${booking}?token=wrong`);
      await look('a wrong link');
      await context.close();
    });
  }

  /** The chosen time is taken by others, then the page is sent. */
  async function gone(page: Page): Promise<void> {
    suite.hall.clock.advance(11 * 60_000);
    const start = Number(new URL(page.url()).searchParams.get('start'));
    for (let n = 0; n < 6; n += 1) {
      const id = suite.hall.system.secrets.newId();
      const services = [{ code: 'UNLOCK', quantity: 1 }];
      const at = start + (n % 2) * quarter;
      await suite.hall.system.bookings.submit(
        { type: 'hold', id, site: 'HZ', services, start: at, replaces: null },
        { actor: theSystem },
      );
    }
    await press(page, confirm);
  }

  /** From the page of details to the one that checks, as without a script. */
  async function withoutConfirming(page: Page): Promise<void> {
    await page.evaluate(`document.querySelector('#confirm').name = ''`);
    await press(page, onwards);
  }

  /** Bytes of a first view, fonts aside, as a browser with these cookies and an empty cache gets them. */
  async function weigh(address: string, cookies: Cookies): Promise<number> {
    const context = await visitorWith(suite.browser, 'zh-CN');
    await context.addCookies(cookies);
    const page = await context.newPage();
    let bytes = 0;
    const measured: Promise<void>[] = [];
    page.on('requestfinished', (request) => {
      if (/\.woff2?$|noto-sans-sc/.test(request.url())) return;
      measured.push(
        request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
          bytes += responseBodySize + responseHeadersSize;
        }),
      );
    });
    const answer = await page.goto(suite.hall.url + address, { waitUntil: 'load' });
    assert.equal(answer?.status(), 200, address);
    assert.equal(new URL(page.url()).pathname, address.split('?')[0], 'no page before it is missing');
    await Promise.all(measured);
    await context.close();
    return bytes;
  }

  it('none of them, from the home page to the uploads, weighs more than 60 KB on first view, fonts aside', async function () {
    this.timeout(300_000);
    const until = 'service=RENEW&answer=RENEW_STATE.EXPIRED';
    const context = await visitorWith(suite.browser, 'zh-CN');
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/book/time?${until}&site=HZ`);
    await press(page, '#offer .slot');
    const details = page.url();
    await fill(page, 'zh-CN', '13900000001');
    const draft = new URL(details).searchParams.get('draft');
    await withoutConfirming(page);
    const check = page.url();
    assert.equal(new URL(check).searchParams.get('draft'), draft);
    const early = await context.cookies();
    const onTheWay = [
      '/',
      '/services',
      '/services/RENEW',
      '/sites',
      '/sites/BJ-TSY',
      '/online',
      '/book',
      '/book/checklist?service=RENEW',
      `/book/checklist?${until}`,
      `/book/time?${until}`,
      `/book/time?${until}&site=BJ-TSY`,
      details.slice(suite.hall.url.length),
      check.slice(suite.hall.url.length),
      '/bookings',
    ];
    const weights = new Map<string, number>();
    for (const address of onTheWay) weights.set(address, await weigh(address, early));
    await press(page, confirm);
    await page.locator('#handling input[value=online_agency]').check();
    await press(page, '#handling form button');
    const booking = new URL(page.url()).pathname;
    const holder = await context.cookies(`${suite.hall.url}${booking}`);
    await context.close();
    for (const part of ['', '/print', '/move', '/contact', '/cancellation', '/deletion', '/materials'])
      weights.set(booking + part, await weigh(booking + part, holder));
    const heavy = [...weights].filter(([, bytes]) => bytes < 4000 || bytes > heaviest);
    assert.deepEqual(heavy, []);
  });
});
