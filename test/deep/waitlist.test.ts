import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { openPostOffice, type PostOffice } from '../messages/post-office.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { unmarked } from '../support/unmarked.ts';
import { confirm, fill, finish, inspect, press, visitorWith } from '../web/booking/browsing.ts';

const site = 'BJ-TSY';
const ready = 'service=RENEW&answer=RENEW_STATE.VALID';
const said = {
  'zh-CN': {
    full: '有空位时通知我',
    waiting: '正在候补',
    free: '有空位了',
    left: '已退出候补',
    earlier: '有更早的时间时通知我',
  },
  en: {
    full: 'Tell me when a place is free',
    waiting: 'On the waiting list',
    free: 'A place is free',
    left: 'You have left the waiting list',
    earlier: 'Tell me when an earlier time is free',
  },
} as const;

for (const engine of engines) {
  describe(`the waiting list in browsers, with mail over SMTP [${engine}]`, function () {
    this.timeout(300_000);
    let office: PostOffice;
    const env: Record<string, string> = {};
    before(async () => {
      office = await openPostOffice();
      env['SMTP_URL'] = office.url;
    });
    after(() => office.close());
    const suite = hallAndBrowser({ engine, env });
    let context: BrowserContext | null = null;
    let people = 0;
    beforeEach(() => suite.hall.clock.set(mondayMorning));
    afterEach(async () => {
      await context?.close();
      context = null;
    });

    const filled = new Map<string, string[]>();
    /** Takes everything that is left on some days. */
    const fillDays = async (...days: readonly string[]): Promise<void> => {
      for (const day of days) {
        const { body } = await suite.hall.request.get(
          `/api/v1/sites/${site}/slots?service=RENEW&from=${day}&to=${day}`,
        );
        for (const slot of body.days[0].slots as { start: string; free: number }[])
          for (let n = 0; n < slot.free; n += 1) {
            people += 1;
            const id = `full-${people}`;
            const enterprise = { name: '测试企业', creditCode: `CODE-${people}`, customsCode: null };
            const contact = { name: '李明', mobile: '13800001234', email: null, telephone: null };
            const command = bookCommand({ id, start: slot.start, enterprise, contact });
            assert.ok((await suite.hall.system.bookings.submit(command, { actor: theHolder })).ok);
            filled.set(day, [...(filled.get(day) ?? []), id]);
          }
      }
    };
    const cancelOneOn = async (day: string): Promise<void> => {
      const booking = filled.get(day)?.pop() ?? '';
      const command = { type: 'cancel', booking, site, actor: { kind: 'holder' }, chance: 0 } as const;
      assert.ok((await suite.hall.system.bookings.submit(command, { actor: theHolder })).ok);
    };
    const linkTo = (to: string, part: string): string | null => {
      const mails = office.mails.filter((one) => JSON.stringify(one.to).includes(to));
      const link = new RegExp(`https?://[^\\s"<]*${part}[^\\s"<]*`);
      const found = mails.flatMap(({ text = '' }) => link.exec(text)?.[0] ?? []).at(-1);
      return found?.replace(/^https?:\/\/[^/]+/, suite.hall.url) ?? null;
    };
    /** Where a mail to an address leads, once it has arrived. */
    const linkInMail = async (to: string, part: string): Promise<string> => {
      for (;;) {
        const arrived = new Promise<void>((resolve) => {
          office.onAccepted = async () => resolve();
        });
        await suite.hall.delivery.deliverDue();
        const link = linkTo(to, part);
        if (link !== null) return link;
        await arrived;
      }
    };
    const open = async (locale: Locale, script: boolean): Promise<Page> => {
      context = await visitorWith(suite.browser, locale, { script });
      await context.route(/\.(woff2?)(\?|$)/, (route) => route.abort());
      const page = await context.newPage();
      page.on('pageerror', (error) => assert.fail(error));
      return page;
    };
    const heading = async (page: Page) => unmarked(await page.locator('h1').innerText());

    for (const [locale, script, days] of [
      ['zh-CN', false, ['2026-11-24', '2026-11-25']],
      ['en', true, ['2026-11-26', '2026-11-27']],
    ] as const)
      it(`full day → join → another cancels → mail → link → one press → booking; leaving (${locale}, ${script ? 'with' : 'without'} script)`, async () => {
        await fillDays(...days);
        const page = await open(locale, script);
        const email = `wait-${locale}@test.invalid`;
        await page.goto(`${suite.hall.url}/book/time?${ready}&site=${site}`);
        await press(page, 'main a[href^="/book/waiting"]');
        assert.equal(await heading(page), said[locale].full);
        if (script) await inspect(page, locale, 'the form of the list');
        await page.locator('#from').fill(days[0]);
        await page.locator('#to').fill(days[0]);
        await fill(page, locale, `1380013${people}`.padEnd(11, '0'));
        await press(page, confirm);
        assert.equal(
          await page.locator('#email-error').count(),
          1,
          'who cannot be told is asked for an address',
        );
        await page.locator('#email').fill(email);
        await press(page, confirm);
        assert.equal(await heading(page), said[locale].waiting);
        if (script) await inspect(page, locale, 'the page of whoever waits');

        await cancelOneOn(days[0]);
        await page.goto(await linkInMail(email, '/waitlist/'));
        assert.equal(await heading(page), said[locale].free);
        if (script) await inspect(page, locale, 'an offer');
        await press(page, 'form[action$="/acceptance"] button');
        assert.match(page.url(), /\/bookings\/[\w-]+/);
        await linkInMail(email, '/bookings/');

        // the same person, another list, and off it again
        await page.goto(`${suite.hall.url}/book/time?${ready}&site=${site}`);
        await press(page, 'main a[href^="/book/waiting"]');
        await page.locator('#from').fill(days[1]);
        await page.locator('#to').fill(days[1]);
        await fill(page, locale, `1390013${people}`.padEnd(11, '0'));
        await page.locator('#email').fill(email);
        await press(page, confirm);
        await press(page, 'form[action$="/withdrawal"] button');
        assert.equal(await heading(page), said[locale].left);
        if (script) await inspect(page, locale, 'the page of whoever has left');
      });

    for (const [locale, script, day] of [
      ['zh-CN', true, '2026-11-30'],
      ['en', false, '2026-12-01'],
    ] as const)
      it(`a booking waits for an earlier time and is moved by one press (${locale}, ${script ? 'with' : 'without'} script)`, async () => {
        const page = await open(locale, script);
        const email = `earlier-${locale}@test.invalid`;
        await fillDays('2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01');
        await page.goto(`${suite.hall.url}/book/time?${ready}&site=${site}&day=2026-12-02`);
        await press(page, '#offer button[name=start]');
        await fill(page, locale, `1370013${people}`.padEnd(11, '0'));
        await page.locator('#details summary').click();
        await page.locator('#email').fill(email);
        await finish(page);
        const booking = new URL(page.url()).pathname;
        await press(page, 'a[href$="/earlier"]');
        assert.equal(await heading(page), said[locale].earlier);
        if (script) await inspect(page, locale, 'the form for an earlier time');
        await press(page, confirm);
        assert.equal(await heading(page), said[locale].waiting);
        await cancelOneOn(day);
        await page.goto(await linkInMail(email, '/waitlist/'));
        assert.equal(await heading(page), said[locale].free);
        await press(page, 'form[action$="/acceptance"] button');
        assert.equal(new URL(page.url()).pathname, booking);
        const moved = await suite.hall.system.database.reader('booking').where({ contact_email: email });
        assert.deepEqual(
          moved.map((row) => row.day),
          [day],
        );
      });
  });
}
