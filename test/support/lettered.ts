import type { Page } from 'playwright-core';

/** Until a page is shown in its letters, for which it is hidden where the machine has no Chinese font. */
export async function lettered(page: Page): Promise<void> {
  // not a function of the page: its own policy forbids to make one of a text
  await page.locator('html:not(.unlettered)').waitFor({ state: 'attached' });
  await page.evaluate(() => document.fonts.ready);
}
