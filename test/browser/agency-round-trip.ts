import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { pdf, program } from '../domain/agency/sample-files.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { unmarked } from '../support/unmarked.ts';
import { fill, finish, inspect, press, visitorWith } from '../web/booking/browsing.ts';
import { password, signedIn } from '../web/counter/signed-in.ts';

const licence = 'BUSINESS_LICENCE';
const line = `#line-${licence}`;
const words = {
  'zh-CN': {
    collecting: '准备材料',
    wrong: '这不是 PDF、JPEG 或 PNG 文件',
    submitted: '审核中',
    returned: '有材料被退回',
    reason: '公章看不清，请重新扫描',
    ready: '可以领取',
    closed: '已办结',
  },
  en: {
    collecting: 'Gathering materials',
    wrong: 'This is not a PDF, JPEG or PNG file',
    submitted: 'Under review',
    returned: 'Something was returned',
    reason: 'The seal cannot be read, please scan it again',
    ready: 'Ready for collection',
    closed: 'Closed',
  },
} as const;

/** From upload over a returned document to collection, in browsers of both sides. */
export function goesRound(cases: readonly { readonly locale: Locale; readonly script: boolean }[]): void {
  const varFolder = mkdtempSync(join(tmpdir(), 'hall-uploads-'));
  const suite = hallAndBrowser({ config: { varFolder } });
  let people = 0;
  const open: BrowserContext[] = [];

  afterEach(async () => {
    for (const context of open.splice(0)) await context.close();
  });
  after(() => rmSync(varFolder, { recursive: true, force: true }));

  const newPage = async (locale: Locale, options: { width?: number; script: boolean }): Promise<Page> => {
    const context = await visitorWith(suite.browser, locale, options);
    open.push(context);
    await context.route(/\.woff2?$|noto-sans-sc/, (route) => route.abort());
    const page = await context.newPage();
    page.on('pageerror', (error) => assert.fail(error));
    return page;
  };

  const clerkAt = async (locale: Locale, script: boolean): Promise<Page> => {
    const { username } = await signedIn(suite.hall, 'manager', ['HZ']);
    const page = await newPage(locale, { width: 1280, script });
    await signInByBrowser(page, suite.hall.url, { username, password });
    return page;
  };

  /** A renewal at the branch, booked and asked to be handled online; the page of its materials is open. */
  const holderAt = async (locale: Locale, script: boolean): Promise<Page> => {
    const page = await newPage(locale, { script });
    people += 1;
    await page.goto(`${suite.hall.url}/book/time?service=RENEW&answer=RENEW_STATE.EXPIRED&site=HZ`);
    await press(page, '#offer .slot');
    await fill(page, locale, `139${String(30_000_000 + people)}`);
    await finish(page);
    await page.locator('#handling input[value=online_agency]').check();
    await press(page, '#handling form button');
    await press(page, '#keep a.button');
    if (script) await inspect(page, locale, 'the consent to what is uploaded');
    await page.locator('#agree').check();
    await press(page, 'form:has(#agree) button');
    return page;
  };

  const upload = async (page: Page, bytes: Uint8Array, script: boolean): Promise<void> => {
    const file = { name: '1.PDF', mimeType: 'application/pdf', buffer: Buffer.from(bytes) };
    if (script) {
      // choosing is sending
      await Promise.all([page.waitForEvent('load'), page.setInputFiles(`#file-${licence}`, file)]);
    } else {
      await page.setInputFiles(`#file-${licence}`, file);
      await press(page, `${line} .agency-upload button`);
    }
  };
  const shows = async (page: Page, selector: string, text: string): Promise<void> => {
    const found = unmarked((await page.locator(selector).allInnerTexts()).join('\n'));
    assert.ok(found.includes(text), `“${text}” is not in “${found}”`);
  };

  for (const { locale, script } of cases) {
    it(`goes from upload over a returned document to collection (${locale}, ${script ? 'with' : 'without'} scripts)`, async () => {
      const said = words[locale];
      // axe is a script itself
      const look = (page: Page, what: string) => (script ? inspect(page, locale, what) : Promise.resolve());
      const holder = await holderAt(locale, script);
      await shows(holder, '.page-head', said.collecting);
      await upload(holder, program(), script);
      await shows(holder, '.error-summary', said.wrong);
      await look(holder, 'a program that is called a PDF');
      await upload(holder, pdf('blurred'), script);
      await press(holder, 'form.panel button');
      await shows(holder, '.page-head', said.submitted);
      await look(holder, 'submitted');

      const clerk = await clerkAt(locale, script);
      const reference = new URL(holder.url()).pathname.split('/')[2] ?? '';
      await clerk.goto(`${suite.hall.url}/admin/agency`);
      await press(clerk, `a[href$="/admin/agency/${reference}"]`);
      await clerk.locator(`${line} summary`).click();
      await clerk.fill(`#reason-${licence}`, said.reason);
      await press(clerk, `${line} .agency-return button`);

      await holder.reload();
      await shows(holder, '.page-head', said.returned);
      await shows(holder, line, said.reason);
      await look(holder, 'returned');
      await press(holder, 'nav.crumbs a');
      await shows(holder, '#handling', said.returned);
      await shows(holder, '#materials', said.reason);
      await look(holder, 'the booking of what was returned');
      await press(holder, '#keep a.button');
      await upload(holder, pdf('sharp'), script);
      await press(holder, 'form.panel button');
      await shows(holder, '.page-head', said.submitted);

      await clerk.reload();
      await press(clerk, 'form[action$="accept"] button');
      await press(clerk, 'form[action$="receive-item"] button');
      await press(clerk, 'form[action$="ready"] button');
      await holder.reload();
      await shows(holder, '.page-head', said.ready);
      await press(clerk, 'form[action$="close"] button');
      await holder.reload();
      await shows(holder, '.page-head', said.closed);
      await shows(holder, '.agency-history', said.reason);
      await look(holder, 'closed');
      const row = await suite.hall.system.database.reader('booking').where({ reference }).first('state');
      assert.equal(row?.state, 'completed');
    });
  }
}
