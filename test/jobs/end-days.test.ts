import assert from 'node:assert/strict';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { endDays } from '../../server/jobs/end-days.ts';
import { loadHall } from '../../server/store/queue/hall-query.ts';
import { sweep } from '../../server/store/sweep.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { there } from '../support/there.ts';
import { openCounters } from '../support/worked-day.ts';

for (const engine of engines) {
  describe(`when the day is over [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    it('halls of earlier days are closed and bookings for which nobody came are missed, once', async () => {
      const { system } = hall;
      for (const [id, time] of [
        ['stays', '09:00'],
        ['comes', '09:15'],
      ] as const) {
        const booked = await system.bookings.submit(
          bookCommand({
            id,
            start: `2026-11-24T${time}:00+08:00`,
            mobile: `1380000${time.replace(':', '')}`,
          }),
          { actor: theHolder },
        );
        assert.ok(booked.ok, JSON.stringify(booked));
      }
      await openCounters(hall, 'BJ-TSY', '2026-11-24T08:55:00+08:00');
      hall.clock.set('2026-11-24T09:10:00+08:00');
      const arrived = await system.halls.submit(
        'BJ-TSY',
        { type: 'arrive', id: 't', reference: 'REF-comes', priority: false },
        { actor: theSystem },
      );
      assert.ok(arrived.ok, JSON.stringify(arrived));

      // here only midnight ends the day
      const row = system.database.writer('site').where({ code: 'BJ-TSY' });
      const stored = await row.clone().first('hall');
      const policy = JSON.parse(there(stored).hall) as object;
      await row.clone().update({ hall: JSON.stringify({ ...policy, endAfter: 0 }) });
      await system.database.writer('catalogue_version').increment('version', 1);
      system.catalogueCache.forget();
      hall.clock.set('2026-11-24T23:59:59+08:00');
      assert.deepEqual(await endDays(system), { closed: 0, missed: 0, notHeld: 0 });
      hall.clock.set('2026-11-25T00:00:00+08:00');
      assert.deepEqual(await endDays(system), { closed: 1, missed: 1, notHeld: 0 });
      assert.deepEqual(await endDays(system), { closed: 0, missed: 0, notHeld: 0 });

      const states = await system.database.reader('booking').orderBy('id').select('id', 'state');
      assert.deepEqual(
        states.map((row) => [row.id, row.state]),
        [
          ['comes', 'not_served'],
          ['stays', 'missed'],
        ],
      );
      const closed = await loadHall(system.database.reader, 'BJ-TSY', '2026-11-24');
      assert.equal(closed.state, 'closed');
      assert.deepEqual(
        [...closed.tickets.values()].map((ticket) => ticket.state),
        ['void'],
      );
    });

    it('a hall that was open when its site was switched off is closed at midnight like others, and who waited is told', async () => {
      const { system } = hall;
      const site = 'BJ-TSY';
      const switched = async (active: boolean) => {
        await system.database.writer('site').where({ code: site }).update({ active });
        await system.database.writer('catalogue_version').increment('version', 1);
        system.catalogueCache.forget();
      };
      const booking = bookCommand({
        id: 'late',
        start: '2026-12-01T09:00:00+08:00',
        mobile: '13800000901',
      });
      assert.ok((await system.bookings.submit(booking, { actor: theHolder })).ok);
      await openCounters(hall, site, '2026-12-01T08:55:00+08:00');
      const arrive = { type: 'arrive', id: 'waits', reference: 'REF-late', priority: false } as const;
      assert.ok((await system.halls.submit(site, arrive, { actor: theSystem })).ok);
      await switched(false);
      try {
        hall.clock.set('2026-12-01T23:59:59+08:00');
        assert.equal((await endDays(system)).closed, 0);
        hall.clock.set('2026-12-02T00:00:00+08:00');
        assert.deepEqual(await endDays(system), { closed: 1, missed: 0, notHeld: 0 });
        assert.deepEqual(await endDays(system), { closed: 0, missed: 0, notHeld: 0 });
        const closed = await loadHall(system.database.reader, site, '2026-12-01');
        assert.equal(closed.state, 'closed');
        assert.deepEqual(
          [...closed.counters.values()].map(({ state }) => state),
          [...closed.counters.values()].map(() => 'closed'),
        );
        const told = await system.database.reader('outbox').where({ booking: 'late', template: 'day_ended' });
        assert.equal(told.length, 1);
        const open = await system.halls.submit(
          site,
          { type: 'open_counter', counter: '1', staff: null },
          { actor: theSystem },
        );
        assert.equal(open.ok ? '' : open.code, 'unknown_site', 'nothing else is done there');
      } finally {
        await switched(true);
      }
    });

    it('sweeping removes what has expired and nothing else', async () => {
      const { system } = hall;
      hall.clock.set('2026-11-25T09:00:00+08:00');
      const start = Date.parse('2026-11-26T09:00:00+08:00');
      const services = [{ code: 'RENEW', quantity: 1 }];
      const held = await system.bookings.submit(
        { type: 'hold', id: 'h', site: 'BJ-TSY', services, start, replaces: null },
        { actor: theHolder },
      );
      assert.ok(held.ok, JSON.stringify(held));
      const places = async (): Promise<number> => (await system.database.reader('place').select()).length;
      const before = await places();
      await sweep(system.database.writer, hall.clock.now());
      assert.equal(await places(), before);
      await sweep(system.database.writer, hall.clock.now() + 10 * 60_000);
      assert.equal(await places(), before - 1);
    });
  });
}
