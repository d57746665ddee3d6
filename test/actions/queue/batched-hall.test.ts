import assert from 'node:assert/strict';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { eventsAfter } from '../../../server/store/queue/hall-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/booking-office.ts';
import { engines } from '../../support/engines.ts';
import { day, nine } from '../../support/hall-play.ts';
import { hallSite } from '../../support/hall-site.ts';

const site = { ...hallSite(3), sessions: [{ weekday: 2, opens: '09:00', closes: '17:00' }] };
const services = [{ code: 'RENEW', quantity: 1 }];
const by = { actor: theSystem };

for (const engine of engines) {
  describe(`hall commands that are batched [${engine}]`, () => {
    let bare: BareSystem;
    before(async function () {
      this.timeout(60_000);
      bare = await bareSystem({ engine, sites: [site], now: '2026-11-23T10:00:00+08:00' });
      assert.ok((await bare.system.bookings.submit(bookCommand('b', nine + 15 * 60_000), by)).ok);
      bare.clock.set(nine + 10 * 60_000);
    });
    after(() => bare?.close());

    const together = (requests: readonly HallRequest[]) =>
      Promise.allSettled(requests.map((request) => bare.system.halls.submit(site.code, request, by)));
    const walkIn = (id: string): HallRequest => ({
      type: 'walk_in',
      id,
      services,
      priority: false,
      byStaff: true,
    });
    const code = (result: PromiseSettledResult<{ ok: boolean; code?: string }> | undefined): string =>
      result?.status === 'fulfilled' ? (result.value.code ?? 'done') : 'failed';

    it('a command that stumbles over a bug fails alone, and numbers and versions have no gap', async () => {
      // an id that is used twice is a bug of whoever made it
      const ids = ['w1', 'w2', 'w3', 'w2', 'w4', 'w5'];
      const results = await together(ids.map(walkIn));
      assert.deepEqual(results.map(code), ['done', 'done', 'done', 'failed', 'done', 'done']);
      const events = await eventsAfter(bare.system.database.reader, site.code, day, 0);
      const issued = events.flatMap(({ event }) =>
        event.type === 'ticket_issued' ? [event.ticket.number] : [],
      );
      assert.deepEqual(issued, ['A001', 'A002', 'A003', 'A004', 'A005']);
      assert.deepEqual(
        events.map(({ event }) => event.version),
        [1, 2, 3, 4, 5],
      );
    });

    it('each sees what the ones before it in the same batch have done to the booking', async () => {
      const arrive = (id: string): HallRequest => ({ type: 'arrive', id, reference: 'R-b', priority: false });
      const results = await together([
        arrive('t1'),
        arrive('t2'),
        { type: 'leave', ticket: 't1' },
        arrive('t3'),
      ]);
      assert.deepEqual(results.map(code), ['done', 'already_checked_in', 'done', 'not_active']);
      const row = await bare.system.database.reader('booking').where({ id: 'b' }).first('state', 'limit_key');
      assert.deepEqual({ ...row }, { state: 'not_served', limit_key: null });
    });
  });
}
