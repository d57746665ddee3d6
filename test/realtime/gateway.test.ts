import assert from 'node:assert/strict';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import {
  type Followed,
  followBoard,
  followChange,
  followNothing,
} from '../../server/domain/queue/screens/followed-board.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import type { BoardChange } from '../../server/realtime/events.ts';
import { engines } from '../support/engines.ts';
import { Listener } from './listener.ts';
import { type LiveHouse, openHouse } from './live-house.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-1';

async function order(house: LiveHouse, request: HallRequest): Promise<number> {
  const answer = await house.system.halls.submit(site, request, { actor: theSystem });
  assert.ok(answer.ok, answer.ok ? '' : answer.code);
  return answer.value.version;
}

let tickets = 0;

function walkIn(house: LiveHouse): Promise<number> {
  tickets += 1;
  const services = [{ code: 'RENEW', quantity: 1 }];
  return order(house, {
    type: 'walk_in',
    id: `walk-in-${tickets}`,
    services,
    priority: false,
    byStaff: true,
  });
}

for (const engine of engines) {
  describe(`the gateway of the screens [${engine}]`, function () {
    this.timeout(60_000);
    let house: LiveHouse;
    const listeners: Listener[] = [];
    const listen = (auth: object, namespace?: string): Listener => {
      const listener = new Listener(house.url, auth, namespace);
      listeners.push(listener);
      return listener;
    };

    before(async () => {
      const authorise = async (_request: unknown, { key }: { key: string | null }) => key === 'a staff key';
      house = await openHouse({ engine, authorise });
      await order(house, { type: 'open_counter', counter, staff: null });
    });
    afterEach(() => {
      for (const listener of listeners.splice(0)) listener.close();
    });
    after(() => house.close());

    it('sends the whole board to whoever connects, and again when asked', async () => {
      const version = await walkIn(house);
      const screen = listen({ site });
      await screen.until(() => screen.boards.length === 1);
      assert.equal(screen.boards[0]?.version, version);
      screen.socket.emit('sync');
      await screen.until(() => screen.boards.length === 2);
    });

    it('refuses to join a hall that does not exist', async () => {
      for (const auth of [{ site: 'NOWHERE' }, { site: 7 }, {}]) {
        const screen = listen(auth);
        await screen.until(() => screen.refused !== null);
        assert.equal(screen.refused, 'unknown_site');
      }
    });

    it('tells every screen of a call, with the fact and the board', async () => {
      const [one, two] = [listen({ site }), listen({ site })];
      await Promise.all([one, two].map((each) => each.until(() => each.boards.length === 1)));
      await walkIn(house);
      const version = await order(house, { type: 'call_next', counter });
      for (const screen of [one, two]) {
        await screen.until(() => screen.changes.at(-1)?.version === version);
        const facts = screen.changes.flatMap((change) => change.facts);
        const call = facts.find(({ type }) => type === 'ticket_called');
        assert.equal(call?.label, '1');
        assert.equal(screen.changes.at(-1)?.board.calling[0]?.number, call?.number);
      }
      await order(house, { type: 'park', counter });
    });

    it('writes a change once, however many screens listen', async () => {
      const screens = Array.from({ length: 20 }, () => listen({ site }));
      await Promise.all(screens.map((each) => each.until(() => each.boards.length === 1)));
      const stringify = JSON.stringify;
      const written: string[] = [];
      JSON.stringify = ((...given: Parameters<typeof stringify>) => {
        const text = stringify(...given);
        if (text?.startsWith('["board:changed"')) written.push(text);
        return text;
      }) as typeof stringify;
      let version = 0;
      try {
        version = await walkIn(house);
        await Promise.all(screens.map((each) => each.until(() => each.changes.at(-1)?.version === version)));
      } finally {
        JSON.stringify = stringify;
      }
      // an earlier change's push or the regular refresh may fall into the same moment: neither tells this one
      const telling = written.map((text): BoardChange => JSON.parse(text)[1]);
      assert.equal(telling.filter((told) => told.after < version && told.version >= version).length, 1);
    });

    it('heals a screen that was away while things happened', async () => {
      const screen = listen({ site });
      await screen.until(() => screen.boards.length === 1);
      let followed: Followed = followBoard(followNothing, screen.boards[0] ?? assert.fail()).followed;
      screen.socket.disconnect();
      await walkIn(house);
      const version = await order(house, { type: 'call_next', counter });
      screen.socket.connect();
      await screen.until(() => screen.boards.length === 2);
      const step = followBoard(followed, screen.boards[1] ?? assert.fail(), true);
      followed = step.followed;
      assert.equal(followed.board?.version, version);
      assert.equal(step.calls.length, 1, 'the call that it missed is announced');
      await order(house, { type: 'start', counter });
      await order(house, { type: 'finish', counter, outcome: 'completed' });
    });

    it('shows a gap to a screen that has lost a push, and a sync closes it', async () => {
      const screen = listen({ site });
      await screen.until(() => screen.boards.length === 1);
      const before = followBoard(followNothing, screen.boards[0] ?? assert.fail()).followed;
      const lost = await walkIn(house);
      await screen.until(() => screen.changes.some(({ version }) => version >= lost));
      screen.changes.length = 0;
      const version = await walkIn(house);
      await screen.until(() => screen.changes.some((change) => change.version >= version));
      const step = followChange(before, screen.changes.at(-1) ?? assert.fail());
      assert.equal(step.sync, true);
      screen.boards.length = 0;
      screen.socket.emit('sync');
      await screen.until(() => screen.boards.length === 1);
      assert.equal(screen.boards[0]?.version, version);
    });

    it('lets nobody see the staff’s view without leave', async () => {
      for (const auth of [{ site }, { site, key: 'another key' }, { site, key: 7 }]) {
        const stranger = listen(auth, '/counter');
        await stranger.until(() => stranger.refused !== null);
        assert.equal(stranger.refused, 'not_permitted');
      }
    });

    it('tells consoles of a change that halls are not told', async () => {
      const staff = listen({ site, key: 'a staff key' }, '/counter');
      await staff.until(() => staff.socket.connected);
      const told: unknown[] = [];
      staff.socket.onAny((name, change) => told.push({ name, facts: change.facts }));
      await house.system.halls.submit(site, { type: 'ask_help', counter }, { actor: theSystem });
      await staff.until(() => JSON.stringify(told).includes('help_asked'));
      assert.match(JSON.stringify(told), /counter:changed/);
    });

    it('knows which screens live', async () => {
      const screen = listen({ site });
      await screen.until(() => screen.boards.length === 1);
      screen.socket.emit('screen:seen', {
        id: 'display-in-the-hall',
        kind: 'display',
        version: 3,
        sound: 'blocked',
      });
      await screen.until(() => screen.orders !== null);
      const [seen] = house.gateway.screens(site);
      assert.equal(seen?.sound, 'blocked');
      assert.equal(seen?.silent, false);
    });
  });
}

describe('screens of several processes [postgres]', function () {
  this.timeout(60_000);
  it('are told by whichever process made the call', async () => {
    const first = await openHouse({ engine: 'postgres' });
    const second = await openHouse({ databaseUrl: first.system.database.url });
    const screen = new Listener(second.url, { site });
    try {
      await screen.until(() => screen.boards.length === 1);
      await order(first, { type: 'open_counter', counter, staff: null });
      await walkIn(first);
      const version = await order(first, { type: 'call_next', counter });
      await screen.until(() => screen.changes.at(-1)?.version === version);
      const calls = screen.changes
        .flatMap(({ facts }) => facts)
        .filter(({ type }) => type === 'ticket_called');
      assert.equal(calls.length, 1);
    } finally {
      screen.close();
      await second.close();
      await first.close();
    }
  });
});
