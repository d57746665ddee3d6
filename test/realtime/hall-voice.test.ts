import assert from 'node:assert/strict';
import { confirmDevice } from '../../server/actions/device/confirm-device.ts';
import { offerPairing } from '../../server/actions/device/offer-pairing.ts';
import { revokeDevice } from '../../server/actions/device/revoke-device.ts';
import { setDevice } from '../../server/actions/device/set-device.ts';
import { defaultChoice } from '../../server/domain/queue/screens/display-choice.ts';
import type { StaffActor } from '../../server/domain/staff/actor.ts';
import { deviceById, hasOwnVoice } from '../../server/store/device/device-query.ts';
import { paths } from '../../server/web/paths.ts';
import { engines } from '../support/engines.ts';
import { somebody } from '../support/somebody.ts';
import { setHall } from '../web/number/door.ts';
import { Listener } from './listener.ts';
import { type LiveHouse, openHouse } from './live-house.ts';

const site = 'BJ-TSY';
const manager: StaffActor = { ...somebody, role: 'manager', sites: [site] };

interface Wall {
  readonly id: string;
  readonly cookie: string;
}

async function paired({ system }: LiveHouse, name: string): Promise<Wall> {
  const { key, code } = await offerPairing(system, { kind: 'display', site });
  const device = await confirmDevice(system, manager, { by: { code }, name });
  assert.ok(device.ok);
  return { id: device.value.id, cookie: `display=${key}` };
}

describe('the voice of a hall', function () {
  this.timeout(60_000);
  const houses: LiveHouse[] = [];
  const listeners: Listener[] = [];
  const open = async (options: Parameters<typeof openHouse>[0]): Promise<LiveHouse> => {
    const house = await openHouse(options);
    houses.push(house);
    return house;
  };
  const listen = (house: LiveHouse, cookie = ''): Listener => {
    const listener = new Listener(house.url, { site }, '/hall', cookie);
    listeners.push(listener);
    return listener;
  };
  const speaks = (screen: Listener) => screen.until(() => screen.orders?.speaks === true);
  afterEach(async () => {
    for (const listener of listeners.splice(0)) listener.close();
    for (const house of houses.splice(0).reverse()) await house.close();
  });

  it('is that of one screen, and of another one as soon as that has gone', async () => {
    const house = await open({ engine: 'sqlite' });
    const [one, two] = [listen(house), listen(house)];
    await one.ready('screen-number-one');
    await two.ready('screen-number-two');
    assert.deepEqual([one.orders?.speaks, two.orders?.speaks], [true, false]);
    one.close();
    await speaks(two);
  });

  it('goes to a paired display, whatever others have been there before', async () => {
    const house = await open({ engine: 'sqlite' });
    const wall = await paired(house, '东侧大屏');
    const stranger = listen(house);
    await stranger.ready('somebody-at-home');
    const screen = listen(house, wall.cookie);
    await screen.ready('the-wall-itself');
    await speaks(screen);
    await stranger.until(() => stranger.orders?.speaks === false);
    assert.equal(house.gateway.screens(site).find(({ device }) => device === wall.id)?.sound, 'other');
  });

  it('is nobody else’s where the hall has a display of its own, though that is not there yet', async () => {
    const house = await open({ engine: 'sqlite' });
    const wall = await paired(house, '东侧大屏');
    const stranger = listen(house);
    await stranger.ready('somebody-at-home');
    await stranger.until(() => stranger.orders?.speaks === false);
    const settings = { ...defaultChoice, name: '东侧大屏', voice: 'muted' } as const;
    assert.ok((await setDevice(house.system, manager, { id: wall.id, settings })).ok);
    await stranger.ready('somebody-at-home');
    assert.equal(stranger.orders?.speaks, false);
    assert.ok((await revokeDevice(house.system, manager, wall.id)).ok);
    await stranger.ready('somebody-at-home');
    await speaks(stranger);
  });

  it('follows what staff set, and a display that is revoked is one like any other', async () => {
    const house = await open({ engine: 'sqlite' });
    const [first, second] = [await paired(house, '东侧大屏'), await paired(house, '西侧大屏')];
    const [east, west] = [listen(house, first.cookie), listen(house, second.cookie)];
    await east.ready('the-eastern-wall');
    await west.ready('the-western-wall');
    assert.deepEqual([east.orders?.speaks, west.orders?.speaks], [true, false]);
    const before = west.orders?.stamp;
    const settings = { ...defaultChoice, name: '西侧大屏', voice: 'preferred' } as const;
    assert.ok((await setDevice(house.system, manager, { id: second.id, settings })).ok);
    await west.ready('the-western-wall');
    await speaks(west);
    await east.until(() => east.orders?.speaks === false);
    await west.until(() => west.orders?.stamp !== before);
    assert.ok((await revokeDevice(house.system, manager, second.id)).ok);
    await west.ready('the-western-wall');
    await speaks(east);
    await west.until(() => west.orders?.stamp === 'unpaired' && !west.orders.speaks);
  });

  for (const engine of engines)
    it(`is the wall’s, though what hangs over a counter or stands at the door has been paired and the wall has not [${engine}]`, async () => {
      const house = await open({ engine });
      await setHall(house, site, { numberByPhone: true });
      const { reader } = house.system.database;
      const shows = (screen: Wall, path: string): Promise<unknown> =>
        house.request.get(path).set('Cookie', screen.cookie).expect(200);
      const counter = await paired(house, '3 号窗口');
      const door = await paired(house, '门口');
      assert.equal(
        await hasOwnVoice(reader, site),
        true,
        'a machine that has shown nothing yet may be the wall',
      );
      await shows(counter, paths.counterScreen(site, 'BJ-TSY-3'));
      await shows(door, paths.number.door(site));
      while (await hasOwnVoice(reader, site)) await new Promise(setImmediate);
      const wall = listen(house);
      await wall.ready('the-wall-not-paired');
      assert.equal(wall.orders?.speaks, true);
      // another window of the same machine is a wall, and stays one whatever else it shows
      await shows(counter, paths.display(site));
      while (!(await hasOwnVoice(reader, site))) await new Promise(setImmediate);
      await shows(counter, paths.counterScreen(site, 'BJ-TSY-3'));
      const machine = await deviceById(reader, counter.id);
      assert.equal(machine?.place, 'wall');
      await wall.ready('the-wall-not-paired');
      await wall.until(() => wall.orders?.speaks === false);
    });

  it('is one voice over several processes, also for one that starts later [postgres]', async () => {
    const first = await open({ engine: 'postgres' });
    const one = listen(first);
    await one.ready('screen-number-one');
    assert.equal(one.orders?.speaks, true);
    const second = await open({ databaseUrl: first.system.database.url });
    const two = listen(second);
    await two.ready('screen-number-two');
    await two.until(() => two.orders?.speaks === false);
    one.close();
    await speaks(two);
  });
});

for (const engine of engines) {
  describe(`the settings of a paired display [${engine}]`, function () {
    this.timeout(60_000);
    let house: LiveHouse;
    before(async () => {
      house = await openHouse({ engine });
    });
    after(() => house.close());

    it('are what its page shows; the address may say otherwise; nobody else sees them', async () => {
      const wall = await paired(house, '叫号大屏');
      const settings = { name: '叫号大屏', layout: 'calls', language: 'en', voice: 'muted' } as const;
      assert.ok((await setDevice(house.system, manager, { id: wall.id, settings })).ok);
      const page = async (query: string, cookie = wall.cookie): Promise<string> =>
        (await house.request.get(`/display/${site}${query}`).set('Cookie', cookie).expect(200)).text;
      const own = await page('');
      assert.match(own, /hall--calls/);
      assert.match(own, /叫号大屏/);
      assert.match(own, /&#34;language&#34;:&#34;en&#34;.*&#34;muted&#34;:true/);
      assert.match(await page('?view=queues'), /hall--queues/);
      const other = await page('', '');
      assert.match(other, /hall--full/);
      assert.ok(!other.includes('叫号大屏'));
    });

    it('are refused for a device of another hall, one that does not exist, and a name too long', async () => {
      const wall = await paired(house, '');
      const set = (staff: StaffActor, id: string, name: string) =>
        setDevice(house.system, staff, { id, settings: { ...defaultChoice, name } });
      const elsewhere = { ...manager, sites: ['HZ'] };
      const codes = [
        await set(elsewhere, wall.id, ''),
        await set(manager, 'nothing', ''),
        await set(manager, wall.id, '屏'.repeat(61)),
      ].map((answer) => (answer.ok ? 'done' : answer.code));
      assert.deepEqual(codes, ['not_permitted', 'not_found', 'invalid_input']);
    });
  });
}
