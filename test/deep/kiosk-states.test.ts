import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { faults } from '../web/counter/faults.ts';
import { cameraSees } from '../web/kiosk/fake-camera.ts';
import { letIn } from '../web/kiosk/kiosk-context.ts';
import { booking, kioskHome, site } from '../web/kiosk/kiosk-door.ts';

const upright = { width: 1080, height: 1920 };
const tablet = { width: 1024, height: 1366 };
const lying = { width: 1280, height: 800 };
const smallest = 64;

/** What can be touched and is less than 64 px high or wide, what leads on and is not wholly in sight, a number that is covered, and whether the page is wider than the screen. */
const tooSmall = (page: Page) =>
  page.evaluate((least) => {
    const targets = 'a, button, summary, .choice, input:not([type=checkbox]):not([type=hidden])';
    const found = [...document.querySelectorAll<HTMLElement>(targets)].filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return each.checkVisibility() && (width < least - 0.5 || height < least - 0.5);
    });
    const edge = document.querySelector('#main')?.getBoundingClientRect().bottom ?? 0;
    const cut = [...document.querySelectorAll('.kiosk__actions .button, .kiosk__type .button')]
      .filter((each) => each.getBoundingClientRect().bottom > edge + 1)
      .map((each) => `cut off: ${each.outerHTML.slice(0, 80)}`);
    const number = document.querySelector('.kiosk__number')?.lastChild;
    const written = document.createRange();
    if (number) written.selectNodeContents(number);
    const { right, bottom } = written.getBoundingClientRect();
    const code = document.querySelector('.kiosk__qr')?.getBoundingClientRect();
    if (number && code && right > code.left && bottom > code.top) cut.push('the code covers the number');
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is too wide'] : [];
    return [...found.map((each) => each.outerHTML.slice(0, 80)), ...wide, ...cut];
  }, smallest);

describe('every state of a kiosk', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let context: BrowserContext;
  let page: Page;
  const order = async (request: HallRequest): Promise<void> => {
    assert.ok((await suite.hall.system.halls.submit(site, request, { actor: theSystem })).ok);
  };
  const go = (path = '') => page.goto(suite.hall.url + kioskHome + path);
  const type = async (reference: string): Promise<void> => {
    await go('/check-in');
    await page.fill('#reference', reference);
    await page.press('#reference', 'Enter');
    await page.waitForSelector('#reference-error');
  };
  const take = async (service: string): Promise<void> => {
    await go(`/priority?service=${service}`);
    await page.click('button[value="yes"]');
  };
  const states: Readonly<Record<string, () => Promise<unknown>>> = {
    home: () => go(),
    'check-in': () => go('/check-in'),
    'a reference that nobody knows': () => type('2222-2222'),
    'a booking of another day': async () => type(await booking(suite.hall, '2026-11-25T10:00:00+08:00')),
    services: () => go('/services'),
    'no service chosen': () => go('/services?none=1'),
    'the list of materials': () => go('/checklist?service=NEW&service=ADD_DECLARANT&service=REPLACE'),
    priority: () => go('/priority?service=RENEW'),
    'the slip': async () => {
      await take('RENEW');
      await page.waitForURL('**/tickets/*');
    },
    'the slip of a booking': async () => {
      await go('/check-in');
      await page.fill('#reference', await booking(suite.hall, '2026-11-23T10:15:00+08:00'));
      await page.press('#reference', 'Enter');
      await page.waitForURL('**/tickets/*');
    },
    'about to go home': async () => {
      await go('/checklist?service=RENEW');
      await page.evaluate(() => document.querySelector('[data-kiosk-going]')?.removeAttribute('hidden'));
    },
    'the network away': async () => {
      await go();
      await context.setOffline(true);
      await page.click('.tile--main');
      await page.waitForSelector('[data-kiosk-offline]:not([hidden])');
      await context.setOffline(false);
    },
    'the camera on': async () => {
      await cameraSees(page, '');
      await go('/check-in');
      await page.click('[data-camera]');
      await page.waitForSelector('[data-camera-box]:not([hidden])');
    },
    paused: async () => {
      await order({ type: 'pause_hall', reason: '设备检修' });
      await go();
      await order({ type: 'resume_hall' });
    },
    'last call': async () => {
      suite.hall.clock.set('2026-11-23T16:58:00+08:00');
      await order({ type: 'open_counter', counter: `${site}-5`, staff: null });
      await go();
      await page.waitForSelector('.kiosk__instead');
    },
    'no ticket any more': async () => {
      await take('RENEW');
      await page.waitForSelector('[data-last] .kiosk__instead');
    },
    closed: async () => {
      suite.hall.clock.set('2026-11-23T17:40:00+08:00');
      await go();
      await page.waitForSelector('.kiosk__instead');
    },
  };

  before(async () => {
    context = await suite.browser.newContext({ viewport: upright, locale: 'zh-CN' });
    page = await context.newPage();
  });

  const measure = async (state: string): Promise<void> => {
    for (const viewport of [lying, ...(state.startsWith('the slip') ? [tablet] : []), upright]) {
      await page.setViewportSize(viewport);
      assert.deepEqual(await tooSmall(page), [], `${state} ${viewport.width}`);
    }
    assert.deepEqual(await faults(page), [], state);
  };

  it('has nothing for axe to find and no small target: waiting to be let in', async () => {
    await go();
    await measure('pairing');
    await letIn(suite.hall, page);
  });

  for (const [state, reach] of Object.entries(states)) {
    it(`has nothing for axe to find and no small target: ${state}`, async () => {
      await reach();
      await measure(state);
    });
  }

  it('in English and in large type, too', async () => {
    suite.hall.clock.set('2026-11-24T10:00:00+08:00');
    for (const path of ['', '/check-in', '/services', '/checklist?service=NEW']) {
      const parameters = `${path.includes('?') ? '&' : '?'}lang=en&type=large`;
      await go(path + parameters);
      await measure(path);
    }
  });
});
