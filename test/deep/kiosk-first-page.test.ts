import assert from 'node:assert/strict';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { kioskContext } from '../web/kiosk/kiosk-context.ts';
import { openStill } from '../web/kiosk/open-still.ts';

describe('the first page of a kiosk in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();

  it('shows who waits, and of when that is, within five seconds of a change', async () => {
    const context = await kioskContext(suite.hall, suite.browser);
    const page = await context.newPage();
    const arrived: string[] = [];
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => arrived.push(payload.toString())),
    );
    /** until it has happened; meanwhile the page's clock stands, or goes on by so much for each look */
    const until = async (happened: () => boolean, what: string, goesOn = 0): Promise<void> => {
      for (let look = 0; !happened(); look += 1) {
        assert.ok(look < 300, what);
        if (goesOn > 0) await page.clock.runFor(goesOn);
        await page.waitForTimeout(100);
      }
    };
    const seen = () => suite.hall.gateway.screens('BJ-TSY').find(({ kind }) => kind === 'kiosk')?.version;
    await openStill(suite.hall, page, '');
    await until(() => arrived.some((text) => text.includes('"board"')), 'it follows the hall', 20);
    const people = () => page.locator('.kiosk__waiting p .number').first().textContent();
    const asOf = () => page.locator('.kiosk__as-of').textContent();
    const before = await people();
    const walkIn = {
      type: 'walk_in',
      id: 'seen-by-the-kiosk',
      services: [{ code: 'RENEW', quantity: 1 }],
      priority: false,
      byStaff: true,
    } as const;
    const taken = await suite.hall.system.halls.submit('BJ-TSY', walkIn, { actor: theSystem });
    assert.ok(taken.ok);
    const { version } = taken.value;
    await until(() => arrived.some((text) => text.includes(`"version":${version}`)), 'it is told', 20);
    await page.clock.runFor(5000);
    await page.waitForSelector(`[data-kiosk][data-version="${version}"]`);
    assert.notEqual(await people(), before);
    assert.match((await asOf()) ?? '', /\d\d:\d\d:\d\d/);
    await page.clock.runFor(10_000);
    await until(() => seen() === version, 'it reports the version that it shows');
    await context.close();
  });
});
