import type { Page } from 'playwright-core';
import { details, press } from '../web/booking/browsing.ts';

/**
 * Seconds of a person at a screen, by the keystroke-level model (Card, Moran and Newell, 1983): to think what comes next, to point and
 * press, and to type one character. A Chinese character takes two keys.
 */
const human = { think: 1.35, point: 1.1, key: 0.28, keysOfChinese: 2 } as const;

/** What a task took. Nobody waits for the seconds of the person: they are reckoned, so that they are the same on every machine. */
export interface TaskCount {
  readonly pages: number;
  readonly taps: number;
  readonly fields: number;
  /** of all answers on the way, headers included, in a browser that has nothing yet */
  readonly bytes: number;
  /** of the home page alone, and of the fonts that it pulled beside, which only a machine without a Chinese font does */
  readonly firstView: number;
  readonly firstFonts: number;
  /** of the person, reckoned */
  readonly seconds: number;
  /** of browser and server, measured */
  readonly machine: number;
}

/** Somebody who knows his data, and what he has done so far. */
class Person {
  pages = 0;
  taps = 0;
  fields = 0;
  #human = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** the machine's own seconds not included */
  get seconds(): number {
    return this.#human;
  }

  sees(): void {
    this.pages += 1;
    this.#human += human.think;
  }

  #tapped(): void {
    this.taps += 1;
    this.#human += human.think + human.point;
  }

  async tap(selector: string): Promise<void> {
    this.#tapped();
    await this.#page.locator(selector).first().click();
  }

  /** A tap that leads to another page. */
  async goOn(selector: string): Promise<void> {
    this.#tapped();
    await press(this.#page, selector);
  }

  async type(field: string, text: string): Promise<void> {
    this.fields += 1;
    const keys = [...text].map((one) => (/\p{Script=Han}/u.test(one) ? human.keysOfChinese : 1));
    this.#human += human.think + human.point + human.key * keys.reduce((sum, one) => sum + one, 0);
    await this.#page.locator(field).fill(text);
  }
}

export interface Renewal {
  readonly url: string;
  readonly locale: 'zh-CN' | 'en';
  readonly site: string;
  readonly mobile: string;
}

async function sumOf(sizes: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
}

/** From the home page to a booked renewal, each page as it comes; the page of the booking is the last. */
export async function bookRenewal(page: Page, { url, locale, site, mobile }: Renewal): Promise<TaskCount> {
  const sizes: Promise<number>[] = [];
  const fonts: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    const size = request.sizes().then((one) => one.responseBodySize + one.responseHeadersSize);
    const kind = /\.woff2|noto-sans-sc|chinese-others/.test(request.url()) ? fonts : sizes;
    kind.push(size.catch(() => 0));
  });
  const person = new Person(page);
  const shown = (selector: string) => page.locator(selector).first().isVisible();
  const began = performance.now();
  await page.goto(url);
  await page.evaluate('document.fonts.ready');
  const [firstView, firstFonts] = [await sumOf(sizes), await sumOf(fonts)];
  for (let at = page.url(); ; at = page.url()) {
    person.sees();
    const { pathname } = new URL(at);
    if (pathname.startsWith('/bookings/')) break;
    if (person.pages > 15) throw new Error(`no end at ${at}`);
    if (pathname === '/') await person.goOn('main a.button[href="/book"]');
    else if (pathname === '/book') {
      await person.tap('input[name=service][value=RENEW]');
      const asked = 'input[value=EXPIRED]';
      if (await shown(asked)) await person.tap(asked);
      await person.goOn('main .actions .button');
    } else if (pathname === '/book/checklist') {
      if (await shown('input[value=EXPIRED]')) await person.tap('input[value=EXPIRED]');
      await person.goOn('main .actions .button');
    } else if (pathname === '/book/site') await person.goOn(`main a[href*="site=${site}"]`);
    else if (pathname === '/book/time') {
      if (!(await shown('#offer .slot'))) {
        const before = page.url();
        await person.tap(`main a[href*="site=${site}"]`);
        await page.waitForURL((address) => address.href !== before);
        await page.locator('#offer .slot').first().waitFor();
      }
      await person.goOn('#offer .slot');
    } else if (pathname === '/book/details') {
      await person.type('#enterprise', details[locale].enterprise);
      await person.type('#creditCode', '91110108551385082Q');
      await person.type('#name', details[locale].name);
      await person.type('#mobile', mobile);
      await person.tap('#consent');
      await person.goOn('main form .actions .button');
    } else if (pathname === '/book/check') await person.goOn('main form .actions .button');
    else throw new Error(`nobody knows what to do at ${at}`);
  }
  const machine = (performance.now() - began) / 1000;
  const bytes = (await sumOf(sizes)) + (await sumOf(fonts));
  return {
    pages: person.pages,
    taps: person.taps,
    fields: person.fields,
    bytes,
    firstView,
    firstFonts,
    seconds: person.seconds,
    machine,
  };
}
