import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { paths } from '../../../server/web/paths.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';
import { signInByBrowser } from '../../support/sign-in-by-browser.ts';
import { faults } from '../counter/faults.ts';
import { password } from '../counter/signed-in.ts';

const site = 'BJ-TSY';
const visitor = { name: '王芳', mobile: '13800138000', email: 'wang@enterprise.invalid' };

describe('the reception in a browser', function () {
  this.timeout(90_000);
  const its = hallAndBrowser();
  let reference = '';
  const order = async (request: HallRequest): Promise<void> => {
    assert.ok((await its.hall.system.halls.submit(site, request, { actor: theSystem })).ok);
  };
  const walkIn = (id: string): Promise<void> =>
    order({
      ...{ type: 'walk_in', id, services: [{ code: 'RENEW', quantity: 1 }], priority: false, byStaff: true },
    });
  const open = async (width: number, locale: string): Promise<Page> => {
    const context = await its.browser.newContext({
      viewport: { width, height: 740 },
      locale,
      // the page's own policy refuses a script from outside, which axe is
      bypassCSP: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await signInByBrowser(page, its.hall.url, { username: 'door', password });
    await page.goto(`${its.hall.url}${paths.reception.desk(site)}?lang=${locale}`);
    return page;
  };
  const waiting = (page: Page, number: string) =>
    page.locator('[data-part="waiting"] li', { hasText: number });

  before(async () => {
    const { hall } = its;
    ({ reference } = await bookByApi(hall, site, visitor));
    const row = await hall.system.database.reader('booking').where({ reference }).first();
    hall.clock.set((row?.starts_at ?? 0) + 7 * 60_000);
    const door = { username: 'door', name: '孙悦', role: 'counter', sites: [site], password } as const;
    assert.ok((await createStaff(hall.system, { ...door, actor: theSystem })).ok);
  });

  it('shows who comes and goes without being asked, and leaves what is typed, ticked and focused where it is', async () => {
    const page = await open(1280, 'zh-CN');
    await page.fill('#find', '王');
    await page.check('[name="service"][value="NEW"]');
    await page.check(`[data-act="check-in ${reference}"] [type="checkbox"]`);
    await walkIn('first');
    await waiting(page, 'A001').waitFor();
    await page.locator('[data-act="leave first"] button').focus();
    await walkIn('second');
    await waiting(page, 'A002').waitFor();
    assert.equal(await page.inputValue('#find'), '王');
    assert.ok(await page.isChecked('[name="service"][value="NEW"]'));
    assert.ok(await page.isChecked(`[data-act="check-in ${reference}"] [type="checkbox"]`));
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-act]')?.dataset['act']);
    assert.equal(await focused(), 'leave first');
    await order({ type: 'leave', ticket: 'first' });
    await page.waitForFunction(() => document.querySelector('[data-act="leave first"]') === null);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'desk-waiting', 'not lost');
    await page.context().close();
  });

  it('what it sends after it was shown anew is taken: its forms are whole', async () => {
    const page = await open(1280, 'zh-CN');
    await walkIn('third');
    await waiting(page, 'A003').waitFor();
    await page.locator('[data-act="leave third"] button').click();
    await page.waitForFunction(() => document.querySelector('[data-act="leave third"]') === null);
    const row = await its.hall.system.database.reader('ticket').where({ id: 'third' }).first();
    assert.equal(row?.state, 'left');
    await page.context().close();
  });

  it('says that it may be out of date while the server is out of reach', async () => {
    const page = await open(1280, 'zh-CN');
    const banner = page.locator('[data-lost]');
    await banner.waitFor({ state: 'hidden' });
    await page.context().setOffline(true);
    await banner.filter({ hasText: '显示的可能不是最新情况' }).waitFor();
    await page.context().close();
  });

  it('sends whoever is signed out meanwhile to the door of staff', async () => {
    const page = await open(1280, 'zh-CN');
    await page.context().clearCookies();
    await walkIn('fourth');
    await page.waitForURL(/sign-in/);
    await page.context().close();
  });

  for (const [locale, width] of [
    ['zh-CN', 360],
    ['en', 1280],
  ] as const)
    it(`has nothing that axe finds wrong, as it opens, with somebody found and after a refusal (${locale}, ${width})`, async () => {
      const page = await open(width, locale);
      for (const query of ['', `?find=${reference}`, '?find=nobody']) {
        await page.goto(`${its.hall.url}${paths.reception.desk(site)}${query}`);
        await page.locator('[data-part="late"] li').waitFor();
        assert.deepEqual(await faults(page), [], query);
      }
      await Promise.all([
        page.waitForEvent('load'),
        page.locator('[aria-labelledby="desk-issue"] button').click(),
      ]);
      await page.locator('[role="alert"]').waitFor();
      assert.deepEqual(await faults(page), [], 'refused');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await page.context().close();
    });
});
