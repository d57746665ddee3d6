import assert from 'node:assert/strict';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { paths } from '../../../server/web/paths.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { signedIn } from '../counter/signed-in.ts';

const minute = 60_000;

for (const engine of engines) {
  describe(`calls for help [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    const order = async (request: HallRequest): Promise<void> => {
      assert.ok((await hall.system.halls.submit('BJ-TSY', request, { actor: theSystem })).ok);
    };

    before(async () => {
      hall = await startSystem({ engine });
      for (const label of [1, 2, 3, 4]) {
        const counter = `BJ-TSY-${label}`;
        await order({ type: 'open_counter', counter, staff: null });
        await order({ type: 'ask_help', counter });
        hall.clock.advance(minute);
      }
    });
    after(() => hall?.close());

    it('are told to whoever manages the hall, the longest wait first and the rest as a number', async () => {
      const { agent } = await signedIn(hall, 'manager', ['BJ-TSY']);
      for (const page of [paths.counter.choose(), paths.admin.home(), paths.staff.account()]) {
        const { text } = await agent.get(page);
        const told = [...text.matchAll(/data-call="([^"]*)"/g)].map(([, code]) => code);
        assert.deepEqual(told, ['BJ-TSY-1', 'BJ-TSY-2', 'BJ-TSY-3'], page);
        assert.match(text, /4 分钟/);
        assert.match(text, /另有 1 个窗口/);
      }
    });

    it('are told to nobody who manages another hall, or none', async () => {
      const elsewhere = await signedIn(hall, 'manager', ['HZ']);
      assert.doesNotMatch((await elsewhere.agent.get(paths.admin.home())).text, /data-call=/);
      const clerk = await signedIn(hall, 'counter', ['BJ-TSY']);
      assert.doesNotMatch((await clerk.agent.get(paths.counter.choose())).text, /data-help-calls/);
      assert.equal((await clerk.agent.get(paths.staff.helpCalls())).status, 403);
    });

    it('are asked for without keeping anybody signed in', async () => {
      hall.clock.set(mondayMorning);
      const { agent } = await signedIn(hall, 'manager');
      for (let asked = 0; asked < 4; asked += 1) {
        hall.clock.advance(7 * minute);
        assert.equal((await agent.get(paths.staff.helpCalls())).headers['x-help-calls'], '4');
      }
      hall.clock.advance(3 * minute);
      assert.equal((await agent.get(paths.staff.helpCalls())).status, 303);
      assert.equal((await agent.get(paths.admin.home())).status, 303);
    });
  });
}
