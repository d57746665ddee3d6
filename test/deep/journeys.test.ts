import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { paths } from '../../server/web/paths.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { chooseOffice, confirm, fill, onwards, press, visitorWith } from '../web/booking/browsing.ts';

/** What the enterprise answers, and the materials that it must then be told to bring. */
const services = {
  NEW: {
    answers: ['NO'],
    materials: {
      'zh-CN': ['营业执照', '海关备案回执', '法定代表人身份证', '操作员身份证'],
      en: [
        'Business licence',
        'Customs filing receipt',
        'Identity card of the legal person',
        'Identity card of the operator',
      ],
    },
  },
  RENEW: {
    answers: ['EXPIRED'],
    materials: {
      'zh-CN': ['营业执照', '需更新的 IC 卡（含 USBKey）'],
      en: ['Business licence', 'The IC card to renew (USBKey included)'],
    },
  },
  ADD_OPERATOR: {
    answers: ['YES'],
    materials: {
      'zh-CN': ['营业执照', '法人卡', '新增操作员身份证'],
      en: ['Business licence', 'Legal-person card', 'Identity card of the new operator'],
    },
  },
  ADD_DECLARANT: {
    answers: ['YES', 'YES'],
    materials: {
      'zh-CN': ['报关员卡制卡申请表', '营业执照', '法人卡'],
      en: ['Declarant card production application form', 'Business licence', 'Legal-person card'],
    },
  },
  // a lost card cannot be brought
  REPLACE: { answers: ['LOST'], materials: { 'zh-CN': ['营业执照'], en: ['Business licence'] } },
  UNLOCK: {
    answers: [],
    materials: {
      'zh-CN': ['营业执照', '被锁定的 IC 卡（含 USBKey）'],
      en: ['Business licence', 'The locked IC card (USBKey included)'],
    },
  },
} as const;

describe('the whole journey in browsers', () => {
  const suite = hallAndBrowser();
  let context: BrowserContext | null = null;
  let people = 0;

  beforeEach(() => suite.hall.clock.set(mondayMorning));
  afterEach(async () => {
    await context?.close();
    context = null;
  });

  /** From the home page to the page of the booking. */
  const bookVisit = async (
    service: keyof typeof services,
    at: { locale: Locale; script: boolean; site: string },
  ): Promise<Page> => {
    context = await visitorWith(suite.browser, at.locale, { script: at.script });
    await context.route(/\.(woff2?|svg|png)(\?|$)|noto-sans-sc/, (route) => route.abort());
    const page = await context.newPage();
    page.on('pageerror', (error) => assert.fail(error));
    people += 1;
    await page.goto(suite.hall.url);
    await press(page, `main a[href="${paths.service(service)}"]`);
    await press(page, `main a.button[href^="/book"]`);
    assert.ok(await page.locator(`input[name=service][value=${service}]`).isChecked());
    const asked = page.locator('.asked-here:visible');
    assert.equal(await asked.count(), services[service].answers.length);
    for (const [index, answer] of services[service].answers.entries())
      await asked.nth(index).locator(`input[value=${answer}]`).check();
    await press(page, onwards);
    assert.equal(new URL(page.url()).pathname, paths.book.time());
    await chooseOffice(page, at.site);
    await press(page, '#offer .slot');
    await fill(page, at.locale, `138${String(20_000_000 + people)}`);
    await press(page, onwards);
    // a script spares the page that checks
    assert.equal(new URL(page.url()).pathname === paths.book.check(), !at.script);
    if (!at.script) await press(page, confirm);
    return page;
  };

  for (const service of Object.keys(services) as (keyof typeof services)[]) {
    for (const locale of ['zh-CN', 'en'] as const) {
      for (const script of [true, false]) {
        it(`${service} ends with a reference and exactly its materials (${locale}, ${script ? 'with' : 'without'} scripts)`, async () => {
          const page = await bookVisit(service, { locale, script, site: 'BJ-TSY' });
          const reference = ((await page.locator('.reference').first().textContent()) ?? '').trim();
          assert.match(reference, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
          assert.equal(new URL(page.url()).pathname, paths.booking.show(reference));
          const told = await page.locator('#materials .checklist__name').allInnerTexts();
          assert.deepEqual(
            told.map((name) => name.trim()).sort(),
            [...services[service].materials[locale]].sort(),
          );
          const kept = await suite.hall.system.database.reader('booking').where({ reference }).first();
          assert.equal(kept?.state, 'confirmed');
          assert.equal(kept?.locale, locale);
        });
      }
    }
  }

  for (const script of [true, false]) {
    it(`a visit to Hangzhou can be made self-service on its page, and be made another (${script ? 'with' : 'without'} scripts)`, async () => {
      const page = await bookVisit('RENEW', { locale: 'zh-CN', script, site: 'HZ' });
      const reference = ((await page.locator('.reference').first().textContent()) ?? '').trim();
      const handling = async () =>
        (await suite.hall.system.database.reader('booking').where({ reference }).first('handling'))?.handling;
      assert.equal(await handling(), 'visit');
      const change = page.locator('#handling summary');
      for (const mode of ['online_agency', 'self_service']) {
        if ((await change.count()) > 0) await change.click();
        await page.locator(`#handling input[value=${mode}]`).check();
        await press(page, '#handling form button');
        assert.ok(await page.locator(`#handling input[value=${mode}]`).isChecked());
        assert.equal(await handling(), mode);
      }
    });
  }
});
