import assert from 'node:assert/strict';
import { createKey } from '../../server/actions/staff/create-key.ts';
import { locales } from '../../server/domain/catalogue/words.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf, field } from '../browser/office-browser.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';

const { item, act } = paths.admin;

/** What somebody types about an office in a city that is not known yet, of which everything else is like another office. */
const typedInto = (code: string): Readonly<Record<string, string>> => ({
  'name.zh-CN': '成都海关',
  'name.en': 'Chengdu Customs',
  code,
  'address.zh-CN': '四川省成都市高新区天府大道1号',
  'address.en': '1 Tianfu Avenue, Chengdu',
  telephone: '028-85734201',
  'newCity.zh-CN': '成都',
  'newCity.en': 'Chengdu',
});

describe('a new office in a new city, from nothing to a ticket that is called', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser({ clockStart: mondayMorning });
  let desk: Desk;
  before(async () => {
    desk = await administratorAt(suite.hall, suite.browser);
  });

  const overflow = () =>
    desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  for (const locale of locales)
    for (const width of [360, 1280]) {
      const code = `CD-${locale === 'en' ? 'E' : 'Z'}${width}`;

      it(`takes at most five pages and 25 fields (${locale}, ${width})`, async () => {
        const { page } = desk;
        await page.setViewportSize({ width, height: 800 });
        const counted = { pages: 1, saves: 0, typed: 0 };
        await desk.open(withQuery(item('sites', 'new'), { lang: locale }));
        assert.ok((await overflow()) <= 0, 'the form does not fit');
        await page.locator(field('from')).selectOption('BJ-TSY');
        await page.locator(field('city')).selectOption('');
        for (const [name, value] of Object.entries(typedInto(code))) {
          await page.locator(field(name)).fill(value);
          counted.typed += 1;
        }
        await desk.press('form.settings .settings__actions .button');
        counted.pages += 1;
        counted.saves += 1;
        assert.equal(new URL(page.url()).pathname, act('sites', code, 'setup'), await page.innerText('main'));
        assert.ok((await overflow()) <= 0, 'the checklist does not fit');
        assert.deepEqual(await faultsOf(page, { colours: true }), []);
        assert.equal(await page.locator('.set-up .tag--stop').count(), 0, 'nothing is missing');
        const trials = page.locator('.set-up__trials > div');
        assert.ok((await trials.count()) > 0);
        assert.equal(
          await page.locator('.set-up__bad').count(),
          0,
          await trials.allInnerTexts().then(String),
        );
        await desk.press(`form[action="${act('sites', code, 'setup')}"] button`);
        counted.pages += 1;
        counted.saves += 1;
        assert.match(page.url(), /opened=1/);
        console.log(
          `      ${locale} ${width}: ${counted.pages} pages, ${counted.saves} saves, ${counted.typed} typed fields, 2 lists`,
        );
        assert.ok(counted.pages <= 5 && counted.typed <= 25);
        await callsATicket(code);
      });
    }

  /** As programs do it: one is booked ahead, another comes and is called. */
  async function callsATicket(site: string): Promise<void> {
    const { hall } = suite;
    const { database } = hall.system;
    const rows = async (table: string) =>
      Number((await database.reader(table).where({ site }).count({ n: '*' }))[0]?.['n']);
    assert.deepEqual([await rows('booking'), await rows('hall_event')], [0, 0], 'the trial has left nothing');
    const mobile = `139${String(site.charCodeAt(3)).padStart(3, '0')}${site.slice(4).padStart(5, '0')}`;
    await bookByApi(hall, site, { name: '王小明', mobile });
    const key = await createKey(hall.system, { kind: 'staff', site, name: 'a console', actor: theSystem });
    assert.ok(key.ok);
    const send = (path: string, body: object = {}) =>
      hall.request.post(`/api/v1${path}`).set('authorization', `Bearer ${key.value.key}`).send(body);
    assert.equal((await send(`/counters/${site}-1/open`)).status, 200);
    assert.equal((await send(`/sites/${site}/tickets`, { services: ['RENEW'] })).status, 201);
    const called = await send(`/counters/${site}-1/calls`);
    assert.equal(called.status, 201, called.text);
    assert.equal(called.body.ticket.number, 'A001');
  }
});
