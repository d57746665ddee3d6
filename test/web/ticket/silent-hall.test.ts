import assert from 'node:assert/strict';
import supertest from 'supertest';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { evolveHall } from '../../../server/domain/queue/hall/evolve-hall.ts';
import { emptyHall } from '../../../server/domain/queue/hall/hall.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { factsFor } from '../../../server/realtime/audience.ts';
import { currentBoard } from '../../../server/realtime/current-board.ts';
import { eventsAfter, loadHall } from '../../../server/store/queue/hall-query.ts';
import { type LiveHouse, openHouse } from '../../realtime/live-house.ts';
import { begun } from '../../support/begun.ts';
import { engines } from '../../support/engines.ts';
import { openLink } from '../../support/open-link.ts';
import { setHall } from '../number/door.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`a silent hall [${engine}]`, function () {
    this.timeout(60_000);
    let house: LiveHouse;
    const order = async (request: HallRequest): Promise<number> => {
      const answer = await house.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
      return answer.value.version;
    };
    const take = async (id: string): Promise<string> => {
      const services = [{ code: 'RENEW', quantity: 1 }];
      await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
      return `/tickets/${house.system.secrets.tokenFor('ticket', id)}`;
    };
    /** As the script of the page does it. */
    const openOnPhone = async (address: string): Promise<number> => {
      const phone = supertest.agent(house.url);
      const token =
        /name="_csrf" value="([^"]+)"/.exec((await phone.get(address).redirects(1)).text)?.[1] ?? '';
      return (await phone.post(`${address}/on-phone`).set('X-CSRF-Token', token)).status;
    };
    const version = async (): Promise<number> => begun(await currentBoard(house.system, site)).version;
    before(async () => {
      house = await openHouse({ engine });
    });
    after(() => house.close());

    it('is none unless the site says so: a page asks its phone for nothing, and nothing is kept', async () => {
      const address = await take('aloud');
      const before = await version();
      const html = (await openLink(house, address).expect(200)).text;
      assert.doesNotMatch(html, /data-silent|data-opened/);
      assert.match(html, /data-chime/);
      assert.equal(await openOnPhone(address), 204);
      assert.equal(await version(), before);
    });

    it('knows of each call whether the ticket was opened on a phone; one on paper, or without scripts, was not', async () => {
      await setHall(house, site, { calling: 'silent' });
      const [phone, paper, unscripted] = [await take('phone'), await take('paper'), await take('unscripted')];
      await openLink(house, unscripted).expect(200);
      const html = (await openLink(house, phone).expect(200)).text;
      assert.match(html, /data-silent data-opened="[^"]*\/on-phone"/);
      assert.doesNotMatch(html, /data-chime/);
      const before = await version();
      assert.equal(await openOnPhone(phone), 204);
      assert.equal(await openOnPhone(phone), 204);
      assert.equal(await version(), before + 1, 'once is enough');
      assert.doesNotMatch((await openLink(house, phone)).text, /data-opened/);
      assert.ok(!paper.includes(phone));

      for (const counter of ['BJ-TSY-1', 'BJ-TSY-2', 'BJ-TSY-3', 'BJ-TSY-4']) {
        await order({ type: 'open_counter', counter, staff: null });
        await order({ type: 'call_next', counter });
      }
      const board = begun(await currentBoard(house.system, site));
      const onPhone = new Map(board.calling.map((call) => [call.number, call.onPhone]));
      assert.deepEqual([...onPhone].sort(), [
        ['A001', undefined],
        ['A002', true],
        ['A003', undefined],
        ['A004', undefined],
      ]);
    });

    it('tells screens the same with the fact of a call, and nobody in the hall who opened what', async () => {
      const { reader } = house.system.database;
      const { day } = begun(await currentBoard(house.system, site));
      const events = (await eventsAfter(reader, site, day, 0)).map(({ event }) => event);
      const hall = await loadHall(reader, site, day);
      const its = begun((await house.system.catalogue()).sites.get(site) ?? null);
      const facts = factsFor('hall', events, hall, its);
      const called = facts.filter(({ type }) => type === 'ticket_called');
      assert.deepEqual(
        called.map(({ number, onPhone }) => [number, onPhone]),
        [
          ['A001', undefined],
          ['A002', true],
          ['A003', undefined],
          ['A004', undefined],
        ],
      );
      assert.ok(facts.every(({ type }) => type !== 'ticket_opened'));
      // the stored rows are what the events make
      const replayed = events.reduce(evolveHall, emptyHall(site, day));
      assert.deepEqual([...replayed.tickets.values()], [...hall.tickets.values()]);
    });

    it('is over for a ticket that is: its page asks nothing, and opening it late changes nothing', async () => {
      const address = await take('gone');
      await order({ type: 'leave', ticket: 'gone' });
      assert.doesNotMatch((await openLink(house, address)).text, /data-opened/);
      const before = await version();
      await openOnPhone(address);
      assert.equal(await version(), before);
    });
  });
}
