import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { seedDatabase } from '../../seeds/seed-database.ts';
import type { Hall } from '../../server/domain/queue/hall/hall.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { loadHall } from '../../server/store/queue/hall-query.ts';
import { paths } from '../../server/web/paths.ts';
import { launchBrowser } from '../support/browser.ts';
import { engines, type FreshDatabase, freshDatabase } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { faults } from '../web/counter/faults.ts';
import { password, signedIn } from '../web/counter/signed-in.ts';
import { booking } from '../web/kiosk/kiosk-door.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-1';
const minute = 60_000;
/** machines whose clocks are an hour fast */
const wrongClock = `{
  const ahead = 3_600_000;
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) {
      if (given.length === 0) super(Right.now() + ahead);
      else super(...given);
    }
    static now() {
      return Right.now() + ahead;
    }
  };
}`;

for (const engine of engines) {
  describe(`a small day on five screens at once [${engine}]`, function () {
    this.timeout(60_000);
    let database: FreshDatabase;
    let hall: HallSystem;
    let browser: Browser;
    let displays: readonly [Page, Page];
    let console: Page;
    let kiosk: Page;
    let phone: Page;
    let username: string;

    const open = async (width: number, height: number): Promise<Page> => {
      const context: BrowserContext = await browser.newContext({
        viewport: { width, height },
        locale: 'zh-CN',
      });
      context.setDefaultTimeout(20_000);
      await context.addInitScript(wrongClock);
      return context.newPage();
    };
    const stored = async (): Promise<Hall> => {
      const kept = await loadHall(hall.system.database.reader, site, '2026-11-23');
      assert.ok(kept !== null);
      return kept;
    };
    const stateOf = (kept: Hall, number: string) =>
      [...kept.tickets.values()].find((ticket) => ticket.number === number);
    /** every screen that can hear shows what is stored */
    const agree = async (...pages: readonly Page[]): Promise<void> => {
      const { version } = await stored();
      await Promise.all(pages.map((page) => page.waitForSelector(`[data-version="${version}"]`)));
    };
    const press = async (verb: string): Promise<void> => {
      hall.clock.advance(minute);
      const answered = console.waitForResponse((response) => response.url().endsWith(`/${counter}/${verb}`));
      const form = console.locator(`form[data-verb="${verb}"]`).first();
      if (!(await form.isVisible()))
        await console.locator('details', { has: form }).locator('summary').first().click();
      await form.locator('button').first().click();
      assert.equal((await answered).status(), 200, verb);
      await agree(console);
    };
    const takeNumber = async (services = ['RENEW']): Promise<string> => {
      const id = hall.system.secrets.newId();
      const wanted = services.map((code) => ({ code, quantity: 1 }));
      const order = { type: 'walk_in', id, services: wanted, priority: false, byStaff: true } as const;
      assert.ok((await hall.system.halls.submit(site, order, { actor: theSystem })).ok);
      return id;
    };
    const signIn = async (page: Page): Promise<void> => {
      await signInByBrowser(page, hall.url, { username, password });
      await page.goto(hall.url + paths.counter.choose());
    };
    const numberOnSlip = async (): Promise<string> => {
      await kiosk.waitForURL('**/tickets/*');
      return /[A-Z]\d{3}/.exec((await kiosk.textContent('.kiosk__number')) ?? '')?.[0] ?? '';
    };
    const home = () => kiosk.goto(hall.url + paths.kiosk.home(site));

    before(async () => {
      database = await freshDatabase(engine);
      hall = await startSystem({ engine, databaseUrl: database.url });
      await seedDatabase(hall.system);
      username = (await signedIn(hall, 'manager')).username;
      browser = await launchBrowser();
      displays = [await open(1920, 1080), await open(1080, 1920)];
      [console, kiosk, phone] = [await open(1280, 720), await open(1080, 1920), await open(360, 740)];
      await Promise.all([signIn(console), signIn(kiosk)]);
      await Promise.all([
        ...displays.map((page) => page.goto(hall.url + paths.display(site))),
        console.goto(hall.url + paths.counter.console(counter)),
        home(),
      ]);
      await kiosk.locator('main form button').click();
      await kiosk.waitForSelector('a.tile--main');
    });
    after(async () => {
      await browser?.close();
      await hall?.close();
      database?.discard();
    });

    it('ends on the right version everywhere though a link is cut and the server restarts', async () => {
      await press('open');
      const reference = await booking(hall, '2026-11-23T10:15:00+08:00');
      await kiosk.click('.tile--main');
      await kiosk.fill('#reference', reference);
      await kiosk.press('#reference', 'Enter');
      const booked = await numberOnSlip();
      for (let people = 0; people < 3; people += 1) await takeNumber();
      const own = await takeNumber();
      await phone.goto(hall.url + paths.ticket.show(hall.system.secrets.tokenFor('ticket', own)));
      await agree(...displays, console, kiosk);

      for (const verb of ['next', 'recall', 'recall', 'missed', 'return', 'next', 'start', 'park'])
        await press(verb);
      assert.match((await console.textContent('.console__aside')) ?? '', /挂起（1）/);
      await press('next');
      assert.match(
        (await console.textContent('[data-since]')) ?? '',
        /^0:\d\d$/,
        'by the clock of the server',
      );
      for (const verb of ['start', 'transfer', 'resume-ticket']) await press(verb);
      await agree(...displays, console, kiosk);

      const cut = [displays[1].context(), phone.context(), kiosk.context()];
      for (const context of cut) await context.setOffline(true);
      await takeNumber();
      await agree(displays[0], console);
      const now = hall.clock.now();
      const { port } = new URL(hall.url);
      const lost = console.waitForSelector('[data-lost]:not([hidden])');
      await hall.close();
      await lost;
      hall = await startSystem({ engine, databaseUrl: database.url, env: { PORT: port } });
      hall.clock.set(now);
      const said = Promise.all([
        displays[1].waitForSelector('#stale:not([hidden])'),
        phone.waitForSelector('#offline:not([hidden])'),
      ]);
      await agree(displays[0], console);
      await console.waitForSelector('[data-lost]', { state: 'hidden' });
      assert.ok(stateOf(await stored(), booked) !== undefined);

      for (let served = 0; served < 12; served += 1) {
        if ((await stored()).tickets.get(own)?.state === 'called') break;
        const current = (await stored()).counters.get(counter)?.ticket ?? null;
        if (current !== null) {
          if ((await stored()).tickets.get(current)?.state === 'called') await press('start');
          await press('finish');
        }
        await press('next');
      }
      assert.equal((await stored()).tickets.get(own)?.state, 'called');
      await said;
      for (const context of cut) await context.setOffline(false);
      await agree(...displays, console, kiosk);
      await phone.waitForSelector('.ticket[data-state="called"]');
      await displays[1].waitForSelector('#stale', { state: 'hidden' });
      const walls = await Promise.all(
        displays.map((page) => page.locator('[data-region="called"]').textContent()),
      );
      assert.equal(walls[0], walls[1]);
    });

    it('names each display and kiosk to staff, and flags what has been silent for half a minute', async () => {
      const seen = () => hall.gateway.screens(site);
      const kinds = seen().map(({ kind }) => kind);
      assert.equal(kinds.filter((kind) => kind === 'display').length, 2);
      assert.equal(kinds.filter((kind) => kind === 'kiosk').length, 1);
      hall.clock.advance(30_001);
      assert.ok(seen().every(({ silent }) => silent));
    });

    it('has nothing for axe to find on any of its screens', async () => {
      for (const page of [...displays, console, kiosk, phone])
        assert.deepEqual(await faults(page), [], page.url());
    });

    it('moves on to the next day while it is open', async () => {
      hall.clock.set('2026-11-24T09:30:00+08:00');
      await takeNumber();
      const kept = await loadHall(hall.system.database.reader, site, '2026-11-24');
      const today = `#main[data-day="2026-11-24"][data-version="${kept?.version}"]`;
      await Promise.all([
        ...displays.map((page) => page.waitForSelector(today)),
        kiosk.waitForSelector(`[data-kiosk][data-version="${kept?.version}"]`),
        phone.waitForSelector('.ticket[data-state="void"]'),
      ]);
      // nobody stays signed in overnight: the console asks, and comes back to its counter
      await console.waitForURL('**/staff/sign-in?next=*');
      await console.fill('#username', username);
      await console.fill('#password', password);
      await console.press('#password', 'Enter');
      await console.waitForSelector(`[data-counter-state="closed"][data-version="${kept?.version}"]`);
    });
  });
}
