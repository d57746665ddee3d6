import assert from 'node:assert/strict';
import type { Browser, CDPSession } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { realTiming, type Timing } from '../../server/realtime/timing.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';
/** an hour at one change a second */
const changes = 3600;
const megabyte = 1024 * 1024;

/** Pushes are not held back, so that an hour passes in a minute; longer pauses are as they are. */
function hurried(): Timing {
  let elapsed = 0;
  return {
    elapsed: () => {
      elapsed += 250;
      return elapsed;
    },
    later: (milliseconds, run) => realTiming.later(milliseconds < 1000 ? 0 : milliseconds, run),
  };
}

interface Weight {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function weigh(session: CDPSession): Promise<Weight> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

describe('a display that is left open', function () {
  this.timeout(600_000);
  let house: LiveHouse;
  let browser: Browser;
  let tickets = 0;

  const order = async (request: HallRequest): Promise<number> => {
    const answer = await house.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
    return answer.value.version;
  };
  /** Four changes of the board. */
  const serveOne = async (): Promise<number> => {
    tickets += 1;
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id: `ticket-${tickets}`, services, priority: false, byStaff: true });
    await order({ type: 'call_next', counter });
    await order({ type: 'start', counter });
    return order({ type: 'finish', counter, outcome: 'completed' });
  };

  before(async () => {
    house = await openHouse({ timing: hurried() });
    await order({ type: 'open_counter', counter, staff: null });
    for (let waiting = 0; waiting < 20; waiting += 1) {
      const services = [{ code: 'RENEW', quantity: 1 }];
      await order({ type: 'walk_in', id: `waiting-${waiting}`, services, priority: false, byStaff: true });
    }
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  it('grows by less than five megabytes in 3,600 changes, and by no elements or listeners', async () => {
    const page = await browser.newPage();
    await page.goto(`${house.url}/display/${site}`);
    const serve = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        const version = await serveOne();
        await page.waitForSelector(`#main[data-version="${version}"]`);
      }
    };
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    await serve(50);
    const before = await weigh(session);
    await serve(changes / 4);
    const after = await weigh(session);
    const grown = (after.heap - before.heap) / megabyte;
    console.log(`      heap ${(before.heap / megabyte).toFixed(2)} MB, grown by ${grown.toFixed(2)} MB`);
    assert.ok(grown < 5, `${grown.toFixed(2)} MB`);
    assert.ok(after.nodes - before.nodes < 200, `${after.nodes - before.nodes} nodes more`);
    assert.ok(after.listeners - before.listeners < 5, `${after.listeners - before.listeners} listeners more`);
  });
});
