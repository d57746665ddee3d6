import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { paths } from '../../server/web/paths.ts';

/** Signs somebody in with the form, as people do, and waits for the page that this leads to. */
export async function signInByBrowser(
  page: Page,
  url: string,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<void> {
  const answer = await page.goto(`${url}${paths.staff.signIn()}`);
  assert.equal(answer?.status(), 200);
  await page.fill('#username', username);
  await page.fill('#password', password);
  await Promise.all([page.waitForEvent('load'), page.click('main button')]);
  assert.doesNotMatch(page.url(), /sign-in/);
}
