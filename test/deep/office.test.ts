import assert from 'node:assert/strict';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf, field, save } from '../browser/office-browser.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { wholeNotice } from '../support/whole-notice.ts';
import { asRead } from '../web/booking/visitor.ts';

const { act, section, item } = paths.admin;
const siteForm = (part: string) => act('sites', 'BJ-TSY', part);
const wednesday = '2026-11-25';
const renewal = (part: string) => act('services', 'RENEW', part);

describe('the pages of the office, in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let desk: Desk;
  const publicText = async (path: string): Promise<string> => asRead(await suite.hall.request.get(path)).text;
  const slots = async (day: string) =>
    (await suite.hall.request.get(`${paths.api.slots('BJ-TSY')}?service=RENEW&from=${day}&to=${day}`)).body
      .days[0];
  const change = async (path: string, values: Readonly<Record<string, string>>): Promise<void> => {
    await desk.open(path);
    for (const [name, value] of Object.entries(values)) await desk.page.locator(field(name)).fill(value);
    await save(desk);
  };

  before(async () => {
    desk = await administratorAt(suite.hall, suite.browser);
  });

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`every page of the menu and of the settings opens without a fault (${locale})`, async () => {
      await desk.open(withQuery(paths.admin.home(), { lang: locale }));
      const menu = await linksIn('.side-menu a');
      assert.ok(menu.length >= 14, `the menu has ${menu.length} entries`);
      const pages = new Set([...menu, item('sites', 'new'), item('services', 'new'), section('cities')]);
      for (const from of [siteForm('profile'), renewal('profile')]) {
        await desk.open(from);
        for (const path of await linksIn('.admin-tabs a')) pages.add(path);
      }
      await desk.open(renewal('questions'));
      for (const path of await linksIn('main a[href*="/questions/"]')) pages.add(path);
      pages.add(item('calendar', 'import'));
      const wrong: string[] = [];
      for (const path of pages) {
        await desk.open(withQuery(path, { lang: locale }));
        assert.equal(await desk.page.locator('html').getAttribute('lang'), locale);
        const wide = await desk.page.evaluate('document.documentElement.scrollWidth - innerWidth');
        if (Number(wide) > 0) wrong.push(`${path} scrolls sideways by ${wide} pixels`);
        const found = await faultsOf(desk.page, { colours: locale === 'zh-CN' });
        for (const fault of found) wrong.push(`${path} ${fault}`);
      }
      assert.deepEqual([...wrong, ...desk.errors], []);
      assert.ok(pages.size >= 30, `only ${pages.size} pages`);
    });
  }

  describe('changes, through their real forms and at once,', () => {
    before(() => desk.open(withQuery(paths.admin.home(), { lang: 'zh-CN' })));

    it('the hours: the public page and the offer begin later', async () => {
      const before = await slots(wednesday);
      await change(siteForm('hours'), { 'days.3.s1.opens': '09:30' });
      const after = await slots(wednesday);
      assert.equal(before.slots[0].start.slice(11, 16), '09:00');
      assert.equal(after.slots[0].start.slice(11, 16), '09:30');
      assert.match(await publicText(paths.site('BJ-TSY')), /09:30/);
    });

    it('the places of a queue: more are free in each slot', async () => {
      const before = await slots(wednesday);
      await change(siteForm('queues'), { 'queues.BJ-TSY:A.places': '9' });
      const after = await slots(wednesday);
      assert.ok(after.slots[0].free > before.slots[0].free, `${after.slots[0].free} places`);
    });

    it('the booking rules: the last day that can be booked', async () => {
      assert.equal((await slots('2026-12-01')).state, 'open');
      await change(siteForm('rules'), { lastWorkingDay: '3' });
      assert.notEqual((await slots('2026-12-01')).state, 'open');
    });

    it('how the hall calls: how often the display says a number', async () => {
      await change(siteForm('hall'), { 'speech.times': '3' });
      assert.match(await publicText(paths.display('BJ-TSY')), /&#34;times&#34;:3/);
    });

    it('the profile: telephone and note on the public page', async () => {
      await change(siteForm('profile'), {
        telephone: '010-12345678',
        'note.zh-CN': '请走东门',
        'note.en': 'East gate',
      });
      assert.match(await publicText(paths.site('BJ-TSY')), /010-12345678/);
      assert.match(await publicText(withQuery(paths.site('BJ-TSY'), { lang: 'en' })), /East gate/);
    });

    it('the notices: the foot of the display', async () => {
      const words = {
        'notices.new1.text.zh-CN': '三号窗口今天试运行',
        'notices.new1.text.en': 'Counter 3 is on trial',
      };
      await change(siteForm('notices'), words);
      assert.match(await publicText(paths.display('BJ-TSY')), /三号窗口今天试运行/);
    });

    it('the closures: that day is closed, and the public reads why', async () => {
      await change(siteForm('closures'), {
        'closures.new1.date': '2026-11-26',
        'closures.new1.reason.zh-CN': '系统升级',
        'closures.new1.reason.en': 'Maintenance',
      });
      assert.equal((await slots('2026-11-26')).state, 'closed');
      assert.match(await publicText(paths.site('BJ-TSY')), /系统升级/);
    });

    it('the services of a site: one that is taken away is not offered there', async () => {
      const before = (await suite.hall.system.catalogue()).sites.get('BJ-TSY')?.services;
      assert.ok(before?.some(({ service }) => service === 'UNLOCK'));
      await desk.open(siteForm('services'));
      await desk.page.locator(field('services.UNLOCK.offered')).uncheck();
      await save(desk);
      const offered = await suite.hall.request.get(
        `${paths.api.slots('BJ-TSY')}?service=UNLOCK&from=${wednesday}&to=${wednesday}`,
      );
      assert.equal(offered.body.code, 'not_offered');
    });

    it('the counters: another label on the console', async () => {
      await change(siteForm('counters'), { 'counters.BJ-TSY-3.label': '33' });
      await desk.open(paths.counter.choose());
      assert.match((await desk.page.locator('main').textContent()) ?? '', /33/);
    });

    it('the calendar: a new year is published', async () => {
      await desk.open(item('calendar', 'import'));
      await desk.page.locator(field('file')).fill(JSON.stringify(wholeNotice(2027)));
      await desk.press('form.settings .settings__actions .button');
      // what it changes is told first
      await desk.press('.settings__effects button[name=_confirm]');
      assert.match(new URL(desk.page.url()).search, /saved=1/);
      await desk.open(withQuery(section('calendar'), { year: 2027 }));
      assert.match((await desk.page.locator('main').textContent()) ?? '', /元旦/);
    });

    it('a question: its words in the journey', async () => {
      await change(renewal('questions/RENEW_STATE').replace('%2F', '/'), { 'text.zh-CN': '卡还能用吗？' });
      const journey = await publicText(withQuery(paths.book.checklist(), { service: 'RENEW' }));
      assert.match(journey, /卡还能用吗？/);
    });

    it('a line of the materials and a material: what the service page asks for', async () => {
      await change(renewal('materials'), {
        'lines.BUSINESS_LICENCE.note.zh-CN': '须为最新版本',
        'lines.BUSINESS_LICENCE.note.en': 'The latest one',
      });
      await change(section('materials'), { 'materials.CARD_TO_RENEW.name.zh-CN': '待更新的卡' });
      const shown = await publicText(paths.service('RENEW'));
      assert.match(shown, /须为最新版本/);
      assert.match(shown, /待更新的卡/);
    });

    it('a service: its summary on the public pages', async () => {
      await change(renewal('profile'), { 'summary.zh-CN': '证书到期前办理。' });
      assert.match(await publicText(paths.service('RENEW')), /证书到期前办理。/);
    });

    it('a city: its name where sites are chosen', async () => {
      await change(section('cities'), { 'cities.BJ.name.zh-CN': '北京市', 'cities.BJ.name.en': 'Peking' });
      assert.match(await publicText(withQuery(paths.sites(), { lang: 'en' })), /Peking/);
      assert.match(await publicText(withQuery(paths.sites(), { lang: 'zh-CN' })), /北京市/);
    });

    it('the text of a message: its preview while it is typed, and the mail of the next booking', async () => {
      await desk.open(item('messages', 'booked'));
      await desk.page.locator(field('texts.en.opening')).fill('Bring {reference} along.');
      const frame = desk.page.frameLocator('iframe').last();
      await frame.locator('p', { hasText: 'Bring K7M2-9QXA along.' }).waitFor();
      await save(desk);
      const { messageTexts } = await suite.hall.system.catalogue();
      assert.equal(messageTexts.find(({ locale }) => locale === 'en')?.opening, 'Bring {reference} along.');
    });

    it('the privacy notice: its next version, in public at once', async () => {
      await change(section('privacy-notice'), {
        'news.zh-CN': '保存九十天。',
        'news.en': 'Kept for ninety days.',
        'text.en': 'Kept for ninety days from now on.',
      });
      const shown = await publicText(withQuery(paths.privacy(), { lang: 'en' }));
      assert.match(shown, /Kept for ninety days from now on/);
      assert.match(shown, /Version 2026-11-23/);
    });

    it('counts what is not saved yet, shows it when asked, and asks before it is left behind', async () => {
      const { page } = desk;
      await desk.open(withQuery(siteForm('rules'), { lang: 'en' }));
      await page.locator(field('noticeMinutes')).fill('55');
      assert.match((await page.locator('[data-unsaved]').textContent()) ?? '', /Not saved yet: 1/);
      const asked = new Promise<string>((resolve) => {
        page.once('dialog', (dialog) => {
          resolve(dialog.type());
          void dialog.dismiss();
        });
      });
      await page.evaluate('setTimeout(() => { location.href = "/admin"; })');
      assert.equal(await asked, 'beforeunload');
      assert.match(page.url(), /rules/);
      await desk.press('button[name=_look]');
      assert.match((await page.locator('.settings__effects').textContent()) ?? '', /30.*55/s);
      assert.deepEqual(await faultsOf(page, { colours: true }), []);
      await desk.press('.settings__effects button[name=_confirm]');
      assert.match(page.url(), /saved=1/);
      await desk.open(withQuery(paths.admin.home(), { lang: 'zh-CN' }));
    });

    it('a link and an outlet: where the public finds them', async () => {
      await change(section('links'), { 'links.SINGLE_WINDOW.url': 'https://window.example.cn/' });
      assert.match(await publicText(paths.online()), /window\.example\.cn/);
      await change(section('outlets'), {
        'outlets.new1.name.zh-CN': '示例代理点',
        'outlets.new1.name.en': 'Example outlet',
        'outlets.new1.address.zh-CN': '示例路一号',
        'outlets.new1.address.en': '1 Example Road',
        'outlets.new1.telephone': '010-87654321',
      });
      const { outlets, sites } = await suite.hall.system.catalogue();
      const city = outlets.find(({ name }) => name.en === 'Example outlet')?.city;
      const partner = [...sites.values()].find((site) => site.kind === 'partner' && site.city === city);
      assert.match(await publicText(paths.site(partner?.code ?? 'BJ-CCB')), /示例代理点/);
    });

    it('and no page said that something was wrong', () => assert.deepEqual(desk.errors, []));
  });

  const linksIn = (selector: string): Promise<string[]> =>
    desk.page
      .locator(selector)
      .evaluateAll((links) => (links as unknown as { pathname: string }[]).map(({ pathname }) => pathname));
});
