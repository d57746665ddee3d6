import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { bookedInARow } from '../support/booked-in-a-row.ts';
import { launchBrowser } from '../support/browser.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { there } from '../support/there.ts';

const password = 'Correct-horse-7-battery';
const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`a walk through hoarded places [${engine}]`, function () {
    this.timeout(300_000);
    let hall: HallSystem;
    let browser: Browser;
    const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
    before(async () => {
      hall = await startSystem({ engine });
      const account = { username: 'chief', name: 'Chief', role: 'manager', sites: [site], password } as const;
      await createStaff(hall.system, { ...account, actor: theSystem });
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await hall?.close();
    });
    beforeEach(() => hall.clock.set(mondayMorning));

    const opened = async (locale: string, script: boolean): Promise<Page> => {
      const viewport = { width: script ? 1280 : 360, height: 900 };
      const context = await browser.newContext({ locale, viewport, javaScriptEnabled: script });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      return page;
    };

    for (const locale of ['zh-CN', 'en'] as const)
      for (const script of [true, false])
        it(`seen, released but for one, objected to, granted and booked anew in ${locale} ${script ? 'with' : 'without'} script`, async () => {
          const start = `${there(days.shift())}T09:00:00+08:00`;
          const made = await bookedInARow(hall, { count: 4, start, locale });
          const [first, , , last] = made;
          const office = await opened(locale, script);
          await signInByBrowser(office, hall.url, { username: 'chief', password });
          await office.goto(`${hall.url}/admin`);
          await office.click('a[href="/admin/clusters"] >> nth=-1');
          await office.click('tbody a >> nth=0');
          await office.uncheck(`input[value="${there(last).reference}"]`);
          await office.click('main form button.button >> nth=-1');
          assert.equal(
            await office.locator('.error-summary a').count(),
            2,
            'a reason and a note are missing',
          );
          assert.equal(await office.isChecked(`input[value="${there(last).reference}"]`), false);
          await office.check('input[value=not_genuine]');
          await office.fill('#note', 'nobody answers');
          await office.click('main form button.button >> nth=-1');
          const asked = await office.locator('[role=alert] strong').textContent();
          assert.match(asked ?? '', /^3 /);
          await office.click('button[name=_confirm]');
          await office.waitForURL(/released=3&left=0/);

          const visitor = await opened(locale, script);
          await visitor.goto(`${hall.url}${there(first).own}`);
          await visitor.fill('#words', 'I need this visit');
          await visitor.click('#objection button');
          assert.equal(await visitor.locator('#words').count(), 0, 'said once');

          await office.goto(`${hall.url}/admin/objections?kind=released&state=open`);
          await office.click(`a[href$="${there(first).reference}"]`);
          const form = office.locator('form:has(button[value=granted])');
          await form.locator('[name=reason]').fill('they are right');
          await form.locator('button[value=granted]').click();
          await office.waitForURL(/done=grant-release/);

          await visitor.goto(`${hall.url}${there(first).own}`);
          await visitor.click('form[action$="/instead"] button');
          await visitor.waitForURL((url) => !url.pathname.includes(there(first).reference));
          assert.equal(await visitor.locator('.booking-head--confirmed').count(), 1);
          // what is left of the set does not trouble the next walk
          const { writer } = hall.system.database;
          await writer('booking').where({ state: 'confirmed' }).update({ limit_key: null, source: 'staff' });
          await office.context().close();
          await visitor.context().close();
        });
  });
}
