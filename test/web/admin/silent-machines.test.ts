import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { type Somebody, signedIn } from '../counter/signed-in.ts';
import { kioskHome, pairedKiosk } from '../kiosk/kiosk-door.ts';

for (const engine of engines) {
  describe(`the overview on machines that have gone silent [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Somebody;
    let clerk: Somebody;
    const overview = async (who: Somebody) => {
      const { status, text } = await who.agent.get('/admin');
      assert.equal(status, 200);
      return text;
    };
    const flagged = /1 台已配对的显示屏或自助取号机超过 30 秒没有响应/;

    before(async () => {
      hall = await startSystem({ engine });
      manager = await signedIn(hall, 'manager');
      clerk = await signedIn(hall, 'counter');
    });
    beforeEach(() => hall.clock.set(mondayMorning));
    after(() => hall.close());

    it('flags one after 30 s while the hall works, and leads to it', async () => {
      const kiosk = await pairedKiosk(hall);
      await kiosk.get(kioskHome);
      hall.clock.advance(29_000);
      assert.doesNotMatch(await overview(manager), flagged);
      hall.clock.advance(2000);
      assert.match(await overview(manager), new RegExp(`href="/staff/devices"[^>]*>${flagged.source}`));
      assert.doesNotMatch(await overview(clerk), flagged, 'a clerk can do nothing about it');
      await kiosk.get(kioskHome);
      // that it lives is noted beside its request
      while (flagged.test(await overview(manager)));
    });

    it('says nothing of it at night', async () => {
      hall.clock.advance(12 * 60 * 60_000);
      manager = await signedIn(hall, 'manager');
      assert.doesNotMatch(await overview(manager), flagged);
    });
  });
}
