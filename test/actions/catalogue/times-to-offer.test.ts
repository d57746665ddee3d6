import assert from 'node:assert/strict';
import { conflictsAt } from '../../../server/actions/catalogue/conflicts-at.ts';
import { settleConflicts } from '../../../server/actions/catalogue/settle-conflicts.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { settleUnsettled } from '../../../server/jobs/settle-conflicts.ts';
import { timeOfferOfBooking } from '../../../server/store/booking/time-offer-query.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { bookedVisit } from '../../support/held-visit.ts';
import { changeRules, changeSite } from '../../support/site-rules.ts';
import { words } from '../../support/sites.ts';
import { somebody } from '../../support/somebody.ts';
import { assertSoundBookings } from '../../support/stored-bookings.ts';
import { there } from '../../support/there.ts';

const site = 'BJ-TSY';
const at = (day: string, time = '09:00') => Date.parse(`2026-11-${day}T${time}:00+08:00`);

for (const engine of engines) {
  describe(`which times are offered for a visit that does not fit [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    beforeEach(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(mondayMorning);
      await changeRules(hall, site, { unsettled: 'offer' });
    });
    afterEach(async () => {
      await assertSoundBookings(hall.system.database, hall.clock.now(), 'on');
      await hall.close();
    });

    const closedUntil = (to: string) =>
      changeSite(hall, site, (one) => ({
        ...one,
        exceptions: [
          { id: 'x', date: '2026-11-26', kind: 'closed', reason: words('停电'), from: '08:00', to },
        ],
      }));
    const places = (count: number) =>
      changeSite(hall, site, (one) => ({
        ...one,
        queues: one.queues.map((queue) => ({ ...queue, places: count })),
      }));
    const booked = async (nth: number, time = '09:00') =>
      (await bookedVisit(hall, { start: at('26', time), nth })).id;
    const offerOf = (id: string) => timeOfferOfBooking(hall.system.database.reader, id);
    /** What was written to it beside what everybody gets. */
    const news = async (booking: string) =>
      ((await hall.system.database.reader('outbox').where({ booking }).pluck('template')) as string[]).filter(
        (template) => template !== 'booked' && template !== 'reminder',
      );

    it('those that can still be prepared for once the answer has come, not the first that are free', async () => {
      const id = await booked(1);
      await changeRules(hall, site, { lastWorkingDay: 1, noticeMinutes: 1020 });
      await closedUntil('10:00');
      hall.clock.set(at('25'));
      assert.equal((await conflictsAt(hall.system, site)).length, 1);
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      assert.deepEqual(await news(id), ['times_offered']);
      const soonest = at('25', '20:00') + 1020 * 60_000;
      const times = there((await offerOf(id)) ?? undefined).times;
      assert.ok(times.length > 0 && times.every(({ start }) => start >= soonest));
    });

    it('one for everybody before a second one for anybody, where few are left', async () => {
      const ids = [await booked(1), await booked(2, '09:15')];
      await changeRules(hall, site, { lastWorkingDay: 1 });
      await closedUntil('16:30');
      await places(1);
      hall.clock.set(at('25'));
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 2 });
      for (const id of ids) assert.equal((await offerOf(id))?.times.length, 1);
    });

    it('all that are free, though somebody who was asked before would like them, too', async () => {
      const [first, second] = [await booked(1), await booked(2, '09:15')];
      await changeRules(hall, site, { lastWorkingDay: 1 });
      await closedUntil('16:00');
      await places(1);
      hall.clock.set(at('25', '08:00'));
      const request = { site, act: 'offer', bookings: [first], start: null, staff: somebody } as const;
      assert.deepEqual(await settleConflicts(hall.system, request), { done: 1, left: 0 });
      assert.equal((await offerOf(first))?.times.length, 3, 'of four');
      hall.clock.set(at('25'));
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      assert.deepEqual(await news(second), ['times_offered']);
    });

    it('none where its own time is free at another place, also when staff want to offer some, and nothing is told', async () => {
      const [first = '', , last = ''] = [await booked(1), await booked(2), await booked(3)];
      const cancel = { type: 'cancel', booking: first, site, actor: { kind: 'holder' }, chance: 0 } as const;
      assert.ok((await hall.system.bookings.submit(cancel, { actor: theHolder })).ok);
      hall.clock.advance(3 * 3_600_000);
      await places(2);
      const request = { site, act: 'offer', bookings: null, start: null, staff: somebody } as const;
      assert.deepEqual(await settleConflicts(hall.system, request), { done: 1, left: 0 });
      assert.equal(await offerOf(last), null);
      const row = there(await hall.system.database.reader('booking').where({ id: last }).first());
      assert.equal(Number(row.starts_at), at('26'));
      assert.deepEqual(await news(last), []);
      assert.deepEqual(await conflictsAt(hall.system, site), []);
    });
  });
}
