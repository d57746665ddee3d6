import assert from 'node:assert/strict';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { confirmDevice } from '../../server/actions/device/confirm-device.ts';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { patternOf } from '../../server/web/declared-page.ts';
import { everyPage } from '../../server/web/every-page.ts';
import { paths } from '../../server/web/paths.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { lettered } from '../support/lettered.ts';
import { type ExamplesBelow, exampleOf, plainExamples } from '../support/route-examples.ts';
import { somebody } from '../support/somebody.ts';
import { chooseOffice, fill, finish, onwards, press, visitorWith } from '../web/booking/browsing.ts';
import { scanned, setHall } from '../web/number/door.ts';
import { certificateOf, listOfVisits, ticketOfWalkIn, whoWaits } from '../web/walk-examples.ts';
import { listen, looked, orphans, ringless, unrest } from './every-visitor.ts';

const site = 'BJ-TSY';

interface Node {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

/** The page as a screen reader is told it, in its order. */
async function tree(session: CDPSession): Promise<readonly Node[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const all = new Map((nodes as unknown as readonly Node[]).map((node) => [node.nodeId, node]));
  const below = (id: string): readonly Node[] => {
    const node = all.get(id);
    return node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap(below)];
  };
  return below(nodes[0]?.nodeId ?? '').filter(({ ignored }) => !ignored);
}

/** Headings that do not begin with one of the first level, or leave one out. */
function outOfOrder(nodes: readonly Node[]): readonly string[] {
  const levels = nodes
    .filter(({ role }) => role?.value === 'heading')
    .map(({ properties }) => Number(properties?.find(({ name }) => name === 'level')?.value.value));
  const skips = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1);
  const firsts = levels.filter((level) => level === 1).length;
  return firsts === 1 && skips.length === 0 ? [] : [`headings ${levels}`];
}

const acts = new Set(['button', 'link', 'checkbox', 'radio', 'textbox', 'combobox']);

function nameless(nodes: readonly Node[]): readonly string[] {
  return nodes
    .filter(({ role, name }) => acts.has(role?.value ?? '') && !name?.value.trim())
    .map(({ role }) => `a ${role?.value} without a name`);
}

/** Of visitors, of the machine at the door and of the phone: not of staff, of the walls or of programs. */
const pages = everyPage
  .filter(({ get, answers = 'page' }) => get !== undefined && answers === 'page')
  .map(patternOf)
  .filter((pattern) => !/^\/(admin|counter|staff|floor|reception|display|api)\b/.test(pattern));

describe('every page of visitors as it is read out, touched and magnified', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let below: ExamplesBelow;
  let certificate = { id: '', token: '' };
  let booked = { reference: '', token: '' };
  let people = 0;

  before(async () => {
    const { hall } = suite;
    await setHall(hall, site, { numberByPhone: true });
    booked = await bookByApi(hall, 'HZ', { name: '王芳', mobile: '13800138000' });
    const { reference } = booked;
    await hall.system.database.writer('booking').where({ reference }).update({ handling: 'online_agency' });
    certificate = await certificateOf(hall);
    below = {
      '/kiosk': { ticket: 'somebody' },
      '/tickets': { token: await ticketOfWalkIn(hall, site) },
      '/waitlist': { token: await whoWaits(hall, site) },
      '/visits': { token: await listOfVisits(hall, reference) },
      '/certificates/:': { certificate: certificate.id },
    };
  });

  beforeEach(() => suite.hall.clock.set(mondayMorning));

  /** A machine at the door that staff have let in, in this browser. */
  const pair = async (page: Page): Promise<void> => {
    await page.goto(suite.hall.url + paths.kiosk.home(site));
    const code = (await page.locator('.kiosk__code').innerText()).trim();
    assert.ok((await confirmDevice(suite.hall.system, somebody, { by: { code }, name: '东门' })).ok);
  };

  /** The pages of the details and of the check, on the way to a visit. */
  const onTheWay = async (page: Page, locale: Locale): Promise<Readonly<Record<string, string>>> => {
    await page.goto(`${suite.hall.url}/book/time?service=UNLOCK`);
    await chooseOffice(page, site);
    await press(page, '#offer .slot');
    const details = page.url();
    people += 1;
    await fill(page, locale, `1361234567${people}`);
    await page.evaluate(`document.querySelector('#confirm').name = ''`);
    await press(page, onwards);
    return { [paths.book.details()]: details, [paths.book.check()]: page.url() };
  };

  const addressOf = (pattern: string, way: Readonly<Record<string, string>>): string => {
    const { url } = suite.hall;
    const known = way[pattern];
    if (known !== undefined) return known;
    const path = exampleOf(pattern, { ...plainExamples, reference: booked.reference }, below);
    if (pattern.startsWith('/certificates/:')) return `${url}${path}?token=${certificate.token}`;
    if (/\/(second|reminders|stop)$/.test(pattern)) return `${url}${path}?token=any`;
    if (/^\/(book|kiosk)\b/.test(pattern))
      return `${url}${path}?service=RENEW&answer=RENEW_STATE.EXPIRED&site=${site}`;
    return url + path;
  };

  /** A browser of 1280 pixels at 400 %, whose reader wants rest and, in English, colours of his own. */
  const reader = async (locale: Locale): Promise<BrowserContext> => {
    const context = await visitorWith(suite.browser, locale, { width: 320 });
    await context.addInitScript(listen);
    return context;
  };

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`has headings in order, a name for everything, room for a thumb, a ring of 3 pixels, and rest (${locale})`, async () => {
      const context = await reader(locale);
      const page = await context.newPage();
      await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: locale === 'en' ? 'active' : 'none' });
      const session = await context.newCDPSession(page);
      const wrong: string[] = [];
      const inspected = async (what: string) => {
        await lettered(page);
        const nodes = await tree(session);
        const found = [...outOfOrder(nodes), ...nameless(nodes)];
        if (locale === 'zh-CN') found.push(...((await page.evaluate(orphans)) as string[]));
        for (const law of [unrest, looked]) found.push(...((await page.evaluate(law)) as string[]));
        await page.keyboard.press('Tab');
        found.push(...((await page.evaluate(ringless)) as string[]));
        // nothing has happened: whatever spoke was there at once, and a clock that runs is not read out
        const spoken = (await page.evaluate('window.spoken')) as string[];
        if (new Set(spoken).size < spoken.length || spoken.length > 1) found.push(`spoke ${spoken}`);
        wrong.push(...found.map((one) => `${what}: ${one}`));
      };
      await pair(page);
      await page.goto(scanned(suite.hall).replace(/^(?!http)/, suite.hall.url));
      await page.goto(`${suite.hall.url}${paths.booking.show(booked.reference, booked.token)}`);
      const way = await onTheWay(page, locale);
      for (const pattern of pages) {
        // the machine at the door has a screen of its own, which nobody magnifies
        const kiosk = pattern.startsWith('/kiosk');
        await page.setViewportSize(kiosk ? { width: 1080, height: 1920 } : { width: 320, height: 740 });
        const answer = await page.goto(addressOf(pattern, way), { waitUntil: 'domcontentloaded' });
        if (answer?.status() !== 200) wrong.push(`${pattern}: ${answer?.status()}`);
        await inspected(pattern);
      }
      await page.setViewportSize({ width: 320, height: 740 });
      await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=${site}`);
      await press(page, '#offer .slot');
      await press(page, onwards);
      await inspected('details with errors');
      await fill(page, locale, `1371234567${people}`);
      await finish(page);
      await inspected('a booking');
      for (const [pressed, says] of [
        ['#ticks [name=tick] >> nth=0', '#ticks-said'],
        ['#keep [data-copy]', '#own-link-said'],
      ] as const) {
        const before = Number(await page.evaluate('window.spoken.length'));
        await page.locator(pressed).click();
        await page.locator(`${says}:not(:empty)`).waitFor();
        const times = Number(await page.evaluate('window.spoken.length')) - before;
        if (times !== 1) wrong.push(`${says} spoke ${times} times`);
      }
      const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
      if (paper.match(/\/Type\s*\/Page[^s]/g)?.length !== 1)
        wrong.push('a booking takes more than a sheet of paper');
      await context.close();
      assert.deepEqual(wrong, []);
      assert.ok(pages.length > 40, `${pages.length} pages were looked at`);
    });
  }
});
