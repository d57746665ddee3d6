import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { callAudiences, pageAudiences } from '../../server/web/permission-table.ts';
import { bookByApi } from '../support/book-by-api.ts';
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
import { inputsOf } from './admin/office.ts';
import { fillings } from './forms/form-examples.ts';
import { pairedKiosk } from './kiosk/kiosk-door.ts';
import { type Agent, account, csrfOf, goodPassword, signedIn } from './staff/staff-browser.ts';
import { certificateOf, listOfVisits, officeExamples, ticketOfWalkIn, whoWaits } from './walk-examples.ts';
import { keysThatWalk, site } from './walkers.ts';

const mobile = '13912340987';
/** what browsers say of where they come from, of themselves and of their language */
const said = {
  referer: 'https://hall.invalid/tickets/the-page-before',
  'user-agent': 'Somebodys-Own-Telephone/1.0',
  'x-forwarded-for': '203.0.113.77',
};

for (const engine of engines) {
  describe(`what the log knows of requests that succeed, at its most talkative [${engine}]`, function () {
    this.timeout(180_000);
    let hall: HallSystem;
    let varFolder: string;
    let log = '';
    let below: ExamplesBelow;
    let reference: string;
    let key = '';
    const secrets = new Map<string, string>();
    const agents = {} as Record<'office' | 'kiosk' | 'holder', Agent>;

    before(async () => {
      varFolder = mkdtempSync(join(tmpdir(), 'hall-log-'));
      const write = (line: string): void => {
        log += line;
      };
      hall = await startSystem({
        engine,
        env: { LOG_LEVEL: 'trace' },
        config: { varFolder },
        log: { write },
      });
      const booked = await bookByApi(hall, site, { name: '欧阳娜娜', mobile, email: 'ouyang@test.invalid' });
      ({ reference } = booked);
      await account(hall, 'boss', 'administrator');
      agents.office = await signedIn(hall, 'boss');
      agents.kiosk = await pairedKiosk(hall);
      agents.holder = hall.agent();
      const [ticket, waits] = [await ticketOfWalkIn(hall, site), await whoWaits(hall, site)];
      const visits = await listOfVisits(hall, reference);
      const certificate = await certificateOf(hall);
      const keys = await keysThatWalk(hall);
      key = keys.get('staff here')?.key ?? '';
      for (const [what, secret] of Object.entries({
        ...booked,
        ticket,
        waits,
        visits,
        certificate: certificate.token,
        key,
        mobile,
        goodPassword,
      }))
        if (what !== 'reference') secrets.set(what, secret);
      below = {
        ...(await officeExamples(hall, site)),
        '/display/:site/recordings': { file: await recordingFile(hall) },
        '/display/:site/pictures': { file: await wallPictureFile(hall) },
        '/kiosk': { token: ticket },
        '/tickets': { token: ticket },
        '/waitlist': { token: waits },
        '/visits': { token: visits },
        '/certificates/:': { certificate: certificate.id },
        '/admin/keys': { id: keys.get('device here')?.id ?? '' },
      };
      for (const address of [
        `/bookings/${reference}?token=${booked.token}`,
        `/certificates/${certificate.id}?token=${certificate.token}`,
      ])
        await agents.holder.get(address);
      log = '';
    });
    after(async () => {
      await hall.close();
      rmSync(varFolder, { recursive: true, force: true });
    });

    /** What a browser is given to keep is as secret as what it sends. */
    const keep = ({ headers }: Response): void => {
      for (const line of [headers['set-cookie'] ?? []].flat()) {
        const [name = '', value = ''] = (/^([^;]*)/.exec(String(line))?.[1] ?? '').split('=');
        if (value.length > 8 && name !== 'lang') secrets.set(`cookie ${name} ${value.slice(0, 6)}`, value);
      }
    };

    const ask = async (route: string): Promise<number> => {
      const [method = '', pattern = ''] = route.split(' ');
      const path = exampleOf(pattern, { ...plainExamples, reference, item: 'BUSINESS_LICENCE' }, below);
      if (pattern.startsWith('/api/v1')) {
        const own = pattern.startsWith('/api/v1/bookings/:') ? (secrets.get('token') ?? '') : key;
        const call = method === 'GET' ? hall.request.get(path) : hall.request.post(path);
        const body = Object.entries(bodyExamples).find(([end]) => path.endsWith(end))?.[1] ?? {};
        const sent = call.set({ ...said, authorization: `Bearer ${own}` });
        return (await (method === 'GET' ? sent : sent.send(body))).status;
      }
      const [, top = ''] = pattern.split('/');
      const staff = ['admin', 'counter', 'floor', 'reception', 'staff'].includes(top);
      const agent = top === 'kiosk' ? agents.kiosk : staff ? agents.office : agents.holder;
      if (method === 'GET') {
        const answer = await agent.get(path).set(said);
        keep(answer);
        return answer.status;
      }
      const from = staff ? '/staff/account' : top === 'kiosk' ? `/kiosk/${site}/services` : '/bookings';
      const own = await agent.get(path).redirects(1).set(said);
      const page = own.text?.includes('name="_csrf"') ? own : await agent.get(from).set(said);
      keep(page);
      const csrf = csrfOf(page.text);
      secrets.set(`form of ${route}`, csrf);
      const form = { ...inputsOf(page.text), ...formExamples[pattern], ...fillings[pattern], _csrf: csrf };
      const answer = await agent.post(path).set(said).type('form').send(form);
      keep(answer);
      return answer.status;
    };

    it('is no secret, no cookie, no token of a form, no mobile, and nothing that browsers say of themselves', async () => {
      const done = new Set<string>();
      const routes = [...Object.keys(pageAudiences), ...Object.keys(callAudiences)].filter(
        (route) => !route.endsWith('/sign-out'),
      );
      for (const route of routes) {
        const status = await ask(route);
        if (route.startsWith('POST') && status < 400) done.add(route);
      }
      assert.ok(done.size >= 40, `only ${done.size} writes succeeded: ${[...done].join(', ')}`);
      for (const [what, secret] of secrets) assert.ok(!log.includes(secret), `${what} is in the log`);
      for (const [what, value] of Object.entries(said))
        assert.ok(!log.includes(value), `${what} is in the log`);
      assert.doesNotMatch(log, /"(cookie|referer|authorization|x-csrf-token|user-agent)"/i);
      assert.match(log, /"route":"\/bookings\/:reference\/contact"/, 'each request has its line');
    });
  });
}
