import assert from 'node:assert/strict';
import { deletePersonalData } from '../../server/actions/booking/delete-personal-data.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { everyJob } from '../../server/jobs/every-job.ts';
import { schedule } from '../../server/jobs/schedule.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { changeSite } from '../support/site-rules.ts';

const dayLong = 24 * 60 * 60_000;

for (const engine of engines) {
  describe(`a machine that was off for some nights [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine, clockStart: '2026-11-23T10:00:00+08:00' });
    });
    after(() => hall.close());

    const start = async (): Promise<void> => {
      const scheduled = schedule(everyJob(hall.system), hall.system);
      await scheduled.catchUp();
      await scheduled.stop();
    };

    it('ends the days, settles the visits, deletes as asked and forgets what is over, at its first start', async () => {
      const { system, clock } = hall;
      const by = { actor: theSystem };
      const days = ['2026-11-24', '2026-11-25', '2026-11-26'];
      for (const [k, day] of days.entries()) {
        const at = `${day}T09:00:00+08:00`;
        const booked = await system.bookings.submit(
          bookCommand({ id: `b${k}`, start: at, mobile: `1380000000${k}` }),
          by,
        );
        assert.ok(booked.ok, JSON.stringify(booked));
      }
      for (const day of days) {
        clock.set(`${day}T08:55:00+08:00`);
        const open = { type: 'open_counter', counter: 'BJ-TSY-1', staff: null } as const;
        assert.ok((await system.halls.submit('BJ-TSY', open, by)).ok);
      }
      // too late to cancel: it is deleted when it is over
      const wanted = await bookingByReference(system.database.reader, 'REF-b2');
      assert.ok(wanted);
      assert.equal(await deletePersonalData(system, wanted, { ...theHolder, address: null }), 'requested');
      clock.advance(4 * dayLong);
      await start();
      const { reader } = system.database;
      assert.deepEqual(await reader('hall_day').whereNot({ state: 'closed' }), []);
      assert.equal((await reader('hall_day')).length, 3);
      assert.deepEqual(await reader('recorded_day').orderBy('day').pluck('day'), days);
      assert.deepEqual(await reader('booking').whereIn('state', ['confirmed', 'arrived']), []);
      // whatever order the jobs ran in, a later round has nothing left to do
      await system.database.writer('job_run').delete();
      await start();
      assert.deepEqual(await reader('deletion_request'), []);
      clock.advance(200 * dayLong);
      await start();
      assert.deepEqual(await reader('booking').whereNot({ contact_mobile: '' }), []);
    });

    it('a night of an hour without the machine is made up for, and each office has its own', async () => {
      const { system, clock } = hall;
      const { reader, writer } = system.database;
      const named = async (): Promise<string[]> =>
        reader('booking').whereNot({ contact_mobile: '' }).orderBy('site').pluck('site');
      clock.set('2027-11-22T12:00:00+08:00');
      await start();
      const offices = { 'BJ-TSY': '914403001922038216', 'BJ-ZGC': '91110108551385082Q' };
      for (const [site, creditCode] of Object.entries(offices)) {
        const command = bookCommand({
          ...{ id: `night-${site}`, site, mobile: `139${creditCode.slice(2, 10)}` },
          ...{
            start: '2027-11-23T09:00:00+08:00',
            enterprise: { name: '企业', creditCode, customsCode: null },
          },
        });
        const booked = await system.bookings.submit(command, { actor: theSystem });
        assert.ok(booked.ok, JSON.stringify(booked));
      }
      await changeSite(hall, 'BJ-ZGC', (site) => ({ ...site, timeZone: 'America/New_York' }));
      clock.set('2027-11-24T12:00:00+08:00');
      await start();
      // the visits are over for longer than anything is kept: all that is waited for is the night
      await writer('booking').whereNot({ contact_mobile: '' }).update({ ends_at: 0 });
      clock.set('2027-11-24T16:16:00+08:00');
      await start();
      assert.deepEqual(await named(), ['BJ-TSY', 'BJ-ZGC'], 'no night has come anywhere');
      clock.set('2027-11-24T16:18:00+08:00');
      await start();
      assert.deepEqual(await named(), ['BJ-TSY'], 'in Beijing it is afternoon');
      // on from five in the morning only: half a day after the last success
      clock.set('2027-11-25T05:00:00+08:00');
      await start();
      assert.deepEqual(await named(), []);
    });
  });
}
