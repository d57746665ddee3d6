import assert from 'node:assert/strict';
import { deletePersonalData } from '../../server/actions/booking/delete-personal-data.ts';
import { liftBlockByStaff } from '../../server/actions/booking/lift-block-by-staff.ts';
import { noteByStaff } from '../../server/actions/booking/note-by-staff.ts';
import { cancelByStaff, moveByStaff } from '../../server/actions/booking/staff-changes.ts';
import { changeTicket } from '../../server/actions/queue/put-right.ts';
import { unmaskBooking } from '../../server/actions/staff/unmask-booking.ts';
import { dayStatistics } from '../../server/domain/queue/figures/day-statistics.ts';
import { replayHall } from '../../server/domain/queue/hall/evolve-hall.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { endDays } from '../../server/jobs/end-days.ts';
import { forgetWhatIsOver } from '../../server/jobs/retention.ts';
import { tablesInOrder } from '../../server/store/backup/tables-in-order.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { eventsAfter, loadHall } from '../../server/store/queue/hall-query.ts';
import { auditLine } from '../../server/store/staff/audit-query.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { somebody } from '../support/somebody.ts';
import { openCounters } from '../support/worked-day.ts';

const dayLong = 24 * 60 * 60_000;
const day = '2026-11-24';
/** in everything that staff type here, and nowhere else */
const typed = '王芳的表哥';

for (const engine of engines) {
  describe(`what staff have typed about somebody [${engine}]`, () => {
    let hall: HallSystem;
    beforeEach(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    afterEach(() => hall.close());

    /** Tables in which the words still stand, with how often. */
    const found = async (): Promise<Record<string, number>> => {
      const { reader } = hall.system.database;
      const counts: Record<string, number> = {};
      for (const table of await tablesInOrder(reader, engine)) {
        const count = JSON.stringify(await reader(table)).split(typed).length - 1;
        if (count > 0) counts[table] = count;
      }
      return counts;
    };
    const booking = async (id: string) => {
      const one = await bookingByReference(hall.system.database.writer, `REF-${id}`);
      assert.ok(one !== null);
      return one;
    };
    const done = <T extends { ok: boolean }>(outcome: T): T => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return outcome;
    };

    /** Two visits and a walk-in on one day, with a reason in every place that has one. */
    const typeEverywhere = async (): Promise<void> => {
      const { system } = hall;
      for (const [id, hour, mobile] of [
        ['served', '09:00', '13800000001'],
        ['dropped', '10:00', '13800000002'],
      ] as const)
        done(
          await system.bookings.submit(bookCommand({ id, start: `${day}T${hour}:00+08:00`, mobile }), {
            actor: theHolder,
          }),
        );
      const move = { start: Date.parse(`${day}T09:15:00+08:00`), reason: typed, overbook: false };
      done(await moveByStaff(system, await booking('served'), move, somebody));
      done(await noteByStaff(system, await booking('served'), typed, somebody));
      done(await unmaskBooking(system, somebody, { reference: 'REF-served', reason: typed }));
      done(await cancelByStaff(system, await booking('dropped'), typed, somebody));
      hall.clock.set(`${day}T09:10:00+08:00`);
      const by = { actor: somebody };
      const counter = 'BJ-TSY-1';
      done(await system.halls.submit('BJ-TSY', { type: 'open_counter', counter, staff: null }, by));
      const walkIn = { type: 'walk_in', services: [{ code: 'RENEW', quantity: 1 }], byStaff: true } as const;
      done(await system.halls.submit('BJ-TSY', { ...walkIn, id: 'w', priority: false }, by));
      const arrive = { type: 'arrive', id: 't', reference: 'REF-served', priority: false } as const;
      done(await system.halls.submit('BJ-TSY', arrive, by));
      for (const id of ['t', 'w']) {
        const kept = system.hallCache.kept('BJ-TSY', day)?.tickets.get(id);
        assert.ok(kept !== undefined);
        const noted = { services: null, queue: null, priority: null, note: typed } as const;
        const place = { site: 'BJ-TSY', day, ticket: kept };
        done(await changeTicket(system, place, noted, typed, by));
      }
      for (const ticket of ['t', 'w']) {
        const call = { type: 'call_ticket', counter, ticket, reason: typed } as const;
        done(await system.halls.submit('BJ-TSY', call, by));
        done(await system.halls.submit('BJ-TSY', { type: 'start', counter }, by));
        done(await system.halls.submit('BJ-TSY', { type: 'finish', counter, outcome: 'completed' }, by));
      }
    };
    const outOfTurn = async (): Promise<number> => {
      const events = await eventsAfter(hall.system.database.reader, 'BJ-TSY', day, 0);
      return dayStatistics(
        events.map(({ event }) => event),
        'Asia/Shanghai',
      ).outOfTurn.calls;
    };

    it('stands beside the audit, never in it, and is read with the line', async () => {
      await typeEverywhere();
      const before = await found();
      assert.deepEqual(before, {
        audit_words: 5,
        booking_event: 2,
        booking_note: 1,
        hall_event: 4,
        // the enterprise is told why
        outbox: 2,
        ticket: 2,
      });
      const { reader } = hall.system.database;
      const look = (await reader('audit').where({ action: 'booking.unmask' }).first('id')) as { id: string };
      assert.equal((await auditLine(reader, look.id))?.words, typed);
    });

    it('goes with what names the person once the period of the site is over, and the counts stay', async () => {
      await typeEverywhere();
      assert.equal(await outOfTurn(), 2);
      hall.clock.advance(dayLong);
      await endDays(hall.system);
      hall.clock.advance(181 * dayLong);
      await forgetWhatIsOver(hall.system);
      assert.deepEqual(await found(), {});
      assert.equal(await outOfTurn(), 2);
      const history = await hall.system.database.reader('booking_event').where({ booking: 'served' });
      const moved = history.find(({ type }) => type === 'moved');
      assert.equal(typeof JSON.parse(moved?.data ?? '{}').start, 'number');
    });

    it('as the reason of a pause goes from the events and the rows alike, also of a day that nobody closed', async () => {
      const by = { actor: somebody };
      const counter = 'BJ-TSY-1';
      hall.clock.set(`${day}T09:10:00+08:00`);
      done(await hall.system.halls.submit('BJ-TSY', { type: 'open_counter', counter, staff: null }, by));
      done(await hall.system.halls.submit('BJ-TSY', { type: 'pause_counter', counter, reason: typed }, by));
      done(await hall.system.halls.submit('BJ-TSY', { type: 'pause_hall', reason: typed }, by));
      assert.deepEqual(await found(), { hall_counter: 1, hall_day: 1, hall_event: 2 });
      hall.clock.advance(182 * dayLong);
      await forgetWhatIsOver(hall.system);
      assert.deepEqual(await found(), {});
      const { reader } = hall.system.database;
      const events = (await eventsAfter(reader, 'BJ-TSY', day, 0)).map(({ event }) => event);
      assert.deepEqual(replayHall('BJ-TSY', day, events), await loadHall(reader, 'BJ-TSY', day));
    });

    it('goes at once when the holder has the data deleted, and what concerns others stays', async () => {
      await typeEverywhere();
      assert.equal(
        await deletePersonalData(hall.system, await booking('served'), { ...theHolder, address: null }),
        'deleted',
      );
      assert.deepEqual(await found(), {
        audit_words: 2,
        booking_event: 1,
        hall_event: 2,
        outbox: 1,
        ticket: 1,
      });
      assert.equal(
        await deletePersonalData(hall.system, await booking('dropped'), { ...theHolder, address: null }),
        'deleted',
      );
      assert.deepEqual(await found(), { audit_words: 1, hall_event: 2, ticket: 1 });
      assert.equal(await outOfTurn(), 2);
    });

    it('as the reason for lifting a block ends when the block would have ended and its period is over', async () => {
      const site = (await hall.system.catalogue()).sites.get('BJ-TSY');
      assert.ok(site !== undefined);
      for (const [id, days] of [
        ['m1', 1],
        ['m2', 2],
      ] as const) {
        const start = Date.parse(`${day}T09:00:00+08:00`) + (days - 1) * dayLong;
        done(await hall.system.bookings.submit(bookCommand({ id, start }), { actor: theHolder }));
      }
      const booked = hall.clock.now();
      for (const days of [0, 1]) {
        await openCounters(hall, 'BJ-TSY', Date.parse(`${day}T08:55:00+08:00`) + days * dayLong);
      }
      hall.clock.set(booked + 4 * dayLong);
      await endDays(hall.system);
      done(await liftBlockByStaff(hall.system, site, '914403001922038216', typed, somebody));
      assert.deepEqual(await found(), { audit_words: 1, block_lift: 1 });
      hall.clock.advance(230 * dayLong);
      await forgetWhatIsOver(hall.system);
      assert.deepEqual(await found(), {});
    });
  });
}
