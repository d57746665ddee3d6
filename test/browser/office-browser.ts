import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import type { HallSystem } from '../support/hall-system.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const password = 'Office-work-since-1998';

/** An administrator's own page at a desk, and what went wrong on it so far. */
export interface Desk {
  readonly page: Page;
  readonly errors: string[];
  /** Opens a path; whatever it answers but 200 fails. */
  open(path: string): Promise<void>;
  /** Presses what leads to another page, and waits for that. */
  press(selector: string): Promise<void>;
  close(): Promise<void>;
}

export async function administratorAt(hall: HallSystem, browser: Browser, username = 'li'): Promise<Desk> {
  const made = await createStaff(hall.system, {
    username,
    name: '李娜',
    role: 'administrator',
    sites: [],
    password,
    actor: theSystem,
  });
  assert.ok(made.ok);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    // the page's own policy refuses a script from outside, which axe is
    bypassCSP: true,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()} ${message.text()}`);
  });
  const desk: Desk = {
    page,
    errors,
    open: async (path) => {
      const answer = await page.goto(`${hall.url}${path}`);
      assert.equal(answer?.status(), 200, path);
    },
    press: async (selector) => {
      await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);
    },
    close: () => context.close(),
  };
  await signInByBrowser(page, hall.url, { username, password });
  return desk;
}

/** A field of a settings form; their names have dots. */
export function field(name: string): string {
  return `form.settings [name="${name}"]`;
}

/** Presses the button at the foot of a settings form, and sees that it was saved. */
export async function save({ page, press }: Desk): Promise<void> {
  await press('form.settings .settings__actions .button');
  const told = await page.locator('main .error-summary, main .notice--warn').allInnerTexts();
  assert.match(new URL(page.url()).search, /saved=1/, `${page.url()} is not saved: ${told.join(' ')}`);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe finds wrong; colours are the same in both languages and take half of the time, so they can be left out. */
export async function faultsOf(page: Page, { colours }: { readonly colours: boolean }): Promise<string[]> {
  await page.evaluate(axe);
  const options = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: colours } } };
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResult;
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}
