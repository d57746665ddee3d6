import type { Page } from 'playwright-core';
import type { HallSystem } from '../../support/hall-system.ts';
import { kioskHome } from './kiosk-door.ts';

/** Opens a page of the kiosk whose clock stands still once it is shown, and runs on only when it is told. */
export async function openStill({ url }: Pick<HallSystem, 'url'>, page: Page, path: string): Promise<void> {
  await page.clock.install({ time: 0 });
  await page.goto(url + kioskHome + path);
  await page.clock.pauseAt(20_000);
}
