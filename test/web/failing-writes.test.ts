import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyJob } from '../../server/jobs/every-job.ts';
import { schedule } from '../../server/jobs/schedule.ts';
import { callAudiences, pageAudiences } from '../../server/web/permission-table.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { breakWrites } from '../support/broken-writes.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import {
  bodyExamples,
  type ExamplesBelow,
  exampleOf,
  formExamples,
  plainExamples,
  recordingFile,
  wallPictureFile,
} from '../support/route-examples.ts';
import { Visitor, validDetails } from './booking/visitor.ts';
import { pairedKiosk } from './kiosk/kiosk-door.ts';
import { type Agent, account, csrfOf, signedIn } from './staff/staff-browser.ts';
import { officeExamples, ticketOfWalkIn, whoWaits } from './walk-examples.ts';
import { keysThatWalk, site } from './walkers.ts';

/** Everything that somebody types about a person; in Latin letters too, which no rule of thumb would blank. */
const typed = {
  name: 'Wilhelmina Testperson',
  mobile: '13912345678',
  email: 'wilhelmina@personal.invalid',
  telephone: '010-87654321',
  enterprise: 'Testperson Trading',
  note: 'arrives in a wheelchair with her son',
  reason: 'her mother is in hospital today',
};
const chinese = { name: '欧阳娜娜', note: '坐轮椅来' };
const personal = [
  ...Object.values(typed),
  ...Object.values(chinese),
  '13800138000',
  'wang@enterprise.invalid',
];

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly route?: string;
  readonly request?: string;
  readonly job?: string;
  readonly err?: { readonly type: string; readonly code?: string; readonly stack?: readonly string[] };
}

for (const engine of engines) {
  describe(`when every write fails [${engine}]`, function () {
    this.timeout(120_000);
    let hall: HallSystem;
    let varFolder: string;
    let log = '';
    let below: ExamplesBelow;
    let reference: string;
    let token: string;
    let office: Agent;
    let kiosk: Agent;
    let holder: Visitor;
    let onTheWay: Visitor;
    let staffKey: string;
    const broken = new Set<string>();

    const lines = (): Line[] =>
      log
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line);

    before(async () => {
      varFolder = mkdtempSync(join(tmpdir(), 'hall-failing-'));
      hall = await startSystem({
        engine,
        env: { LOG_LEVEL: 'debug' },
        config: { varFolder },
        log: {
          write: (line) => {
            log += line;
          },
        },
      });
      ({ reference, token } = await bookByApi(hall, site, {
        name: chinese.name,
        mobile: '13800138000',
        email: 'wang@enterprise.invalid',
      }));
      const { enterprise, name, mobile, email } = typed;
      holder = await new Visitor(hall).book(['RENEW'], { ...validDetails, enterprise, name, mobile, email });
      const another = { ...validDetails, ...typed, mobile: '13700137000' };
      onTheWay = await new Visitor(hall).chooseUpToCheck(['RENEW'], another);
      await account(hall, 'boss', 'administrator');
      office = await signedIn(hall, 'boss');
      kiosk = await pairedKiosk(hall);
      const ticket = await ticketOfWalkIn(hall, site);
      const keys = await keysThatWalk(hall);
      staffKey = keys.get('staff here')?.key ?? '';
      below = {
        ...(await officeExamples(hall, site)),
        '/display/:site/recordings': { file: await recordingFile(hall) },
        '/display/:site/pictures': { file: await wallPictureFile(hall) },
        '/kiosk': { token: ticket },
        '/tickets': { token: ticket },
        '/waitlist': { token: await whoWaits(hall, site) },
        '/admin/keys': { id: keys.get('device here')?.id ?? '' },
      };
      await hall.system.database.writer('outbox').update({ state: 'dead' });
      await hall.system.catalogue();
      await breakWrites(hall.system.database);
      log = '';
    });
    after(async () => {
      await hall.close();
      rmSync(varFolder, { recursive: true, force: true });
    });

    /** what whoever asked was told of our faults */
    const told: string[] = [];
    const noted = ({ status, text }: { readonly status: number; readonly text?: string }): number => {
      if (status >= 500) told.push(text ?? '');
      return status;
    };

    const ask = async (route: string): Promise<number> => {
      const [method = '', pattern = ''] = route.split(' ');
      const path = exampleOf(pattern, { ...plainExamples, reference, item: 'BUSINESS_LICENCE' }, below);
      const agent = pattern.startsWith('/kiosk') ? kiosk : office;
      if (pattern.startsWith('/bookings/:') || pattern.startsWith('/book'))
        return method === 'GET'
          ? noted((await holder.open(path.replace(reference, holder.path.split('/')[2] ?? ''))).page)
          : noted(await holder.post(typed, path.replace(reference, holder.path.split('/')[2] ?? '')));
      const key = { Authorization: `Bearer ${/^\/api\/v1\/bookings\/:/.test(pattern) ? token : staffKey}` };
      if (pattern.startsWith('/api/v1')) {
        if (method === 'GET') return noted(await hall.request.get(path).set(key));
        const body = Object.entries(bodyExamples).find(([end]) => path.endsWith(end))?.[1] ?? {};
        return noted(await hall.request.post(path).set(key).send(body));
      }
      if (method === 'GET') return noted(await agent.get(path));
      const csrf = csrfOf((await office.get('/staff/account')).text);
      const form = {
        ...typed,
        username: 'wilhelmina',
        role: 'auditor',
        state: 'missed',
        ...formExamples[pattern],
      };
      return noted(await agent.post(path).set('x-csrf-token', csrf).type('form').send(form));
    };

    /** What the walk cannot fill in by itself. */
    const known = async (): Promise<void> => {
      const { enterprise, note, reason, ...contact } = typed;
      const booked = await hall.request.post('/api/v1/bookings').send({
        site,
        services: [{ code: 'RENEW' }],
        start: '2026-11-26T10:00:00+08:00',
        enterprise: { name: enterprise, creditCode: '914403001922038216' },
        contact,
        consent: true,
      });
      assert.equal(booked.status, 500, booked.text);
      assert.match(String(booked.headers['x-request-id']), /^[0-9a-f-]{36}$/, 'who reports it can name it');
      assert.equal((await onTheWay.send({})).page.status, 500);
      const changed = { ...validDetails, ...contact, name: chinese.name };
      const at = holder.path;
      assert.equal((await holder.open(`${at}/contact`)).page.status, 200);
      assert.equal((await holder.post(changed)).status, 500);
      await holder.open(at);
      const csrf = csrfOf((await office.get('/staff/account')).text);
      const day = `/admin/day/${at.split('/')[2]}`;
      for (const [path, form] of [
        [`${day}/notes`, { text: note, note }],
        [`${day}/notes`, { text: chinese.note, note: chinese.note }],
        [`${day}/cancel`, { reason }],
      ] as const) {
        const { status } = await office.post(path).set('x-csrf-token', csrf).type('form').send(form);
        assert.equal(status, 500, path);
      }
    };

    it('no line of the log holds what somebody has typed, at level debug, whatever the route', async () => {
      await known();
      // sign-out last: whoever is signed in walks on
      const routes = [...Object.keys(pageAudiences), ...Object.keys(callAudiences)].filter(
        (route) => !route.endsWith('/sign-out'),
      );
      for (const route of routes) if ((await ask(route)) === 500) broken.add(route);
      assert.ok(broken.size >= 25, `only ${[...broken].join(', ')}`);
      for (const value of personal) assert.ok(!log.includes(value), `${value} in ${lineWith(log, value)}`);
      assert.ok(!log.includes(token), 'a secret');
      assert.doesNotMatch(log, /referer|cookie|x-csrf/i);
    });

    it('no answer says what is inside: no statement, no place in our sources, no name of what we are made of', () => {
      assert.ok(told.length >= broken.size);
      const inside =
        /SQLITE|23514|constraint|insert into|node_modules|(?:server|store|actions)\/\w+|\.ts:\d|knex/i;
      for (const answer of told) assert.doesNotMatch(answer, inside);
    });

    it('each fault is told with its class, code, route, request and the places in our sources', () => {
      const faults = lines().filter(({ level }) => level >= 50);
      assert.ok(faults.length >= broken.size);
      for (const fault of faults) {
        const said = JSON.stringify(fault);
        assert.equal(fault.err?.type, engine === 'sqlite' ? 'Error' : 'DatabaseError', said);
        assert.equal(fault.err?.code, engine === 'sqlite' ? 'SQLITE_CONSTRAINT' : '23514', said);
        assert.ok(
          fault.err?.stack?.some((line) => /server\/(store|actions|web)\//.test(line)),
          said,
        );
        if (!/^a (call|page) failed$/.test(fault.msg)) continue;
        assert.match(String(fault.request), /^[0-9a-f-]{36}$/);
        assert.match(String(fault.route), /^(GET|POST) \//);
      }
      const routes = new Set(faults.map(({ route }) => route));
      assert.ok(
        routes.has('POST /api/v1/bookings') && routes.has('POST /admin/outbox/:id/send-again'),
        [...routes].join(),
      );
    });

    it('no job tells it either', async () => {
      log = '';
      hall.clock.advance(2 * 24 * 60 * 60_000);
      const jobs = everyJob(hall.system);
      const scheduled = schedule(jobs, hall.system);
      await scheduled.catchUp();
      hall.clock.advance(400 * 24 * 60 * 60_000);
      await scheduled.catchUp();
      await scheduled.stop();
      await hall.delivery.deliverDue().catch(() => {});
      hall.delivery.wake();
      await hall.delivery.close();
      const failed = lines().filter(({ job }) => job !== undefined);
      assert.deepEqual(new Set(failed.map(({ job }) => job)), new Set(jobs.map(({ name }) => name)));
      for (const { err } of failed) assert.ok((err?.stack ?? []).length > 0);
      for (const value of personal) assert.ok(!log.includes(value), `${value} in ${lineWith(log, value)}`);
    });
  });
}

function lineWith(log: string, value: string): string {
  return log.split('\n').find((line) => line.includes(value)) ?? '';
}
