import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { makeWordFonts } from '../../server/web/font/word-fonts.ts';
import { begun } from '../support/begun.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { launchWithoutChinese } from '../support/without-chinese.ts';
import { visitorWith } from '../web/booking/browsing.ts';

const kilobyte = 1024;
/**
 * What a browser that has nothing yet may load for one page: without the font, with it, and of one file of the font. Without a script a
 * name that somebody typed comes in longer files, so the page of a booking may weigh a little more there.
 */
const most = {
  plain: 60 * kilobyte,
  whole: 120 * kilobyte,
  named: 130 * kilobyte,
  file: 60 * kilobyte,
} as const;

/** What was loaded and how far things moved by themselves. */
interface View {
  readonly plain: number;
  readonly fonts: readonly number[];
  readonly shift: number;
  readonly moved: readonly string[];
}

describe('the first view on a machine without a Chinese font', function () {
  this.timeout(300_000);
  let hall: HallSystem | null = null;
  let browser: Browser | null = null;
  let confirmation = '';

  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
    browser = await launchWithoutChinese();
    await makeWordFonts();
    const mobile = '13800138000';
    const { reference, token } = await bookByApi(hall, 'BJ-TSY', { name: '王芳', mobile });
    confirmation = `/bookings/${reference}?token=${token}`;
    const opened = { type: 'open_counter', counter: 'BJ-TSY-3', staff: null } as const;
    assert.ok((await hall.system.halls.submit('BJ-TSY', opened, { actor: theSystem })).ok);
  });
  after(async () => {
    try {
      await browser?.close();
    } finally {
      await hall?.close();
    }
  });

  const pages = () => [
    '/',
    '/services/RENEW',
    '/sites',
    '/sites/BJ-TSY',
    '/book',
    '/book/time?service=UNLOCK&site=BJ-TSY',
    confirmation,
  ];

  for (const locale of ['zh-CN', 'en'] as const) {
    for (const width of [360, 1280]) {
      it(`is light, in letters, and moves nothing (${locale}, ${width} px)`, async () => {
        const wrong: string[] = [];
        for (const address of pages()) {
          const context = await visitorWith(begun(browser), locale, { width });
          const page = await context.newPage();
          const { plain, fonts, shift, moved } = await view(page, begun(hall).url + address);
          const all = plain + sum(fonts);
          const name = address.startsWith('/bookings') ? 'confirmation' : address;
          console.log(
            `      ${name}: ${kilobytes(plain)} and ${fonts.map(kilobytes).join(' + ')} of fonts, ${kilobytes(all)} in all, moved by ${shift}`,
          );
          assert.equal(await page.evaluate('document.documentElement.className'), '', `${name} is shown`);
          if (plain > most.plain) wrong.push(`${name}: ${plain} bytes without fonts`);
          if (all > most.whole) wrong.push(`${name}: ${all} bytes`);
          if (fonts.some((one) => one > most.file))
            wrong.push(`${name}: a font of ${Math.max(...fonts)} bytes`);
          if (shift > 0) wrong.push(`${name}: moved by ${shift}: ${moved.join(', ')}`);
          await context.close();
        }
        assert.deepEqual(wrong, []);
      });
    }
  }

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`is as light without a script (${locale})`, async () => {
      const wrong: string[] = [];
      for (const address of pages()) {
        const context = await visitorWith(begun(browser), locale, { script: false });
        const page = await context.newPage();
        const sizes = loaded(page);
        await page.goto(begun(hall).url + address, { waitUntil: 'networkidle' });
        await page.evaluate('document.fonts.ready');
        const [plain, fonts] = [sum(await Promise.all(sizes.plain)), await Promise.all(sizes.fonts)];
        const all = plain + sum(fonts);
        const name = address.startsWith('/bookings') ? 'confirmation' : address;
        console.log(
          `      ${name}: ${kilobytes(plain)} and ${fonts.map(kilobytes).join(' + ')} of fonts, ${kilobytes(all)} in all`,
        );
        if (plain > most.plain) wrong.push(`${name}: ${plain} bytes without fonts`);
        const bound = name === 'confirmation' ? most.named : most.whole;
        if (all > bound) wrong.push(`${name}: ${all} bytes`);
        if (locale === 'zh-CN' && fonts.length < 4) wrong.push(`${name}: without its letters`);
        await context.close();
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('moves nothing when the hall moves on', async () => {
    const { url, system } = begun(hall);
    const context = await visitorWith(begun(browser), 'zh-CN', {});
    const page = await context.newPage();
    await view(page, `${url}/sites/BJ-TSY`);
    const board = () => page.locator('#hall-board').innerText();
    const before = await board();
    const services = [{ code: 'RENEW', quantity: 1 }];
    const walkIn = { type: 'walk_in', id: 'one-more', services, priority: false, byStaff: true } as const;
    assert.ok((await system.halls.submit('BJ-TSY', walkIn, { actor: theSystem })).ok);
    await page.waitForFunction((was) => document.getElementById('hall-board')?.innerText !== was, before);
    const { shift, moved } = await shifts(page);
    assert.equal(shift, 0, moved.join(', '));
    await context.close();
  });
});

interface Loaded {
  readonly plain: readonly Promise<number>[];
  readonly fonts: readonly Promise<number>[];
}

/** What a page will load, with what says where each character is to be found among the fonts. */
function loaded(page: Page): Loaded {
  const plain: Promise<number>[] = [];
  const fonts: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    const size = request.sizes().then((one) => one.responseBodySize + one.responseHeadersSize);
    (/\.woff2|noto-sans-sc|chinese-others/.test(request.url()) ? fonts : plain).push(size);
  });
  return { plain, fonts };
}

async function view(page: Page, address: string): Promise<View> {
  const { plain, fonts } = loaded(page);
  await page.addInitScript(() => {
    const seen: unknown[] = [];
    Object.assign(window, { seen });
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({
      type: 'layout-shift',
      buffered: true,
    });
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => !document.documentElement.classList.contains('unlettered'));
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  return { plain: sum(await Promise.all(plain)), fonts: await Promise.all(fonts), ...(await shifts(page)) };
}

/** by how much of the window things moved by themselves, and which */
async function shifts(page: Page): Promise<Pick<View, 'shift' | 'moved'>> {
  return page.evaluate(() => {
    interface Shift {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node: Node | null }[];
    }
    const all = (window as unknown as { seen: Shift[] }).seen.filter(({ hadRecentInput }) => !hadRecentInput);
    return {
      shift: all.reduce((total, { value }) => total + value, 0),
      moved: all.flatMap(({ sources }) =>
        sources.map(({ node }) => `${node?.nodeName} ${(node?.textContent ?? '').trim().slice(0, 30)}`),
      ),
    };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function kilobytes(size: number): string {
  return `${(size / kilobyte).toFixed(1)} KB`;
}
