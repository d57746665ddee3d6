import type { Page } from 'playwright-core';

export type ColourVision = 'none' | 'protanopia' | 'deuteranopia' | 'tritanopia' | 'achromatopsia';

/** From now on the page is drawn as somebody with this vision sees it. */
export async function seeAs(page: Page, type: ColourVision): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setEmulatedVisionDeficiency', { type });
}
