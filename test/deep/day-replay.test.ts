import assert from 'node:assert/strict';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { administratorAt, type Desk, faultsOf } from '../browser/office-browser.ts';
import { foreignWords, wordsOf } from '../support/foreign-words.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';

const site = 'BJ-TSY';
const day = '2026-11-24';
const minute = 60_000;
const nine = Date.parse(`${day}T09:00:00+08:00`);
const page = paths.admin.replay(site, day);

describe('a day looked at again, in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let desk: Desk;

  before(async () => {
    const order = async (at: number, request: Parameters<typeof suite.hall.system.halls.submit>[1]) => {
      suite.hall.clock.set(nine + at * minute);
      const done = await suite.hall.system.halls.submit(site, request, { actor: theSystem, day });
      assert.ok(done.ok, JSON.stringify(done));
    };
    await order(1, { type: 'open_counter', counter: 'BJ-TSY-1', staff: null });
    for (let at = 2; at < 40; at += 2)
      await order(at, {
        ...{ type: 'walk_in', id: `t${at}`, priority: false, byStaff: true },
        services: [{ code: 'RENEW', quantity: 1 }],
      });
    for (let at = 40; at < 200; at += 20) {
      await order(at, { type: 'call_next', counter: 'BJ-TSY-1' });
      await order(at + 15, { type: 'finish', counter: 'BJ-TSY-1', outcome: 'completed' });
    }
    suite.hall.clock.set(nine + 24 * 60 * minute);
    desk = await administratorAt(suite.hall, suite.browser);
  });

  const time = () => desk.page.locator('[data-time]').textContent();
  const open = async (path: string) => {
    await desk.open(path);
    await desk.page.waitForSelector('[data-ready]');
  };

  it('is played, stopped and moved by the keyboard, and speaks only when it rests', async () => {
    await open(withQuery(page, { at: '10:00' }));
    const said = desk.page.locator('[data-said]');
    await desk.page.focus('[data-slider]');
    for (const [key, expected] of [
      ['ArrowRight', '10:01'],
      ['ArrowLeft', '10:00'],
      ['Shift+ArrowRight', '10:15'],
      ['PageDown', '10:00'],
      ['PageUp', '10:15'],
      ['Home', /^0[89]:/],
      ['End', /^1[78]:/],
    ] as const) {
      await desk.page.keyboard.press(key);
      const now = (await time()) ?? '';
      assert.ok(typeof expected === 'string' ? now === expected : expected.test(now), `${key}: ${now}`);
    }
    await desk.page.waitForFunction("document.querySelector('[data-said]').textContent !== ''");
    assert.match((await said.textContent()) ?? '', /人等候/);
    await desk.page.keyboard.press('Home');
    const start = await time();
    // from 1× to 120×, each by the keyboard
    for (const speed of ['1', '10', '30', '60', '120']) {
      await desk.page.focus(`[data-speed="${speed}"]`);
      await desk.page.keyboard.press('Enter');
      const chosen = desk.page.locator('[data-speed][aria-pressed="true"]');
      assert.deepEqual(await chosen.allInnerTexts(), [`${speed}×`]);
    }
    await desk.page.focus('[data-slider]');
    await desk.page.waitForFunction(
      `document.querySelector('[data-said]').textContent.startsWith('${start}')`,
    );
    await desk.page.keyboard.press(' ');
    await desk.page.waitForFunction(`document.querySelector('[data-time]').textContent !== '${start}'`);
    assert.ok((await said.textContent())?.startsWith(start ?? '?'), 'it is silent while it plays');
    await desk.page.keyboard.press(' ');
    const stopped = await time();
    await desk.page.waitForFunction(
      `document.querySelector('[data-said]').textContent.startsWith('${stopped}')`,
    );
    assert.ok(desk.page.url().includes(encodeURIComponent(stopped ?? '')), desk.page.url());
  });

  it('the script shows each moment as the page itself does', async () => {
    await open(withQuery(page, { at: '09:30' }));
    await desk.page.focus('[data-slider]');
    for (let press = 0; press < 4; press += 1) await desk.page.keyboard.press('PageUp');
    const shown = () =>
      desk.page.locator('.replay-moment').evaluate((part) => part.textContent?.replaceAll(/\s+/g, ' '));
    assert.equal(await time(), '10:30');
    const byScript = await shown();
    await open(withQuery(page, { at: '10:30' }));
    assert.equal(byScript, await shown());
  });

  it('compares with another counter by typing and pressing, and the picture shows both', async () => {
    await open(withQuery(page, { at: '10:00' }));
    await desk.page.locator('.what-if > summary').click();
    await desk.page.fill('[name="opens-BJ-TSY-2"]', '9:05');
    await desk.press('.what-if button');
    assert.match(await desk.page.locator('.what-if-result').innerText(), /2 号窗口 09:05 开启/);
    assert.ok((await desk.page.locator('.replay-chart__picture .replay-chart__other').count()) > 0);
    assert.ok((await desk.page.locator('.what-if-result__better').count()) > 0);
    for (const locale of ['zh-CN', 'en'])
      for (const width of [360, 1280]) {
        await desk.page.setViewportSize({ width, height: 800 });
        const address = new URL(desk.page.url());
        address.searchParams.set('lang', locale);
        await desk.open(`${address.pathname}${address.search}`);
        const scroll = desk.page.locator('.what-if-result .table-scroll');
        const cut = await scroll.evaluate((one) => one.scrollWidth - one.clientWidth);
        assert.ok(cut <= 0, `${cut} pixels of the comparison are cut off at ${width} (${locale})`);
      }
  });

  it('works without a script: a time, and quarter hours', async () => {
    const cookies = await desk.page.context().cookies();
    const context = await suite.browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    try {
      await context.addCookies(cookies);
      const plain = await context.newPage();
      await plain.goto(`${suite.hall.url}${page}`);
      assert.equal(await plain.locator('[data-player]').isVisible(), false);
      await plain.fill('#at', '10:00');
      await Promise.all([plain.waitForEvent('load'), plain.locator('.replay .toolbar button').click()]);
      assert.equal(await plain.locator('[data-time]').textContent(), '10:00');
      await Promise.all([plain.waitForEvent('load'), plain.locator('[data-plain]').last().click()]);
      assert.equal(await plain.locator('[data-time]').textContent(), '10:15');
    } finally {
      await context.close();
    }
  });

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`fits a phone and a desk, without a fault or a stray word (${locale})`, async () => {
      const pages = [
        withQuery(page, { lang: locale }),
        withQuery(paths.admin.replay(site, '2026-11-20'), { lang: locale }),
      ];
      const wrong: string[] = [];
      for (const path of pages) {
        await desk.open(path);
        await desk.page.locator('details').evaluateAll((all) => {
          for (const one of all) (one as HTMLDetailsElement).open = true;
        });
        for (const width of [360, 1280]) {
          await desk.page.setViewportSize({ width, height: 800 });
          const wide = Number(await desk.page.evaluate('document.documentElement.scrollWidth - innerWidth'));
          if (wide > 0) wrong.push(`${path} scrolls sideways by ${wide} pixels at ${width}`);
        }
        wrong.push(...(await faultsOf(desk.page, { colours: true })).map((fault) => `${path} ${fault}`));
        const own = wordsOf(await desk.page.content()).replaceAll('李娜', '');
        const said = foreignWords(own, locale);
        if (said.length > 0) wrong.push(`${path} says ${said.join(' ')}`);
      }
      assert.deepEqual(wrong, []);
    });
  }
});
