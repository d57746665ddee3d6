import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { type Guests, makeGuests } from '../../server/realtime/guests.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { pairedKiosk } from '../web/kiosk/kiosk-door.ts';
import { account, signedIn } from '../web/staff/staff-browser.ts';

const cap = 12;

describe('places for sockets of strangers', () => {
  const handshake = () =>
    ({ socket: Object.assign(new EventEmitter(), { destroyed: false }) }) as unknown as IncomingMessage;
  const ask = (guests: Guests, request: IncomingMessage): Promise<boolean> =>
    new Promise((resolve) => guests.allow(request, (_problem, allowed) => resolve(allowed)));
  const make = () =>
    makeGuests({
      perNetwork: 2,
      inAll: 3,
      networkOf: () => null,
      isKnown: () => Promise.reject(new Error('the database is away')),
      refused: () => {},
      failed: () => {},
    });

  it('are limited in all, of whatever network and whether or not they can be looked up', async () => {
    const guests = make();
    const asked = await Promise.all(Array.from({ length: 5 }, () => ask(guests, handshake())));
    assert.deepEqual(asked, [true, true, true, false, false]);
  });

  it('are free again when a handshake breaks off, and never taken by one that has', async () => {
    const guests = make();
    const begun = handshake();
    await ask(guests, begun);
    begun.socket.emit('close');
    begun.socket.emit('close');
    assert.equal(guests.count(), 0);
    const gone = handshake();
    Object.assign(gone.socket, { destroyed: true });
    assert.equal(await ask(guests, gone), false);
    assert.equal(guests.count(), 0);
  });
});

describe('sockets of strangers', function () {
  this.timeout(60_000);
  let hall: HallSystem;
  const open: Socket[] = [];
  before(async () => {
    const env = { RATE_LIMITS: 'on', TRUST_PROXY: '1', SOCKETS_PER_NETWORK: String(cap) };
    hall = await startSystem({ engine: 'sqlite', env });
  });
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.close();
    await quiet();
  });
  after(() => hall.close());

  const counted = async (of: 'strangers' | 'others') =>
    Number(
      new RegExp(`hall_sockets\\{of="${of}"\\} (\\d+)`).exec((await hall.request.get('/metrics')).text)?.[1],
    );
  const quiet = async () => {
    while ((await counted('strangers')) + (await counted('others')) > 0) await new Promise(setImmediate);
  };
  const join = (address: string, cookie = '', transports = ['websocket']): Promise<string> => {
    const socket = io(`${hall.url}/hall`, {
      auth: { site: 'BJ-TSY' },
      extraHeaders: { 'x-forwarded-for': address, ...(cookie === '' ? {} : { cookie }) },
      transports,
      reconnection: false,
      forceNew: true,
    });
    open.push(socket);
    return new Promise((resolve) => {
      socket.on('connect', () => resolve('in'));
      socket.on('connect_error', () => resolve('out'));
    });
  };
  const many = (count: number, ...how: Parameters<typeof join>) =>
    Promise.all(Array.from({ length: count }, () => join(...how)));
  const cookieOf = (agent: ReturnType<HallSystem['agent']>): string => {
    const { jar } = agent as unknown as { jar: { getCookies(access: object): { toValueString(): string } } };
    return jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false }).toValueString();
  };

  it('are as many for one network as the cap says, however they come at once; another network has its own', async () => {
    const joined = await many(cap * 4, '203.0.113.7');
    assert.equal(joined.filter((one) => one === 'in').length, cap);
    assert.equal(await join('203.0.113.200'), 'out', 'a neighbour is in the same network');
    assert.equal(await join('198.51.100.7'), 'in');
    assert.equal(await counted('strangers'), cap + 1);
    const metrics = (await hall.request.get('/metrics')).text;
    assert.match(metrics, new RegExp(`hall_cap_refused_total\\{cap="sockets"\\} ${cap * 3 + 1}`));
  });

  it('are told so in the answer to the handshake, and have room again when others leave', async () => {
    await many(cap, '203.0.113.7');
    const answer = await hall.request
      .get('/socket.io/?EIO=4&transport=polling')
      .set('X-Forwarded-For', '203.0.113.7');
    assert.equal(answer.status, 403);
    assert.equal(answer.body.message, 'too_many_sockets');
    for (const socket of open.splice(0)) socket.close();
    await quiet();
    assert.equal(await join('203.0.113.7'), 'in');
  });

  it('that poll count as those that do not, until their session is over', async () => {
    const joined = await many(cap * 2, '203.0.113.7', '', ['polling']);
    assert.equal(joined.filter((one) => one === 'in').length, cap);
  });

  it('leave a hall its screens and its staff, who sit behind the same address: they are not counted', async () => {
    await many(cap, '203.0.113.7');
    const machine = cookieOf(await pairedKiosk(hall));
    await account(hall, 'anna', 'counter', ['BJ-TSY']);
    const staff = cookieOf(await signedIn(hall, 'anna'));
    const screens = await many(cap * 3, '203.0.113.7', machine);
    assert.ok(screens.every((one) => one === 'in'));
    assert.equal(await join('203.0.113.7', staff), 'in');
    assert.equal(await join('203.0.113.7', 'device=an-invented-key-of-some-machine; staff=invented'), 'out');
    assert.equal(await counted('others'), cap * 3 + 1);
  });
});
