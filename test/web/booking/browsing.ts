import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Locale } from '../../../server/domain/catalogue/words.ts';
import { foreignWords } from '../../support/foreign-words.ts';
import { lettered } from '../../support/lettered.ts';

const axe = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
export const details = {
  'zh-CN': { enterprise: '北京示例贸易有限公司', name: '王芳' },
  en: { enterprise: 'Beijing Example Trading Co., Ltd', name: 'Wang Fang' },
} as const;

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Nothing wrong for those who use the page otherwise. */
export async function inspectAccess(page: Page, what: string): Promise<void> {
  // what is not shown yet has no contrast to find fault with
  await lettered(page);
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document)')) as AxeResult;
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(found, [], what);
}

/** Nothing wrong for those who use the page otherwise, no sideways scrolling, in large type neither, and no word of the other language. */
export async function inspect(page: Page, locale: Locale, what: string): Promise<void> {
  await inspectAccess(page, `${what} (${locale})`);
  const [wide, text] = (await page.evaluate(
    '[document.documentElement.scrollWidth - innerWidth, document.body.innerText]',
  )) as [number, string];
  assert.ok(wide <= 0, `${what} (${locale}) scrolls sideways by ${wide} pixels`);
  const large = (await page.evaluate(`(() => {
    const { classList } = document.documentElement;
    const was = classList.contains('large');
    classList.add('large');
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (!was) classList.remove('large');
    return wide;
  })()`)) as number;
  assert.ok(large <= 0, `${what} (${locale}) in large type scrolls sideways by ${large} pixels`);
  assert.deepEqual(foreignWords(text, locale), [], `${what} (${locale})`);
}

/** A fresh browser of one visitor, by default a small phone. */
export async function visitorWith(
  browser: Browser,
  locale: Locale,
  options: { width?: number; script?: boolean } = {},
): Promise<BrowserContext> {
  const { width = 360, script = true } = options;
  // the page's own policy refuses a script from outside, which axe is here
  return browser.newContext({
    viewport: { width, height: 740 },
    locale,
    javaScriptEnabled: script,
    bypassCSP: true,
  });
}

/** Presses what leads to another page, and waits for that. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);
}

/** the one button that goes on */
export const onwards = 'main .actions .button';
export const confirm = 'main form .actions .button';

/** Opens the days and times of an office, on the page that shows all of them. */
export async function chooseOffice(page: Page, site: string): Promise<void> {
  await page.locator(`a.office__link[href*="site=${site}"]`).first().click();
  await page.locator('#offer .slot').first().waitFor();
}

/** From filled-in details to the booking: at once where a script spares the page that checks. */
export async function finish(page: Page): Promise<void> {
  await press(page, onwards);
  if (new URL(page.url()).pathname === '/book/check') await press(page, confirm);
}

/** Fills in the details of a visit. */
export async function fill(page: Page, locale: Locale, mobile: string): Promise<void> {
  await page.locator('#enterprise').fill(details[locale].enterprise);
  await page.locator('#creditCode').fill('91110108551385082Q');
  await page.locator('#name').fill(details[locale].name);
  await page.locator('#mobile').fill(mobile);
  await page.locator('#consent').check();
}
