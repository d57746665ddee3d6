import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { confirmDevice } from '../../../server/actions/device/confirm-device.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { kioskHome } from './kiosk-door.ts';

/** A browser at the door whose machine has been let in. */
export async function kioskContext(
  hall: HallSystem,
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(hall.url + kioskHome);
  await letIn(hall, page);
  await page.close();
  return context;
}

/** Confirms the machine that shows its code on this page. */
export async function letIn(hall: HallSystem, page: Page): Promise<void> {
  const code = (await page.textContent('.kiosk__code')) ?? '';
  assert.ok((await confirmDevice(hall.system, somebody, { by: { code }, name: '' })).ok);
}
