import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { paths } from '../../server/web/paths.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { unmarked } from '../support/unmarked.ts';
import { inspect, inspectAccess } from '../web/booking/browsing.ts';
import { account, goodPassword } from '../web/staff/staff-browser.ts';

/** A folder for pictures of what is walked through; none: there are no pictures. */
const pictures = process.env['HALL_PICTURES'];

for (const engine of engines) {
  describe(`passkeys in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });
    let context: BrowserContext;
    let page: Page;
    let devtools: CDPSession;
    let url = '';

    before(async () => {
      await account(suite.hall, 'anna', 'counter', ['BJ-TSY']);
      // browsers make passkeys for this machine by its name alone
      url = suite.hall.url.replace('127.0.0.1', 'localhost');
      context = await suite.browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
      page = await context.newPage();
      devtools = await context.newCDPSession(page);
      await devtools.send('WebAuthn.enable');
      await devtools.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
    });
    after(() => context?.close());

    const picture = async (name: string): Promise<void> => {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${pictures}/${engine}-${name}-${width}.png`, fullPage: true });
      }
    };
    const withPassword = async (): Promise<void> => {
      await page.goto(`${url}${paths.staff.signIn()}`);
      await page.fill('#username', 'anna');
      await page.fill('#password', goodPassword);
      await Promise.all([page.waitForEvent('load'), page.click('main form:not([data-passkey]) button')]);
    };
    const signOut = () => context.clearCookies();

    it('are added on the account with the password; recovery codes are shown', async () => {
      await withPassword();
      await page.goto(`${url}${paths.staff.account()}`);
      await page.locator('form[data-passkey="new"]').waitFor();
      await picture('account-before');
      await page.fill('#passkey-name', '办公室电脑');
      await page.fill('#passkey-password', goodPassword);
      await Promise.all([page.waitForEvent('load'), page.click('form[data-passkey="new"] button')]);
      assert.equal(await page.locator('li code').count(), 10);
      await page.goto(`${url}${paths.staff.account()}`);
      assert.match((await page.locator('#passkeys ~ details').textContent()) ?? '', /办公室电脑.*尚未使用/s);
      // names of people and browsers are in no language
      await inspectAccess(page, 'the account with a passkey');
      await page.locator('#passkeys ~ details summary').click();
      await picture('account-with-passkey');
    });

    it('let in without a password', async () => {
      await signOut();
      await page.goto(`${url}${paths.staff.signIn()}`);
      const button = page.locator('form[data-passkey="get"] button');
      await button.waitFor();
      await picture('sign-in');
      await inspect(page, 'zh-CN', 'signing in with a passkey');
      await Promise.all([page.waitForEvent('load'), button.click()]);
      assert.equal(new URL(page.url()).pathname, paths.counter.choose());
    });

    it('are the second step after the password', async () => {
      await signOut();
      await withPassword();
      assert.equal(new URL(page.url()).pathname, paths.staff.secondFactor());
      const button = page.locator('form[data-passkey="get"] button');
      await button.waitFor();
      await picture('second-factor');
      await Promise.all([page.waitForEvent('load'), button.click()]);
      assert.equal(new URL(page.url()).pathname, paths.counter.choose());
    });

    it('say so in words when the authenticator does not know its owner, and another way is there', async () => {
      await signOut();
      const { hall } = suite;
      await hall.system.database.writer('passkey').update({ counter: 1000 });
      await page.goto(`${url}${paths.staff.signIn()}`);
      const button = page.locator('form[data-passkey="get"] button');
      await button.waitFor();
      await Promise.all([page.waitForEvent('load'), button.click()]);
      assert.match(
        unmarked((await page.locator('.error-summary').textContent()) ?? ''),
        /通行密钥没有通过验证/,
      );
      await picture('refused');
      await withPassword();
      assert.equal(new URL(page.url()).pathname, paths.staff.secondFactor());
    });

    it('are not in the way of a browser without scripts', async () => {
      const plain = await suite.browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false });
      try {
        const bare = await plain.newPage();
        await bare.goto(`${url}${paths.staff.signIn()}`);
        assert.equal(await bare.locator('form[data-passkey]').isVisible(), false);
        await bare.fill('#username', 'anna');
        await bare.fill('#password', goodPassword);
        await bare.click('main form:not([data-passkey]) button');
        assert.equal(new URL(bare.url()).pathname, paths.staff.secondFactor());
        assert.match(unmarked((await bare.locator('main').textContent()) ?? ''), /恢复码/);
      } finally {
        await plain.close();
      }
    });
  });
}
