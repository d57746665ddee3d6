import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { confirmDevice } from '../../server/actions/device/confirm-device.ts';
import { hashToken } from '../../server/actions/secrets.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../server/domain/staff/permissions.ts';
import { findTicket } from '../../server/store/queue/hall-query.ts';
import type { Audience } from '../../server/web/audience.ts';
import { callAudiences, pageAudiences } from '../../server/web/permission-table.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { registeredRoutes } from '../support/registered-routes.ts';
import {
  bodyExamples,
  type ExamplesBelow,
  exampleOf,
  formExamples,
  plainExamples,
  type RouteExamples,
  recordingFile,
  wallPictureFile,
} from '../support/route-examples.ts';
import { somebody } from '../support/somebody.ts';
import { setHall } from './number/door.ts';
import { type Agent, account, csrfOf, signedIn } from './staff/staff-browser.ts';
import { officeExamples } from './walk-examples.ts';
import { keysThatWalk, people, site } from './walkers.ts';

interface Walker {
  readonly name: string;
  readonly staff: Pick<StaffMember, 'role' | 'sites'> | null;
  readonly machine: boolean;
  readonly key: string | null;
}

interface Browser {
  readonly agent: Agent;
  /** of the forms behind a session */
  readonly token: string;
  /** of all others */
  readonly open: string;
}

const guardedBySession = /^\/(staff|counter|floor|reception|admin|kiosk)(\/|$)/;

describe('the permission walk', () => {
  let hall: HallSystem;
  let plain: RouteExamples;
  let below: ExamplesBelow;
  let machine: Agent;
  let varFolder: string;
  const walkers: Walker[] = [];
  const browsers = new Map<string, Partial<Browser> & Pick<Browser, 'agent'>>();

  before(async function () {
    this.timeout(60_000);
    varFolder = mkdtempSync(join(tmpdir(), 'hall-walk-'));
    const security = { contact: 'mailto:faults@hall.invalid', expires: Date.parse('2027-11-30') };
    hall = await startSystem({ engine: 'sqlite', config: { varFolder, security } });
    const { reference } = await bookByApi(hall, site, {
      name: '王芳',
      mobile: '13800138000',
      email: 'wang@enterprise.invalid',
    });
    await setHall(hall, site, { numberByPhone: true, figuresByClerk: true });
    for (const [name, role, sites] of people) await account(hall, name, role, sites);
    machine = await pairedMachine(hall);
    plain = { ...plainExamples, reference };
    const keys = await keysThatWalk(hall);
    below = {
      ...(await officeExamples(hall, site)),
      '/display/:site/recordings': { file: await recordingFile(hall) },
      '/display/:site/pictures': { file: await wallPictureFile(hall) },
      '/kiosk': { ticket: await ticketOf(hall, keys.get('device here')?.key ?? '') },
    };
    walkers.push({ name: 'a stranger', staff: null, machine: false, key: null });
    for (const [name, { key }] of keys)
      walkers.push({ name: `key: ${name}`, staff: null, machine: false, key });
    walkers.push({ name: 'a paired machine', staff: null, machine: true, key: null });
    for (const [name, role, sites] of people)
      walkers.push({ name, staff: { role, sites }, machine: false, key: null });
  });
  after(async () => {
    await hall.close();
    rmSync(varFolder, { recursive: true, force: true });
  });

  /** The browser of a walker, signed in again when a form has ended the session, and the token that its forms need. */
  const browserOf = async (walker: Walker): Promise<Browser> => {
    const known = browsers.get(walker.name);
    if (known?.token !== undefined) return known as Browser;
    const own = walker.staff === null ? '/staff/sign-in' : '/staff/account';
    let agent = known?.agent ?? (walker.machine ? machine : hall.agent());
    let page = await agent.get(own);
    if (page.status !== 200) {
      agent = await signedIn(hall, walker.name);
      page = await agent.get(own);
    }
    const open = csrfOf((await agent.get('/bookings')).text);
    const browser = { agent, token: csrfOf(page.text), open };
    browsers.set(walker.name, browser);
    return browser;
  };

  const ask = async (walker: Walker, route: string): Promise<Response> => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = exampleOf(pattern, plain, below);
    const { agent, token, open } = await browserOf(walker);
    const authorised = walker.key === null ? {} : { Authorization: `Bearer ${walker.key}` };
    if (method === 'GET') return agent.get(path).set(authorised);
    browsers.set(walker.name, { agent });
    return agent
      .post(path)
      .set(authorised)
      .set('x-csrf-token', guardedBySession.test(path) ? token : open)
      .type('form')
      .send(formExamples[pattern] ?? {});
  };

  it('every route is in the table, and the table has no route that does not exist', () => {
    const routes = registeredRoutes(hall.app);
    // a path of the API answers other methods with what it allows, which is no call
    const calls = routes.filter((route) => !route.startsWith('ALL /api/v1/'));
    assert.deepEqual(calls, [...Object.keys(pageAudiences), ...Object.keys(callAudiences)].sort());
  });

  it('nothing below the doors of staff is open to everybody, but signing in and out, by a passkey too', () => {
    const open = Object.entries(pageAudiences).filter(
      ([route, audience]) => / \/(admin|counter|staff)\b/.test(route) && typeof audience !== 'object',
    );
    const doors = open.flatMap(([route, audience]) => (audience === 'everybody' ? [route] : []));
    assert.deepEqual(doors, [
      'GET /staff/sign-in',
      'POST /staff/sign-in',
      'POST /staff/sign-out',
      // what a browser has to sign, which is chance
      'GET /staff/sign-in/passkey',
    ]);
    assert.ok(open.every(([route, audience]) => route.includes(' /staff/') || audience === 'own'));
  });

  it('every page and form is open to exactly those whom the table names', async function () {
    this.timeout(600_000);
    const wrong: string[] = [];
    for (const [route, audience] of Object.entries(pageAudiences)) {
      // those who may not go first: what others do may make the example vanish
      const ordered = [...walkers].sort(
        (a, b) => Number(isMeant(audience, a)) - Number(isMeant(audience, b)),
      );
      for (const walker of ordered) {
        const answer = await ask(walker, route);
        const meant = isMeant(audience, walker);
        const access = accessOf(answer, audience);
        const right = meant ? access === 'in' || (access === 'absent' && isForm(route)) : access !== 'in';
        if (!right) wrong.push(`${route} · ${walker.name}: ${answer.status}, ${meant ? 'may' : 'may not'}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('every call of the API is open to exactly the keys that it says', async function () {
    this.timeout(60_000);
    const wrong: string[] = [];
    for (const [route, access] of Object.entries(callAudiences)) {
      const sited = /:(site|counter)\b/.test(route);
      for (const walker of walkers.filter(({ machine: paired }) => !paired)) {
        const [kind, where] =
          walker.key === null ? [null, null] : walker.name.slice('key: '.length).split(' ');
        const kindFits = kind === 'staff' || (access === 'device' && kind === 'device');
        const meant = access === 'all' || (kindFits && (!sited || where === 'here'));
        if (access === 'holder') continue;
        const { status } = await askApi(walker, route);
        const refused = status === 401 || status === 403;
        if (refused === meant)
          wrong.push(`${route} · ${walker.name}: ${status}, ${meant ? 'may' : 'may not'}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('calls about a booking answer nobody without its secret, staff keys neither', async () => {
    const held = Object.entries(callAudiences).filter(([, access]) => access === 'holder');
    assert.ok(held.length > 0);
    for (const [route] of held)
      for (const walker of walkers.filter(({ machine: paired }) => !paired)) {
        const { status } = await askApi(walker, route);
        assert.ok(status === 404 || status === 401, `${route} · ${walker.name}: ${status}`);
      }
  });

  const askApi = async (walker: Walker, route: string): Promise<Response> => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = exampleOf(pattern, plain, below);
    const { agent } = await browserOf(walker);
    const authorised = walker.key === null ? {} : { Authorization: `Bearer ${walker.key}` };
    if (method === 'GET') return agent.get(path).set(authorised);
    const body = Object.entries(bodyExamples).find(([end]) => path.endsWith(end))?.[1] ?? {};
    return agent.post(path).set(authorised).send(body);
  };
});

function isMeant(audience: Audience, { staff, machine }: Walker): boolean {
  if (audience === 'everybody') return true;
  if (audience === 'holder' || audience === 'halfway') return false;
  if (audience === 'machine') return machine;
  if (staff === null) return false;
  if (audience === 'own' || audience === 'signed_in') return true;
  const permitted = audience.permissions.some((permission) => isPermitted(staff.role, permission));
  if (audience.where === 'site') return permitted && mayWorkAt(staff, site);
  return permitted && (audience.where === 'anywhere' || staff.role === 'administrator');
}

/** in: something was answered or done; out: they were told so, or sent to sign in; absent: as if it were not there. */
function accessOf({ status, headers }: Response, audience: Audience): 'in' | 'out' | 'absent' {
  const location = String(headers['location'] ?? '');
  if (status === 401 || status === 403 || location.startsWith('/staff/sign-in')) {
    // the form for signing out leads there
    return audience === 'everybody' && status === 303 ? 'in' : 'out';
  }
  if (audience === 'machine' && status === 303 && /^\/kiosk\/[\w-]+$/.test(location)) return 'out';
  return status === 404 ? 'absent' : 'in';
}

function isForm(route: string): boolean {
  return route.startsWith('POST ');
}

async function pairedMachine(hall: HallSystem): Promise<Agent> {
  const agent = hall.agent();
  await agent.get(`/kiosk/${site}`);
  const { code } = (await hall.system.database.reader('device').first('code')) as { code: string };
  const by = { by: { code }, name: 'at the door' };
  const paired = await confirmDevice(hall.system, somebody, by);
  assert.ok(paired.ok);
  return agent;
}

async function ticketOf(hall: HallSystem, key: string): Promise<string> {
  const taken = await hall.request
    .post(`/api/v1/sites/${site}/tickets`)
    .set('Authorization', `Bearer ${key}`)
    .send({ services: ['RENEW'] });
  assert.equal(taken.status, 201, taken.text);
  const { token } = taken.body as { token: string };
  const found = await findTicket(hall.system.database.reader, hashToken(token));
  return found?.id ?? assert.fail('the ticket is not stored');
}
