import assert from 'node:assert/strict';
import { callAudiences, pageAudiences } from '../../server/web/permission-table.ts';
import { Dice } from '../forecast/dice.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { exampleOf } from '../support/route-examples.ts';
import { type Caller, callerOf, manCallers } from './fuzz/callers.ts';
import { everySpelling } from './fuzz/wild-queries.ts';

const deep = process.env['HALL_DEEP'] !== undefined;
/** Of the spellings: twice the same and in brackets; all of them take minutes. */
const kinds = deep ? everySpelling('a', 'a', new Dice(1)).map((_, kind) => kind) : [0, 3];
/** Names that some page or call reads from its address. */
const names = [
  'site',
  'service',
  'date',
  'from',
  'to',
  'page',
  'sort',
  'q',
  'format',
  'lang',
  'state',
  'view',
];

for (const engine of deep ? engines : (['sqlite'] as const)) {
  describe(`an address that says a parameter twice, in brackets or badly encoded [${engine}]`, function () {
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

    it('is a fault of ours on no page and no call', async () => {
      const dice = new Dice(20261129);
      const faults: string[] = [];
      const seen = new Map<number, number>();
      for (const route of [...Object.keys(pageAudiences), ...Object.keys(callAudiences)]) {
        const [method = '', pattern = ''] = route.split(' ');
        if (method !== 'GET') continue;
        const caller = callers.find(({ name }) => name === callerOf(pattern)) ?? callers[0];
        assert.ok(caller !== undefined);
        const path = exampleOf(pattern, caller.plain, caller.below);
        const asked = names.map((name) => everySpelling(name, caller.plain[name] ?? 'a', dice));
        for (const kind of kinds) {
          const query = asked.flatMap((spelt) => (spelt[kind] ?? '').slice(0, 600));
          const whole = `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`;
          const answer = await caller.agent
            .get(whole)
            .set(caller.headers)
            .ok(() => true);
          seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
          if (answer.status >= 500) faults.push(`${caller.name} ${answer.status} ${whole.slice(0, 200)}`);
        }
      }
      assert.deepEqual(faults, []);
      assert.deepEqual(errors, []);
      assert.ok((seen.get(200) ?? 0) > kinds.length * 40, JSON.stringify([...seen]));
    });
  });
}
