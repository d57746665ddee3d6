import assert from 'node:assert/strict';
import { settleConflicts } from '../../../server/actions/catalogue/settle-conflicts.ts';
import type { BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { endTimeOffers } from '../../../server/jobs/end-time-offers.ts';
import { settleUnsettled } from '../../../server/jobs/settle-conflicts.ts';
import { bookingsBy } from '../../../server/store/booking/ledger-query.ts';
import { timeOfferOfBooking } from '../../../server/store/booking/time-offer-query.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { assertSoundBookings } from '../../support/stored-bookings.ts';
import { there } from '../../support/there.ts';
import { join, waitEntry } from '../../support/waiting-office.ts';

const site = 'BJ-TSY';
const at = (day: string, time = '09:00') => Date.parse(`2026-11-${day}T${time}:00+08:00`);

for (const engine of engines) {
  describe(`times that are offered for a visit on a day that was closed [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    beforeEach(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(mondayMorning);
      await changed(async () => {
        const row = hall.system.database.writer('site').where({ code: site });
        const known = await row.clone().first('rules');
        const stored = JSON.parse(String(known?.rules ?? '{}')) as object;
        await row.clone().update({ rules: JSON.stringify({ ...stored, unsettled: 'offer' }) });
      });
      const enterprise = { name: 'a', creditCode: 'FIRM-a', customsCode: null };
      const command = bookCommand({ id: 'a', start: at('26'), mobile: '13800000001', enterprise });
      assert.ok((await submit(command)).ok);
    });
    afterEach(async () => {
      await assertSoundBookings(hall.system.database, hall.clock.now(), 'on');
      await hall.close();
    });

    const submit = (command: BookingCommand) => hall.system.bookings.submit(command, { actor: theHolder });
    const changed = async (change: () => Promise<unknown>) => {
      await change();
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
    };
    const close = (date = '2026-11-26') =>
      changed(() =>
        hall.system.database.writer('site_exception').insert({
          id: date,
          site,
          date,
          kind: 'closed',
          reason_zh: '停电',
          reason_en: 'Power cut',
        }),
      );
    const open = (date = '2026-11-26') =>
      changed(() => hall.system.database.writer('site_exception').where({ id: date }).delete());
    const found = async () => there((await bookingsBy(hall.system.database.reader, engine, 'id', ['a']))[0]);
    const offer = () => timeOfferOfBooking(hall.system.database.reader, 'a');
    const starts = async () => there((await offer()) ?? undefined).times.map(({ start }) => start);
    const told = async () => {
      const rows = await hall.system.database.reader('outbox').where({ booking: 'a' }).orderBy('created_at');
      return rows.map((row) => row.template).filter((one) => one !== 'reminder' && one !== 'booked');
    };
    const take = (start: number) => submit({ type: 'take_time', booking: 'a', site, start });
    const offered = async () => {
      await close();
      hall.clock.set(at('25'));
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
    };

    it('are the same hour of the next days, held for nobody else, told once with the reason, by the site’s rule', async () => {
      await offered();
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 0 });
      assert.deepEqual(await starts(), [at('27'), at('30'), Date.parse('2026-12-01T09:00:00+08:00')]);
      assert.deepEqual(await told(), ['times_offered']);
      const [message] = await hall.system.database.reader('outbox').where({ template: 'times_offered' });
      assert.match(there(message).parameters, /停电/);
      assert.equal(there((await offer()) ?? undefined).until, at('25', '20:00'), 'the evening before');
      const held = await hall.system.database.reader('place').where({ slot_start: at('27') });
      assert.equal(held.length, 1);
    });

    it('are taken by one press, twice being once, and the rest is given back', async () => {
      await offered();
      const [first = 0, second = 0] = await starts();
      assert.ok((await take(second)).ok);
      const again = await take(second);
      assert.ok(!again.ok && again.code === 'same_slot');
      const other = await take(first);
      assert.ok(!other.ok && other.code === 'times_gone');
      assert.equal((await found()).start, second);
      assert.equal(await offer(), null);
      assert.deepEqual(await told(), ['times_offered', 'moved']);
      const places = await hall.system.database.reader('place').select();
      assert.deepEqual(
        places.map(({ booking }) => booking),
        ['a'],
      );
    });

    it('end with the visit cancelled and another one owed, when nobody has answered by the evening before', async () => {
      await offered();
      hall.clock.set(at('25', '19:59'));
      await endTimeOffers(hall.system);
      assert.equal((await found()).state, 'confirmed');
      hall.clock.set(at('25', '20:00'));
      const late = await take(at('27'));
      assert.ok(!late.ok && late.code === 'times_gone');
      await Promise.all([endTimeOffers(hall.system), settleUnsettled(hall.system)]);
      assert.equal((await found()).state, 'cancelled');
      assert.deepEqual(await told(), ['times_offered', 'cancelled_by_office']);
    });

    it('end at once when the closure is withdrawn: nothing can be taken, the visit stands, and its holder is told', async () => {
      await offered();
      await open();
      const late = await take(at('27'));
      assert.ok(!late.ok && late.code === 'times_gone');
      await Promise.all([endTimeOffers(hall.system), endTimeOffers(hall.system)]);
      assert.equal((await found()).start, at('26'));
      assert.equal(await offer(), null);
      assert.deepEqual(await told(), ['times_offered', 'visit_stands']);
    });

    it('leave out the time that a second closure hits; when it hits all of them, other ones are offered', async () => {
      await offered();
      await close('2026-11-27');
      const gone = await take(at('27'));
      assert.ok(!gone.ok && gone.code === 'times_gone');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 0 }, 'two are left');
      await close('2026-11-30');
      await close('2026-12-01');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      assert.ok((await starts()).every((start) => start >= Date.parse('2026-12-02T09:00:00+08:00')));
      assert.deepEqual(await told(), ['times_offered', 'times_offered']);
    });

    it('are not offered again to whoever has said that none suits, and end with the visit’s own cancellation', async () => {
      await offered();
      const decline = { type: 'decline_times', booking: 'a', site } as const;
      assert.ok((await submit(decline)).ok);
      assert.ok((await submit(decline)).ok, 'twice is once');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 0 });
      assert.equal((await hall.system.database.reader('place').whereNotNull('hold')).length, 0);
      const cancel = { type: 'cancel', booking: 'a', site, actor: { kind: 'holder' }, chance: 0 } as const;
      assert.ok((await submit(cancel)).ok);
      assert.equal(await offer(), null);
      assert.deepEqual(await told(), ['times_offered', 'cancelled']);
    });

    it('go to whoever waits for one of them in the commit that gives it back', async () => {
      await offered();
      const [first = 0] = await starts();
      for (let n = 0; ; n += 1) {
        const enterprise = { name: 'x', creditCode: `FULL-${n}`, customsCode: null };
        const full = bookCommand({ id: `full${n}`, start: first, mobile: `1390000${1000 + n}`, enterprise });
        if (!(await submit(full)).ok) break;
      }
      const times = [{ from: '09:00', to: '09:10' }];
      const entry = waitEntry('w', {
        from: '2026-11-27',
        to: '2026-11-27',
        times,
        createdAt: hall.clock.now(),
      });
      const joined = await hall.system.bookings.submit(join(entry), { actor: theHolder });
      assert.ok(joined.ok, joined.ok ? '' : joined.code);
      const state = async () =>
        there((await hall.system.database.reader('waitlist_entry').where({ id: 'w' }))[0]).state;
      assert.equal(await state(), 'waiting');
      assert.ok((await submit({ type: 'decline_times', booking: 'a', site })).ok);
      assert.equal(await state(), 'offered');
    });

    it('are offered by hand, too, also where the rule would move, which then leaves the visitor the time to answer', async () => {
      await close();
      const request = { site, act: 'offer', bookings: ['a'], start: null, staff: somebody } as const;
      assert.deepEqual(await settleConflicts(hall.system, request), { done: 1, left: 0 });
      assert.deepEqual(await settleConflicts(hall.system, request), { done: 0, left: 1 }, 'asked already');
      await changed(() =>
        hall.system.database.writer('site').where({ code: site }).update({ rules: '{"unsettled":"move"}' }),
      );
      hall.clock.set(there((await offer()) ?? undefined).until - 1);
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 0 });
      hall.clock.advance(1);
      await settleUnsettled(hall.system);
      assert.equal((await found()).state, 'cancelled');
    });

    it('are left to whoever was asked when staff settle all that do not fit, and can still be settled by name', async () => {
      await close();
      const request = { site, bookings: null, start: null, staff: somebody } as const;
      assert.deepEqual(await settleConflicts(hall.system, { ...request, act: 'offer' }), {
        done: 1,
        left: 0,
      });
      for (const act of ['offer', 'move', 'cancel'] as const) {
        assert.deepEqual(await settleConflicts(hall.system, { ...request, act }), { done: 0, left: 0 }, act);
        assert.equal((await found()).start, at('26'), act);
        assert.equal((await found()).state, 'confirmed', act);
      }
      const one = { ...request, act: 'move', bookings: ['a'] } as const;
      assert.deepEqual(await settleConflicts(hall.system, one), { done: 1, left: 0 });
    });

    it('are not asked about when there is no time left for an answer: the visit is cancelled with an apology', async () => {
      hall.clock.set(at('25', '19:45'));
      await close();
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      assert.deepEqual(await told(), ['cancelled_by_office']);
    });
  });
}
