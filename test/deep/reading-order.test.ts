import assert from 'node:assert/strict';
import type { CDPSession, Page } from 'playwright-core';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { fill, finish, onwards, press, visitorWith } from '../web/booking/browsing.ts';

interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

/** The page as a screen reader is told it, in its order. */
async function tree(session: CDPSession): Promise<readonly Node[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return (nodes as unknown as readonly Node[]).filter(({ ignored }) => !ignored);
}

/** Headings begin with one of the first level and leave none out. */
function headingsInOrder(nodes: readonly Node[], what: string): void {
  const levels = nodes
    .filter(({ role }) => role?.value === 'heading')
    .map(({ properties }) => Number(properties?.find(({ name }) => name === 'level')?.value.value));
  assert.equal(levels.filter((level) => level === 1).length, 1, `${what}: one first heading, ${levels}`);
  const skips = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1);
  assert.deepEqual(skips, [], `${what}: ${levels}`);
}

const acts = new Set(['button', 'link', 'checkbox', 'radio', 'textbox', 'combobox']);

function allNamed(nodes: readonly Node[], what: string): void {
  const nameless = nodes.filter(({ role, name }) => acts.has(role?.value ?? '') && !name?.value.trim());
  assert.deepEqual(nameless, [], what);
}

/** What can be seen on a control and is not in the name by which a voice would call it; targets that a thumb misses. */
const looked = `(() => {
  const words = (text) => (text ?? '').replace(/\\s+/g, '').toLowerCase();
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.getClientRects().length > 0;
  const wrong = [];
  for (const one of document.querySelectorAll('main a, main button, main summary, main input:not([type=hidden])')) {
    if (!shown(one)) continue;
    const name = one.getAttribute('aria-label');
    if (name !== null && !words(name).includes(words(one.innerText))) wrong.push('name ' + one.outerHTML.slice(0, 160));
    const area = one.closest('label, .checklist__item') ?? (one.id && document.querySelector('label[for="' + one.id + '"]')) ?? one;
    const inline = one.matches('a:not(.button)') && getComputedStyle(one).display.startsWith('inline');
    const { width, height } = (one.matches('input[type=checkbox], input[type=radio]') ? area : one).getBoundingClientRect();
    // seven days of a week share 360 pixels
    const least = one.matches('.day') ? 40 : 43.5;
    if (!inline && (height < 43.5 || width < least)) wrong.push('small ' + Math.round(width) + 'x' + Math.round(height) + ' ' + one.outerHTML.slice(0, 160));
  }
  const live = [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')];
  for (const one of live) if (one.parentElement.closest('[role=status], [role=alert], [aria-live]')) wrong.push('said twice ' + one.outerHTML.slice(0, 160));
  return wrong;
})()`;

/** A ring may be drawn around the whole card or label that the focused one is the heart of. */
const ringOf = `(() => {
  const one = document.activeElement;
  const drawn = [getComputedStyle(one), getComputedStyle(one, '::after'), ...(one.closest('label') ? [getComputedStyle(one.closest('label'))] : [])];
  return [Math.max(...drawn.map((s) => (s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth)))), one.outerHTML.slice(0, 120)];
})()`;

/** What has the focus after one more step of the keyboard shows it. */
async function focusShown(page: Page, what: string): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    const [widest, tag] = (await page.evaluate(ringOf)) as [number, string];
    if (tag.startsWith('<body')) return;
    assert.ok(widest >= 3, `${what}: ${widest} ${tag}`);
  }
}

describe('the booking as it is read out and touched', () => {
  const suite = hallAndBrowser();

  beforeEach(() => suite.hall.clock.set(mondayMorning));

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`has its headings in order, a name for everything, and room for a thumb (${locale})`, async function () {
      this.timeout(300_000);
      const context = await visitorWith(suite.browser, locale);
      const page = await context.newPage();
      await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: locale === 'en' ? 'active' : 'none' });
      const session = await context.newCDPSession(page);
      const wrong: string[] = [];
      const inspected = async (what: string) => {
        const nodes = await tree(session);
        headingsInOrder(nodes, what);
        allNamed(nodes, what);
        wrong.push(...((await page.evaluate(looked)) as string[]).map((one) => `${what}: ${one}`));
        await focusShown(page, what);
      };
      await page.goto(`${suite.hall.url}/`);
      await inspected('home');
      await page.goto(`${suite.hall.url}/accessibility`);
      await inspected('statement');
      await page.goto(`${suite.hall.url}/book?service=UNLOCK`);
      await inspected('services');
      await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=BJ-TSY`);
      await inspected('time');
      await press(page, '#offer .slot');
      await inspected('details');
      await press(page, onwards);
      await inspected('details with errors');
      await fill(page, locale, locale === 'en' ? '13612345678' : '13612345679');
      await finish(page);
      await inspected('booking');
      await context.close();
      assert.deepEqual(wrong, []);
    });
  }
});
