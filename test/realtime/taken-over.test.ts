import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import type { BoardChange, CounterChange } from '../../server/realtime/events.ts';
import { counterNamespace, hallNamespace } from '../../server/realtime/events.ts';
import { engines } from '../support/engines.ts';
import { type LiveHouse, openHouse } from './live-house.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-1';

for (const engine of engines) {
  describe(`a counter that is taken over [${engine}]`, function () {
    this.timeout(60_000);
    let house: LiveHouse;
    before(async () => {
      house = await openHouse({ engine, authorise: async () => true });
    });
    after(() => house.close());

    const order = async (request: HallRequest): Promise<void> => {
      const answer = await house.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, JSON.stringify(answer));
    };
    const connect = async (namespace: string) => {
      const socket = io(`${house.url}${namespace}`, {
        auth: { site, key: 'x' },
        transports: ['websocket'],
        forceNew: true,
      });
      await new Promise<void>((resolve) => socket.on('connect', resolve));
      return socket;
    };

    it('is told live to both consoles, by nobody’s name, and not to the hall', async () => {
      await order({ type: 'open_counter', counter, staff: 'secret-ann' });
      const [first, second, hall] = await Promise.all(
        [counterNamespace, counterNamespace, hallNamespace].map(connect),
      );
      assert.ok(first !== undefined && second !== undefined && hall !== undefined);
      try {
        const told = (socket: typeof first) =>
          new Promise<CounterChange>((resolve) =>
            socket.on('counter:changed', (change: CounterChange) => {
              if (change.facts.some(({ type }) => type === 'counter_taken_over')) resolve(change);
            }),
          );
        const changes: BoardChange[] = [];
        const boards = new Promise<void>((resolve) =>
          hall.on('board:changed', (change: BoardChange) => {
            changes.push(change);
            if (change.facts.some(({ type }) => type === 'counter_paused')) resolve();
          }),
        );
        const both = Promise.all([told(first), told(second)]);
        await order({ type: 'take_over', counter, staff: 'secret-ben', from: 'secret-ann' });
        for (const change of await both) {
          const fact = change.facts.find(({ type }) => type === 'counter_taken_over');
          assert.deepEqual([fact?.counter, fact?.label], [counter, '1']);
          assert.doesNotMatch(JSON.stringify(change), /secret/);
        }
        await order({ type: 'pause_counter', counter, reason: 'x' });
        await boards;
        assert.doesNotMatch(JSON.stringify(changes), /taken_over|secret/);
      } finally {
        for (const socket of [first, second, hall]) socket.close();
      }
    });
  });
}
