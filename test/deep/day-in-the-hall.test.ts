import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { confirmDevice } from '../../server/actions/device/confirm-device.ts';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import type { Board } from '../../server/domain/queue/screens/board.ts';
import { hallSentence } from '../../server/domain/queue/screens/hall-sentence.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { words } from '../../server/locales/words.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { moments } from '../support/moments-of-a-day.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { somebody } from '../support/somebody.ts';
import { unmarked } from '../support/unmarked.ts';
import { faults } from '../web/counter/faults.ts';
import { codeOn } from '../web/kiosk/kiosk-door.ts';

const site = 'BJ-TSY';
/** serves both queues */
const counter = `${site}-5`;
const services = [{ code: 'RENEW', quantity: 1 }];
const password = 'Correct-Horse-42';

for (const language of ['zh-CN', 'en'] as const)
  describe(`a day in the hall, from 08:50 to its end and once more, in a browser in ${language}`, function () {
    this.timeout(300_000);
    const own = hallAndBrowser({ clockStart: '2026-11-24T08:45:00+08:00' });
    const t = words(language);
    let kiosk: BrowserContext;
    let boss: Page;
    let phone: Page;
    let display: Page;

    const order = async (request: HallRequest): Promise<void> => {
      const answer = await own.hall.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
    };
    const at = (time: string): void => own.hall.clock.set(`2026-11-24T${time}:00+08:00`);
    const board = async (): Promise<Board> =>
      (await own.hall.request.get(`/api/v1/sites/${site}/board`).expect(200)).body as Board;
    const read = async (page: Page, address: string): Promise<string> => {
      await page.goto(`${own.hall.url}${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
      return unmarked(await page.innerText('body'));
    };
    const sentenceOf = ({ state: kind, reason, opensAt, openUntil }: Board): string =>
      t(`hall.${hallSentence({ kind, reason })}`, {
        time: (openUntil ?? opensAt ?? '').slice(11, 16),
        reason: reason?.[language] ?? '',
      });
    const signIn = async (): Promise<Page> => {
      const context = await own.browser.newContext({
        locale: language,
        viewport: { width: 1280, height: 900 },
      });
      const page = await context.newPage();
      await signInByBrowser(page, own.hall.url, { username: 'boss', password });
      return page;
    };
    const pressed = async (text: string): Promise<void> => {
      await read(boss, `/admin/day?site=${site}`);
      await boss.locator('details.day-end summary').click();
      assert.deepEqual(await faults(boss), []);
      await Promise.all([boss.waitForEvent('load'), boss.locator('details.day-end button').click()]);
      assert.ok((await boss.innerText('main')).includes(text), text);
    };

    before(async () => {
      const boss = {
        username: 'boss',
        name: '王',
        role: 'manager',
        sites: [site],
        password,
        actor: theSystem,
      } as const;
      assert.ok((await createStaff(own.hall.system, boss)).ok);
      kiosk = await own.browser.newContext({ locale: language });
      const door = await kiosk.newPage();
      await door.goto(`${own.hall.url}/kiosk/${site}`);
      const by = { code: codeOn(await door.content()) };
      assert.ok((await confirmDevice(own.hall.system, somebody, { by, name: '东门' })).ok);
      await order({ type: 'open_counter', counter, staff: null });
      for (const id of ['here', 'waits'])
        await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
      await order({ type: 'call_next', counter });
      await order({ type: 'start', counter });
      const small = { locale: language, viewport: { width: 360, height: 740 } };
      phone = await (await own.browser.newContext(small)).newPage();
      display = await (await own.browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
    });

    /** The visit under way ends and another one begins: one that takes hours would make every wait too long for the day. */
    const serveAnother = async (ticket: string): Promise<void> => {
      await order({ type: 'finish', counter, outcome: 'completed' });
      await order({ type: 'walk_in', id: ticket, services, priority: false, byStaff: true });
      await order({ type: 'call_ticket', counter, ticket, reason: 'x' });
      await order({ type: 'start', counter });
    };
    const holder = () => `/tickets/${own.hall.system.secrets.tokenFor('ticket', 'waits')}`;

    for (const [time, kind] of moments)
      it(`${time}: the board says ${kind}, and so does every surface`, async () => {
        at(time);
        if (kind === 'open') await serveAnother(`here at ${time}`);
        if (kind === 'closed') {
          boss = await signIn();
          await pressed(t('day.end.left', { left: 1, notRecorded: 1 }));
        }
        const now = await board();
        assert.equal(now.state, kind);
        const said = sentenceOf(now);
        const desk = await signIn();
        const visitor = await (await own.browser.newContext({ locale: language })).newPage();
        const surfaces: Record<string, () => Promise<string>> = {
          'site page': () => read(visitor, `/sites/${site}`),
          comparison: () => read(visitor, '/book/time?service=UNLOCK'),
          display: () => read(display, `/display/${site}`),
          // a page of its own: one that stands open goes home by itself when the hall changes
          kiosk: async () => {
            const page = await kiosk.newPage();
            const text = await read(page, `/kiosk/${site}`);
            await page.close();
            return text;
          },
          phone: () => read(phone, holder()),
          console: () => read(desk, `/counter/${counter}`),
          reception: () => read(desk, `/reception/${site}`),
          floor: () => read(desk, `/floor/${site}`),
        };
        // while it is open these greet, and call; who holds a ticket is told of the tickets of others nothing
        const silent =
          kind === 'open'
            ? ['display', 'kiosk', 'phone']
            : kind === 'last_call' || kind === 'closed'
              ? ['phone']
              : [];
        for (const [surface, shows] of Object.entries(surfaces)) {
          const text = await shows();
          if (!silent.includes(surface))
            assert.ok(text.includes(said), `${surface} at ${time}: "${said}" is not in\n${text}`);
        }
        await visitor.context().close();
        await desk.context().close();
      });

    it('closed, the phone has the apology and the way to the next day, and the wall says that the day is over the same evening', async () => {
      at('17:40');
      const text = await read(phone, holder());
      assert.ok(text.includes(t('ticket.notReached')) && text.includes(t('ticket.nextDay.book')));
      assert.deepEqual(await faults(phone), []);
      assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      const wall = await read(display, `/display/${site}`);
      assert.ok(wall.includes(t('hall.closed')));
    });

    it('opened again, the visitor waits again on a phone that was open all the time, and who was served is served', async () => {
      await read(phone, holder());
      await pressed(t('day.end.button'));
      await phone.waitForSelector('.ticket[data-state="waiting"]');
      assert.equal((await board()).state, 'closing');
      await order({ type: 'finish', counter, outcome: 'completed' });
      await pressed(t('day.end.left', { left: 1, notRecorded: 0 }));
      await phone.waitForSelector('.ticket[data-state="void"]');
    });
  });
