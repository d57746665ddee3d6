import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { paths } from '../../server/web/paths.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { chooseOffice } from '../web/booking/browsing.ts';

const password = 'Counter-work-since-1998';

/** The next step of a page of the journey: its one large button. */
const next = (page: Page): Promise<void> => page.locator('main form button.button--large').first().click();

for (const engine of engines) {
  describe(`an enterprise books, comes, is called and is served, in browsers [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });
    const errors: string[] = [];

    const open = async (
      viewport: { width: number; height: number },
      javaScriptEnabled = true,
    ): Promise<Page> => {
      const context = await suite.browser.newContext({
        viewport,
        locale: 'zh-CN',
        javaScriptEnabled,
        serviceWorkers: 'block',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // a page that is refused on purpose (a kiosk before it is paired) is no error of the page
        if (message.type() === 'error' && !message.text().includes('403 (Forbidden)'))
          errors.push(`${page.url()} ${message.text()}`);
      });
      return page;
    };
    const signIn = async (page: Page): Promise<void> => {
      await signInByBrowser(page, suite.hall.url, { username: 'wang', password });
      await page.goto(suite.hall.url + paths.counter.choose());
    };

    before(async () => {
      const wang = {
        username: 'wang',
        name: '王芳',
        role: 'manager',
        sites: ['BJ-TSY'],
        password,
        actor: theSystem,
      } as const;
      assert.ok((await createStaff(suite.hall.system, wang)).ok);
    });

    for (const scripts of [true, false]) {
      it(`a phone ${scripts ? 'with' : 'without'} scripts leads from the service to the display`, async () => {
        suite.hall.clock.set('2026-11-23T10:00:00+08:00');
        const phone = await open({ width: 360, height: 780 }, scripts);
        await book(phone, suite.hall.url, scripts ? '13800001234' : '13800001235');
        const reference = (await phone.locator('.reference').first().innerText()).trim();
        assert.match(reference, /^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
        const calendar = await phone.request.get(`${suite.hall.url}/bookings/${reference}/calendar.ics`);
        assert.match(await calendar.text(), /BEGIN:VEVENT/);

        suite.hall.clock.set('2026-11-24T08:55:00+08:00');
        const display = await open({ width: 1920, height: 1080 });
        await display.goto(`${suite.hall.url}${paths.display('BJ-TSY')}`);

        const kiosk = await open({ width: 1080, height: 1920 }, scripts);
        await signIn(kiosk);
        await kiosk.goto(`${suite.hall.url}${paths.kiosk.home('BJ-TSY')}`);
        await kiosk.locator('main form button').click();
        await kiosk.locator('a.tile--main').click();
        await kiosk.fill('#reference', reference.toLowerCase().replace('-', ' '));
        await kiosk.locator('#reference').press('Enter');
        const number =
          (await kiosk.locator('.kiosk__number').first().innerText()).match(/[A-Z]\d{3}/)?.[0] ?? '';
        assert.match(number, /^A\d{3}$/);

        const row = (await suite.hall.system.database
          .reader('ticket')
          .where({ number, day: '2026-11-24' })
          .first('id')) as { id: string };
        await phone.goto(
          `${suite.hall.url}${paths.ticket.show(suite.hall.system.secrets.tokenFor('ticket', row.id))}`,
        );
        assert.ok((await phone.locator('main').innerText()).includes(number));

        const counter = await open({ width: 1280, height: 720 }, scripts);
        await signIn(counter);
        const code = scripts ? 'BJ-TSY-1' : 'BJ-TSY-2';
        await counter.goto(`${suite.hall.url}${paths.counter.console(code)}`);
        await press(counter, paths.counter.command(code, 'open'));
        await press(counter, paths.counter.command(code, 'next'));
        await display.locator('[data-region="called"]', { hasText: number }).waitFor();
        if (scripts) await phone.locator('main', { hasText: `${code.at(-1)} 号窗口` }).waitFor();
        await press(counter, paths.counter.command(code, 'recall'));
        await press(counter, paths.counter.command(code, 'start'));
        await press(counter, paths.counter.command(code, 'finish'));
        await counter.locator('.console__now', { hasNotText: number }).waitFor();
        const ended = await suite.hall.system.database.reader('booking').where({ reference }).first('state');
        assert.equal(ended?.state, 'completed');
      });
    }

    it('no page said that something was wrong', () => {
      assert.deepEqual(errors, []);
    });
  });
}

/** Home → service → services and questions → office and time → details → (without a script: check) → booked. */
async function book(phone: Page, url: string, mobile: string): Promise<void> {
  await phone.goto(url);
  await phone.locator('a[href="/services/RENEW"]').first().click();
  await phone.locator('main a.button[href^="/book"]').first().click();
  // renewal asks one question, below the service
  await phone.locator('.asked-here:visible input').first().check();
  await next(phone);
  await phone.waitForURL('**/book/time**');
  await chooseOffice(phone, 'BJ-TSY');
  await phone.locator('#offer button[name="start"]').first().click();
  await phone.fill('#enterprise', '腾讯科技（深圳）有限公司');
  await phone.fill('#creditCode', '９１４４０３００１９２２０３８２１６');
  await phone.fill('#name', '王小明');
  await phone.fill('#mobile', `+86 ${mobile}`);
  await phone.check('#consent');
  await next(phone);
  await phone.waitForURL(/\/book\/check|\/bookings\//);
  if (phone.url().includes('/book/check')) await next(phone);
  await phone.waitForURL('**/bookings/**');
}

/** Sends the form of one of the console's commands, as its button does, and waits until the console shows what became of it. */
async function press(counter: Page, action: string): Promise<void> {
  const answered = counter.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith(action),
  );
  await counter.locator(`form[action="${action}"] button`).first().click();
  await (await answered).finished();
  await counter.waitForLoadState('load');
}
