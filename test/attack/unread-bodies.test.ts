import assert from 'node:assert/strict';
import { pageAudiences } from '../../server/web/permission-table.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { exampleOf } from '../support/route-examples.ts';
import { type Caller, callerOf, manCallers } from './fuzz/callers.ts';

const deep = process.env['HALL_DEEP'] !== undefined;
const file = '--b\r\nContent-Disposition: form-data; name="x"; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n--b--\r\n';
/** What no form of ours sends, with a good token all the same. */
const bodies: readonly (readonly [what: string, type: string, body: string])[] = [
  ['a file where none is expected', 'multipart/form-data; boundary=b', file],
  ['text', 'text/plain', 'score=5'],
  ['nothing', 'application/x-www-form-urlencoded', ''],
];

for (const engine of deep ? engines : (['sqlite'] as const)) {
  describe(`a form that comes with a body that nobody reads [${engine}]`, function () {
    this.timeout(300_000);
    const errors: string[] = [];
    let hall: HallSystem;
    let callers: readonly Caller[];
    before(async () => {
      const write = (line: string): void => void errors.push(line);
      hall = await startSystem({ engine, env: { LOG_LEVEL: 'error' }, log: { write } });
      ({ callers } = await manCallers(hall));
    });
    after(() => hall.close());

    for (const [what, type, body] of bodies)
      it(`${what}: is a fault of ours nowhere`, async () => {
        const faults: string[] = [];
        let taken = 0;
        for (const route of Object.keys(pageAudiences)) {
          const [method = '', pattern = ''] = route.split(' ');
          if (method !== 'POST') continue;
          const caller = callers.find(({ name }) => name === callerOf(pattern));
          assert.ok(caller !== undefined);
          const path = exampleOf(pattern, caller.plain, caller.below);
          const page = /^\/(admin|staff|counter|floor|reception|kiosk)/.test(pattern)
            ? '/staff/account'
            : '/bookings';
          const shown = await caller.agent.get(caller.name === 'kiosk' ? '/kiosk/BJ-TSY' : page);
          const token = /name="_csrf" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
          const answer = await caller.agent
            .post(`${path}${path.includes('?') ? '&' : '?'}_csrf=${encodeURIComponent(token)}`)
            .set({ 'content-type': type, 'x-csrf-token': token })
            .ok(() => true)
            .send(body);
          if (answer.status !== 403) taken += 1;
          if (answer.status >= 500) faults.push(`${answer.status} ${path}`);
          const lost = String(answer.headers['location'] ?? '').startsWith('/staff/sign-in');
          if (lost && caller.signIn !== undefined) caller.agent = await caller.signIn();
        }
        assert.deepEqual(faults, []);
        assert.deepEqual(errors, []);
        assert.ok(taken > 100, `${taken} forms were let in`);
      });
  });
}
