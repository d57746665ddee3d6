import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';

export interface Way {
  readonly locale: 'zh-CN' | 'en';
  readonly script: boolean;
}

/** Both languages, each with script and without. */
export const everyWay: readonly Way[] = [
  { locale: 'zh-CN', script: true },
  { locale: 'zh-CN', script: false },
  { locale: 'en', script: true },
  { locale: 'en', script: false },
];

export const named = ({ locale, script }: Way): string => `${locale}, ${script ? 'with' : 'without'} script`;

/** Somebody with a telephone, and what went wrong on it so far. */
export async function plainVisitor(browser: Browser, { locale, script }: Way) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale,
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`));
  return {
    page,
    errors,
    open: async (address: string) => {
      const answer = await page.goto(address);
      assert.equal(answer?.status(), 200, address);
    },
    close: () => context.close(),
  };
}

/** Presses what leads to another page, and waits for that. */
export async function pressed(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);
}
