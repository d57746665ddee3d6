import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { revokeKey } from '../../server/actions/staff/revoke-key.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../server/domain/staff/permissions.ts';
import type { Audience } from '../../server/web/audience.ts';
import { socketAudiences } from '../../server/web/permission-table.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { type Agent, account, signedIn, submit } from './staff/staff-browser.ts';
import { keysThatWalk, people, site } from './walkers.ts';

interface Walker {
  readonly name: string;
  readonly staff: Pick<StaffMember, 'role' | 'sites'> | null;
  readonly key: string | null;
  readonly cookie: string;
}

/** Whether a socket that asks to join is let in. */
function joins(
  hall: HallSystem,
  namespace: string,
  { cookie, key }: Pick<Walker, 'cookie' | 'key'>,
): Promise<boolean> {
  const socket = io(`${hall.url}${namespace}`, {
    auth: { site, ...(key === null ? {} : { key }) },
    extraHeaders: cookie === '' ? {} : { cookie },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  return new Promise<boolean>((resolve) => {
    socket.on('connect', () => resolve(true));
    socket.on('connect_error', () => resolve(false));
  }).finally(() => socket.close());
}

describe('the permission walk of the sockets', () => {
  let hall: HallSystem;
  const walkers: Walker[] = [{ name: 'a stranger', staff: null, key: null, cookie: '' }];
  const agents = new Map<string, Agent>();
  let keys: Awaited<ReturnType<typeof keysThatWalk>>;

  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
    keys = await keysThatWalk(hall);
    for (const [name, { key }] of keys) walkers.push({ name: `key: ${name}`, staff: null, key, cookie: '' });
    for (const [name, role, sites] of people) {
      await account(hall, name, role, sites);
      const agent = await signedIn(hall, name);
      agents.set(name, agent);
      walkers.push({ name, staff: { role, sites }, key: null, cookie: cookieOf(agent, hall.url) });
    }
  });
  after(() => hall.close());

  it('every namespace is in the table, and the table has none that does not exist', () => {
    const { _nsps } = hall.io as unknown as { _nsps: ReadonlyMap<string, unknown> };
    assert.deepEqual(
      [..._nsps.keys()].filter((name) => name !== '/').sort(),
      Object.keys(socketAudiences).sort(),
    );
  });

  it('every namespace lets in exactly those whom the table names', async () => {
    const wrong: string[] = [];
    for (const [namespace, audience] of Object.entries(socketAudiences))
      for (const walker of walkers) {
        const meant = isMeant(audience, walker);
        if ((await joins(hall, namespace, walker)) !== meant)
          wrong.push(`${namespace} · ${walker.name}: ${meant ? 'may' : 'may not'}`);
      }
    assert.deepEqual(wrong, []);
  });

  it('whoever has signed out, or whose key was revoked, is let in no more', async () => {
    const clerk = walkers.find(({ name }) => name === 'counter-here');
    const agent = agents.get('counter-here');
    assert.ok(clerk !== undefined && agent !== undefined);
    await submit(agent, '/staff/sign-out', {}, '/staff/account');
    assert.equal(await joins(hall, '/counter', clerk), false);
    const { id, key } = keys.get('staff here') ?? { id: '', key: '' };
    assert.ok((await revokeKey(hall.system, { id, actor: theSystem })).ok);
    assert.equal(await joins(hall, '/counter', { cookie: '', key }), false);
  });
});

function isMeant(audience: Audience, { name, staff }: Walker): boolean {
  if (audience === 'everybody') return true;
  assert.ok(
    typeof audience === 'object' && audience.where === 'site',
    'a kind of audience that sockets have',
  );
  if (staff === null) return name === 'key: staff here';
  return (
    audience.permissions.some((permission) => isPermitted(staff.role, permission)) && mayWorkAt(staff, site)
  );
}

function cookieOf(agent: Agent, url: string): string {
  const { jar } = agent as unknown as { jar: { getCookies(access: object): { toValueString(): string } } };
  const { hostname } = new URL(url);
  return jar.getCookies({ domain: hostname, path: '/', secure: false, script: false }).toValueString();
}
