import type { Page } from 'playwright-core';

/** Until a page is shown in its letters, for which it is hidden where the machine has no Chinese font. */
export async function lettered(page: Page): Promise<void> {
  await page.waitForFunction("!document.documentElement.classList.contains('unlettered')");
  await page.evaluate(() => document.fonts.ready);
}
