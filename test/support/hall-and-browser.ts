import type { Browser } from 'playwright-core';
import { begun } from './begun.ts';
import { launchBrowser } from './browser.ts';
import { type HallSystem, type StartOptions, startSystem } from './hall-system.ts';

/** What a suite in a browser works with. */
export interface HallAndBrowser {
  readonly hall: HallSystem;
  readonly browser: Browser;
}

/**
 * Starts a hall and a browser before the first test of the suite that calls this, by default on SQLite, and closes both after the last.
 * Hooks run in the order in which they are written, so a suite that prepares more in a `before` of its own calls this first.
 */
export function hallAndBrowser(options: Partial<StartOptions> = {}): HallAndBrowser {
  let hall: HallSystem | null = null;
  let browser: Browser | null = null;
  before(async function () {
    this.timeout(120_000);
    hall = await startSystem({ engine: 'sqlite', ...options });
    browser = await launchBrowser();
  });
  after(async () => {
    // the browser may never have been opened, or may not close: the hall must not stay open for that
    try {
      await browser?.close();
    } finally {
      await hall?.close();
    }
  });
  return {
    get hall() {
      return begun(hall);
    },
    get browser() {
      return begun(browser);
    },
  };
}
