import assert from 'node:assert/strict';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import { revokeKey } from '../../../server/actions/staff/revoke-key.ts';
import { hour } from '../../../server/domain/calendar/durations.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { Listener } from '../../realtime/listener.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`a socket of the staff's view, after its right has ended [${engine}]`, function () {
    this.timeout(30_000);
    let hall: HallSystem;
    const open: Listener[] = [];
    const listen = async (cookie: string, key?: string): Promise<Listener> => {
      const auth = { site, ...(key === undefined ? {} : { key }) };
      const listener = new Listener(hall.url, auth, '/counter', cookie);
      open.push(listener);
      await listener.until(() => listener.socket.connected || listener.refused !== null);
      return listener;
    };
    const left = (listener: Listener): Promise<void> =>
      new Promise((resolve) => {
        listener.socket.on('disconnect', () => resolve());
      });

    before(async () => {
      hall = await startSystem({ engine });
    });
    after(async () => {
      for (const each of open) each.close();
      await hall.close();
    });

    it('is closed at the next round, however it ended, and those of others stay', async () => {
      const { system } = hall;
      const staff = () => system.database.writer('staff');
      const made = await createKey(system, { kind: 'staff', site, name: 'x', actor: theSystem });
      assert.ok(made.ok);
      const { id, key } = made.value;
      const endings: Readonly<Record<string, (who: Somebody) => Promise<unknown>>> = {
        'signed out': async ({ agent }) => {
          const _csrf = hidden((await agent.get('/staff/account')).text, '_csrf');
          assert.equal((await agent.post('/staff/sign-out').type('form').send({ _csrf })).status, 303);
        },
        deactivated: ({ id }) => staff().where({ id }).update({ active: false }),
        'another place': ({ id }) => staff().where({ id }).update({ sites: '["BJ-ZGC"]' }),
        'a new password to choose': ({ id }) => staff().where({ id }).update({ must_change_password: true }),
        'a changed password': ({ id }) => staff().where({ id }).update({ revision: 9 }),
        'timed out': ({ id }) =>
          system.database
            .writer('staff_session')
            .where({ staff: id })
            .update({ seen_at: hall.clock.now() - hour }),
      };
      const people = await Promise.all(
        Object.keys(endings).map(async (why) => {
          const who = await signedIn(hall, 'counter', [site]);
          return { why, who, listener: await listen(cookieOf(who, hall.url)) };
        }),
      );
      const stays = await signedIn(hall, 'counter', [site]);
      const stayer = await listen(cookieOf(stays, hall.url));
      const program = await listen('', key);
      for (const { why, listener } of people) assert.equal(listener.socket.connected, true, why);
      assert.equal(program.socket.connected, true);
      const gone = [...people.map(({ listener }) => left(listener)), left(program)];
      for (const { why, who } of people) await endings[why]?.(who);
      assert.ok((await revokeKey(system, { id, actor: theSystem })).ok);
      await Promise.all(gone);
      assert.equal(stayer.socket.connected, true);
    });

    it('is not opened by the page of a stranger in a browser that is signed in', async () => {
      const who = await signedIn(hall, 'counter', [site]);
      const from = async (origin: string): Promise<boolean> => {
        const { io } = await import('socket.io-client');
        const socket = io(`${hall.url}/counter`, {
          auth: { site },
          transports: ['websocket'],
          reconnection: false,
          forceNew: true,
          extraHeaders: { cookie: cookieOf(who, hall.url), origin },
        });
        return new Promise<boolean>((resolve) => {
          socket.on('connect', () => resolve(true));
          socket.on('connect_error', () => resolve(false));
        }).finally(() => socket.close());
      };
      assert.equal(await from(hall.url), true);
      for (const origin of ['https://elsewhere.test', 'null', hall.url.replace('127.0.0.1', '127.0.0.2')])
        assert.equal(await from(origin), false, origin);
    });
  });
}

function cookieOf({ agent }: Somebody, url: string): string {
  const { jar } = agent as unknown as { jar: { getCookies(access: object): { toValueString(): string } } };
  const { hostname } = new URL(url);
  return jar.getCookies({ domain: hostname, path: '/', secure: false, script: false }).toValueString();
}
