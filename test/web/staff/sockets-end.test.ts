import assert from 'node:assert/strict';
import { io, Manager, type Socket } from 'socket.io-client';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import { editStaff } from '../../../server/actions/staff/edit-staff.ts';
import { resetPassword } from '../../../server/actions/staff/reset-staff.ts';
import { revokeKey } from '../../../server/actions/staff/revoke-key.ts';
import { hour } from '../../../server/domain/calendar/durations.ts';
import { type StaffActor, theSystem } from '../../../server/domain/staff/actor.ts';
import type { AccountChange } from '../../../server/domain/staff/manage-rules.ts';
import { authoriseEvery } from '../../../server/realtime/keep-authorising.ts';
import { findAccount } from '../../../server/store/staff/staff-store.ts';
import { HandTiming } from '../../realtime/hand-timing.ts';
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

    const timing = new HandTiming();

    before(async () => {
      hall = await startSystem({ engine, timing });
    });
    after(async () => {
      for (const each of open) each.close();
      await hall.close();
    });

    const administrator: StaffActor = {
      kind: 'staff',
      id: 'x',
      username: 'root',
      name: '主任',
      role: 'administrator',
      sites: [],
      mustChangePassword: false,
      address: null,
    };
    const edit = async ({ id }: Somebody, change: Partial<AccountChange>): Promise<void> => {
      const before = await findAccount(hall.system.database.reader, { id });
      assert.ok(before !== null);
      const { name, role, sites, active, badge, mail, version } = before;
      const wanted = { name, role, sites, active, badge, mail, ...change };
      assert.ok((await editStaff(hall.system, administrator, { id, version, wanted })).ok);
    };
    const signOut = async ({ agent }: Somebody): Promise<void> => {
      const _csrf = hidden((await agent.get('/staff/account')).text, '_csrf');
      assert.equal((await agent.post('/staff/sign-out').type('form').send({ _csrf })).status, 303);
    };

    it('is closed within five seconds, however it ended, and those of others stay', async () => {
      const { system } = hall;
      const staff = () => system.database.writer('staff');
      const made = await createKey(system, { kind: 'staff', site, name: 'x', actor: theSystem });
      assert.ok(made.ok);
      const { id, key } = made.value;
      const endings: Readonly<Record<string, (who: Somebody) => Promise<unknown>>> = {
        'signed out': signOut,
        deactivated: (who) => edit(who, { active: false }),
        'another place': (who) => edit(who, { sites: ['BJ-ZGC'] }),
        'a higher role': (who) => edit(who, { role: 'manager' }),
        'a role that may only look': (who) => edit(who, { role: 'auditor' }),
        'a password that was reset': ({ id }) => resetPassword(system, { actor: administrator, id }),
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
      // the longest pause between two rounds; that a round ends in time, however slow its answer: access-checked-again.test.ts
      await timing.advance(authoriseEvery);
      await Promise.all(gone);
      assert.equal(stayer.socket.connected, true);
    });

    it('is not joined again by a connection from before the sign-out', async () => {
      const who = await signedIn(hall, 'counter', [site]);
      const manager = new Manager(hall.url, {
        transports: ['websocket'],
        autoConnect: false,
        extraHeaders: { cookie: cookieOf(who, hall.url), origin: hall.url },
      });
      const [board, console] = ['/hall', '/counter'].map((name) => manager.socket(name, { auth: { site } }));
      assert.ok(board !== undefined && console !== undefined);
      const joins = (socket: Socket): Promise<string> =>
        new Promise<string>((resolve) => {
          socket.once('connect', () => resolve('joined'));
          socket.once('connect_error', ({ message }) => resolve(message));
          socket.connect();
        }).finally(() => socket.off());
      try {
        // what everybody may see keeps the connection open
        assert.equal(await joins(board), 'joined');
        assert.equal(await joins(console), 'joined');
        const { id } = manager.engine;
        console.disconnect();
        await signOut(who);
        assert.equal(await joins(console), 'not_permitted');
        assert.equal(manager.engine.id, id, 'over the same connection');
      } finally {
        for (const socket of [board, console]) socket.close();
      }
    });

    it('is not opened by the page of a stranger in a browser that is signed in', async () => {
      const who = await signedIn(hall, 'counter', [site]);
      const from = async (origin: string): Promise<boolean> => {
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
