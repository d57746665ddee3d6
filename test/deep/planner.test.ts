import assert from 'node:assert/strict';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { warnOfStaffing } from '../../server/jobs/warn-of-staffing.ts';
import { words } from '../../server/locales/words.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf } from '../browser/office-browser.ts';
import { foreignWords, wordsOf } from '../support/foreign-words.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { keepBusyDay } from '../support/recorded-days.ts';

const site = 'BJ-TSY';
const planner = paths.admin.item('planner', site);
const ahead = paths.admin.act('planner', site, 'ahead');
const desks = [
  { locale: 'zh-CN', width: 1280, weekday: 2 },
  { locale: 'en', width: 360, weekday: 3 },
] as const;

describe('the planner of counters, in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let desk: Desk;

  before(async () => {
    const { writer } = suite.hall.system.database;
    for (const day of ['2026-11-10', '2026-11-11', '2026-11-17', '2026-11-18'])
      await keepBusyDay(writer, site, day);
    desk = await administratorAt(suite.hall, suite.browser);
  });

  const press = (key: string) => desk.page.keyboard.press(key);
  const isFocused = async (selector: string): Promise<boolean> =>
    Boolean(await desk.page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`));
  /** As whoever has no mouse comes there. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 400; presses += 1) {
      await press('Tab');
      if (await isFocused(selector)) return;
    }
    assert.fail(`${selector} is not reached by the Tab key`);
  };
  /** Comes to a button and presses it by the keyboard, and waits for the page that it leads to. */
  const pressAt = async (selector: string): Promise<void> => {
    await tabTo(selector);
    await Promise.all([desk.page.waitForEvent('load'), press('Enter')]);
  };
  const values = (prefix: string): Promise<readonly string[]> =>
    desk.page
      .locator(`.settings [name^="${prefix}."]`)
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  /** The figures of a row of the results, by plan. */
  const figures = async (label: string): Promise<number[]> => {
    const row = desk.page.locator('.planner-results tr', {
      has: desk.page.getByRole('rowheader', { name: label, exact: true }),
    });
    return (await row.locator('td').allInnerTexts()).map(Number);
  };
  const sideways = async (): Promise<number> =>
    Number(await desk.page.evaluate('document.documentElement.scrollWidth - innerWidth'));

  for (const { locale, width, weekday } of desks) {
    const t = words(locale);
    const weekdayName = t(weekday === 2 ? 'planner.weekday.2' : 'planner.weekday.3');

    it(`is asked, compared and saved by the keyboard alone (${locale}, ${width} px)`, async () => {
      const { page } = desk;
      await page.setViewportSize({ width, height: 800 });
      await desk.open(withQuery(planner, { weekday: String(weekday), lang: locale }));
      await tabTo('[name="demand"]');
      await press('ArrowDown');
      assert.ok(await isFocused('[name="demand"][value="typed"]'));
      await tabTo('[name="target"]');
      await page.keyboard.type('20');
      const names = await page
        .locator('[name^="tickets."]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('name') ?? ''));
      assert.ok(names.length >= 10);
      for (const name of names) {
        await tabTo(`[name="${name}"]`);
        await page.keyboard.type('12');
      }
      await pressAt('button[value="search"]');
      const verdict = await page.locator('.planner-results .notice').innerText();
      assert.equal(
        verdict,
        t('planner.found', { hours: String((await figures(t('planner.figure.staffHours')))[1]) }),
      );
      const [a = 0, b = 0] = await figures(t('planner.figure.p90'));
      assert.ok(b <= 20 && b < a, `nine in ten within ${a} and ${b} min`);
      const found = await values('b');
      assert.ok(found.every((counters) => Number(counters) >= 1));

      // one counter less than was found, beside it
      const first = (await values('tickets')).indexOf('12');
      await tabTo(`[name="${names[first]?.replace('tickets', 'b')}"]`);
      await page.keyboard.type(String(Number(found[first]) - 1));
      await pressAt('.settings__actions button:not([name])');
      const boxes = await page.locator('.planner-pictures svg[role="img"]').all();
      const [left, right] = await Promise.all(boxes.map((one) => one.boundingBox()));
      assert.ok(left && right && boxes.length === 2);
      if (width === 1280) assert.ok(left.y === right.y && left.x + left.width <= right.x, 'side by side');
      else assert.ok(left.y + left.height <= right.y, 'one below the other');

      await tabTo(`[name="${names[first]?.replace('tickets', 'b')}"]`);
      await page.keyboard.type(String(found[first]));
      await pressAt('button[value="save-b"]');
      assert.equal(await page.locator('.notice--done').innerText(), t('planner.saved'));
      assert.deepEqual(await values('a'), found, 'what was saved is where the next question begins');
      await desk.open(withQuery(paths.admin.section('planner'), { lang: locale }));
      assert.ok((await page.locator('main').innerText()).includes(weekdayName));
    });

    it(`shows every page of it whole, without a fault or a stray word (${locale})`, async () => {
      const { page } = desk;
      const wrong: string[] = [];
      const look = async (what: string): Promise<void> => {
        await page.locator('main details').evaluateAll((all) => {
          for (const one of all) (one as HTMLDetailsElement).open = true;
        });
        for (const wide of [360, 1280]) {
          await page.setViewportSize({ width: wide, height: 800 });
          const by = await sideways();
          const figures = page.locator('.planner-results > .table-scroll');
          const cut = await figures.evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
          if (Math.max(0, ...cut) > 0)
            wrong.push(`${what}: the comparison is cut by ${cut} pixels at ${wide}`);
          if (by > 0) wrong.push(`${what} scrolls sideways by ${by} pixels at ${wide}`);
        }
        wrong.push(...(await faultsOf(page, { colours: true })).map((fault) => `${what}: ${fault}`));
        const said = foreignWords(wordsOf(await page.content()).replaceAll('李娜', ''), locale);
        if (said.length > 0) wrong.push(`${what} says ${said.join(' ')}`);
      };
      for (const path of [paths.admin.section('planner'), ahead, planner]) {
        await desk.open(withQuery(path, { lang: locale }));
        await look(path);
      }
      await desk.press('button[value="search"]');
      await look('an answer');
      await page.fill('[name="target"]', 'soon');
      await desk.press('button[value="search"]');
      await look('a refusal');
      assert.deepEqual(wrong, []);
      assert.deepEqual(
        desk.errors.filter((error) => !error.includes('422')),
        [],
      );
    });
  }

  it('what was saved is what next week is judged by, and what a visitor is told on that weekday', async () => {
    const { hall } = suite;
    // what does for those who come on its recorded days
    await desk.open(withQuery(planner, { weekday: '2', lang: 'en' }));
    await desk.press('button[value="search"]');
    await desk.press('button[value="save-b"]');
    const plan = await values('a');
    await desk.open(withQuery(ahead, { lang: 'en' }));
    const tuesday = desk.page.locator('section', {
      has: desk.page.getByRole('heading', { name: /^Tuesday/ }),
    });
    assert.equal(await tuesday.locator('.notice').innerText(), words('en')('planner.ahead.enough'));
    await tuesday.locator('summary').click();
    const counters = await tuesday.locator('tbody td:last-child').allInnerTexts();
    assert.deepEqual(
      counters.filter((said) => said !== words('en')('planner.ahead.shut')),
      plan,
    );

    /** What the last of thirty is told at ten, with one counter open so far: the longest, minutes. */
    const told = async (day: string): Promise<number> => {
      hall.clock.set(`${day}T10:00:00+08:00`);
      const order = async (request: Parameters<typeof hall.system.halls.submit>[1]) => {
        const done = await hall.system.halls.submit(site, request, { actor: theSystem });
        assert.ok(done.ok, JSON.stringify(done));
      };
      await order({ type: 'open_counter', counter: `${site}-1`, staff: null });
      const services = [{ code: 'RENEW', quantity: 1 }];
      for (let each = 0; each < 30; each += 1)
        await order({ type: 'walk_in', id: `${day}-${each}`, services, priority: false, byStaff: true });
      const ticket = hall.system.secrets.tokenFor('ticket', `${day}-29`);
      await desk.page.goto(`${hall.url}/tickets/${ticket}?lang=en`);
      const range = await desk.page.locator('.ticket__place dd').last().innerText();
      return Number(/(\d+) min\)?$/.exec(range)?.[1] ?? assert.fail(range));
    };
    const monday = await told('2026-11-23');
    const planned = await told('2026-11-24');
    assert.ok(planned < 0.8 * monday, `${planned} min by the plan, ${monday} without one`);
  });

  it('warns of a weekday that is planned with too few, on the overview and on the floor, and leads to where it is mended', async () => {
    await desk.close();
    suite.hall.clock.set('2026-11-30T10:00:00+08:00');
    // after a week nobody is signed in any more
    desk = await administratorAt(suite.hall, suite.browser, 'wang');
    const { page } = desk;
    const plan = async (counters: string): Promise<void> => {
      await desk.open(withQuery(planner, { weekday: '3', lang: 'en' }));
      for (const one of await page.locator('.settings [name^="a."]').all()) await one.fill(counters);
      await desk.press('button[value="save-a"]');
    };
    const warnings = async (locale: 'zh-CN' | 'en'): Promise<boolean[]> => {
      const said =
        locale === 'en' ? /2 December 2026: the planned counters will not do/ : /12月2日.*计划的窗口不够/;
      const found: boolean[] = [];
      for (const path of ['/admin', `/floor/${site}`]) {
        await desk.open(withQuery(path, { lang: locale }));
        found.push(said.test(await page.locator('main').innerText()));
      }
      return found;
    };
    await plan('1');
    assert.deepEqual(await warnings('en'), [false, false]);
    await warnOfStaffing(suite.hall.system);
    assert.deepEqual(await warnings('en'), [true, true]);
    assert.deepEqual(await warnings('zh-CN'), [true, true]);
    await desk.open('/admin?lang=en');
    await page.locator(`.notice--warn a[href^="${ahead}"]`).focus();
    await Promise.all([page.waitForEvent('load'), press('Enter')]);
    const wednesday = page.locator('section', { has: page.getByRole('heading', { name: /^Wednesday/ }) });
    assert.match(await wednesday.locator('.notice--warn').innerText(), /The planned counters will not do/);
    await plan('3');
    assert.deepEqual(await warnings('en'), [false, false]);
  });
});
