import assert from 'node:assert/strict';
import { confirmDevice } from '../../server/actions/device/confirm-device.ts';
import { offerPairing } from '../../server/actions/device/offer-pairing.ts';
import { revokeDevice } from '../../server/actions/device/revoke-device.ts';
import { setDevice } from '../../server/actions/device/set-device.ts';
import { defaultChoice } from '../../server/domain/queue/screens/display-choice.ts';
import type { StaffActor } from '../../server/domain/staff/actor.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { somebody } from '../support/somebody.ts';
import { Listener } from './listener.ts';

const site = 'BJ-TSY';
const manager: StaffActor = { ...somebody, role: 'manager', sites: [site, 'HZ'] };

for (const engine of engines) {
  describe(`a page that anybody has opened, in the system as it is composed [${engine}]`, function () {
    this.timeout(30_000);
    let hall: HallSystem;
    const listeners: Listener[] = [];

    const listen = (cookie = '', origin?: string): Listener => {
      const listener = new Listener(hall.url, { site }, '/hall', cookie, origin);
      listeners.push(listener);
      return listener;
    };
    const says = (who: Listener, id: string, sound: 'other' | 'blocked' = 'other') =>
      who.socket.emit('screen:seen', { id, kind: 'display', version: 0, sound });
    const stranger = (): Listener => {
      const page = listen();
      says(page, 'somebody-at-home');
      return page;
    };
    const comesToSpeak = (page: Listener) => page.until(() => page.orders?.speaks === true);
    /** It says again that it can be heard, and is told. */
    const isTold = async (page: Listener, speaks: boolean): Promise<void> => {
      says(page, 'somebody-at-home');
      await page.until(() => page.orders?.speaks === speaks);
    };
    const paired = async (kind: 'display' | 'kiosk' = 'display', at = site) => {
      const { key, code } = await offerPairing(hall.system, { kind, site: at });
      const device = await confirmDevice(hall.system, manager, { by: { code }, name: '大屏' });
      assert.ok(device.ok);
      return { id: device.value.id, cookie: `display=${key}`, key };
    };
    const revoke = async (id: string): Promise<void> =>
      assert.ok((await revokeDevice(hall.system, manager, id)).ok);

    before(async () => {
      hall = await startSystem({ engine });
    });
    afterEach(() => {
      for (const listener of listeners.splice(0)) listener.close();
    });
    after(() => hall.close());

    it('is not the display of the hall, though it is open in its browser: a machine is known to our own pages alone', async () => {
      const { id, cookie } = await paired();
      const foreign = listen(cookie, 'https://elsewhere.test');
      says(foreign, 'another-page');
      await foreign.until(() => foreign.orders !== null);
      assert.equal(foreign.orders?.speaks, false);
      const wall = listen(cookie, hall.url);
      says(wall, 'the-wall-itself');
      await comesToSpeak(wall);
      await revoke(id);
    });

    it('is silent from the moment the hall has a display: not there yet, not to be heard, or silent by its manager’s wish', async () => {
      const page = stranger();
      await comesToSpeak(page);

      const absent = await paired();
      await isTold(page, false);
      await revoke(absent.id);
      await isTold(page, true);

      const blocked = await paired();
      const wall = listen(blocked.cookie);
      says(wall, 'the-wall-itself', 'blocked');
      await wall.until(() => wall.orders !== null);
      await isTold(page, false);
      await revoke(blocked.id);
      await isTold(page, true);

      const muted = await paired();
      const settings = { ...defaultChoice, name: '大屏', voice: 'muted' } as const;
      assert.ok((await setDevice(hall.system, manager, { id: muted.id, settings })).ok);
      await isTold(page, false);
      await revoke(muted.id);
      await isTold(page, true);
    });

    it('is heard where only another hall, a kiosk or nobody yet has been paired', async () => {
      const others = [await paired('display', 'HZ'), await paired('kiosk')];
      await offerPairing(hall.system, { kind: 'display', site });
      await comesToSpeak(stranger());
      for (const { id } of others) await revoke(id);
    });

    it('does not pass for the display by its name, nor by a key that is none, or a kiosk’s', async () => {
      const [own, kiosk] = [await paired(), await paired('kiosk')];
      const wall = listen(own.cookie);
      says(wall, 'the-wall-itself');
      await comesToSpeak(wall);
      for (const cookie of ['', `${own.cookie}x`, 'display=nothing', `display=${kiosk.key}`]) {
        const other = listen(cookie);
        says(other, 'the-wall-itself');
        await other.until(() => other.orders !== null);
        assert.equal(other.orders?.speaks, false, cookie);
      }
      assert.equal(wall.orders?.speaks, true);
      // not even when the wall has gone: whoever was told before is told again
      const page = stranger();
      await page.until(() => page.orders !== null);
      wall.close();
      await revoke(own.id);
      await isTold(page, true);
    });
  });
}
