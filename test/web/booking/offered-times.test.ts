import assert from 'node:assert/strict';
import { endTimeOffers } from '../../../server/jobs/end-time-offers.ts';
import { settleUnsettled } from '../../../server/jobs/settle-conflicts.ts';
import { makeMailbox } from '../../../server/messages/mailbox.ts';
import { messageLinks } from '../../../server/web/message-links.ts';
import { wordingContext } from '../../messages/mail-fixture.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { bookedVisit, closeDays, type HeldVisit, openDays } from '../../support/held-visit.ts';
import { changeRules } from '../../support/site-rules.ts';
import { assertSoundBookings, clearBookings } from '../../support/stored-bookings.ts';
import { there } from '../../support/there.ts';
import { Visitor } from './visitor.ts';

const site = 'BJ-TSY';
const at = (day: string, time = '09:00') => Date.parse(`2026-${day}T${time}:00+08:00`);
const offered = [at('11-27'), at('11-30'), at('12-01')];

for (const engine of engines) {
  describe(`the page of a visit for which other times are held [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let visit: HeldVisit;
    let visitor: Visitor;
    let nth = 0;
    before(async () => {
      hall = await startSystem({ engine });
      await changeRules(hall, site, { unsettled: 'offer' });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      nth += 1;
      visit = await bookedVisit(hall, { start: at('11-26'), nth });
      await closeDays(hall, ['2026-11-26']);
      hall.clock.set(at('11-25'));
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      visitor = await new Visitor(hall).open(visit.own);
    });
    afterEach(async () => {
      await assertSoundBookings(hall.system.database, hall.clock.now(), 'on');
      await hall.system.database.writer('priority_visit').delete();
      await clearBookings(hall.system.database);
      await openDays(hall);
    });

    const take = (start: number) =>
      visitor.post({ start: String(start) }, `/bookings/${visit.reference}/times`);
    const stored = async () =>
      there((await hall.system.database.reader('booking').where({ id: visit.id }))[0]);
    const told = async () =>
      (await hall.system.database.reader('outbox').where({ booking: visit.id }).orderBy('created_at')).map(
        ({ template }) => template,
      );
    const main = () => visitor.text.slice(visitor.text.indexOf('<main'));

    it('says why, until when, and has one press for each time; nothing promises the old one', () => {
      assert.deepEqual(visitor.starts(), offered);
      assert.match(
        main(),
        /这次预约不能按时办理.*原因：停电检修.*请选择新的时间.*请在 2026年11月25日.*20:00 前选定/s,
      );
      assert.match(main(), /改到 2026年11月27日.*09:00/);
      assert.doesNotMatch(main(), /请按约定时间到场|预约成功|<img/);
    });

    it('moves by one press, says so, and lets it be taken back for two minutes', async () => {
      const done = await take(there(offered[1]));
      assert.deepEqual(
        [done.status, done.headers['location']],
        [303, `/bookings/${visit.reference}?done=moved`],
      );
      await visitor.open(String(done.headers['location']));
      assert.match(main(), /已改到新的时间.*选错了的，09:02:00 前可以撤回.*2026年11月30日/s);
      assert.deepEqual(visitor.starts(), []);
      assert.doesNotMatch(main(), /这次预约不能按时办理/);
      const twice = await take(there(offered[1]));
      assert.equal(twice.headers['location'], done.headers['location'], 'pressed twice');

      await visitor.send({}, `/bookings/${visit.reference}/undo`);
      assert.match(main(), /已撤回/);
      assert.match(main(), /这次预约不能按时办理/);
      assert.equal(Number((await stored()).starts_at), at('11-26'));
      const told = await hall.system.database
        .reader('outbox')
        .where({ booking: visit.id, template: 'moved' });
      assert.deepEqual(
        told.map(({ state }) => state),
        ['superseded'],
      );
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 }, 'and is asked again');
      await visitor.open(visit.own);
      assert.deepEqual(visitor.starts(), offered);
    });

    it('refuses a time that was not offered, that is closed by now, or no time at all, and shows where things stand', async () => {
      await closeDays(hall, ['2026-11-27']);
      for (const start of [at('11-27'), at('12-02'), Number.NaN]) {
        const refused = await take(start);
        assert.equal(refused.status, 409, String(start));
        assert.match(refused.text, /保留给您选择的时间已不再保留/);
        assert.match(refused.text, /改到 2026年11月30日/);
        assert.doesNotMatch(refused.text, /改到 2026年11月27日/);
      }
      assert.equal(Number((await stored()).starts_at), at('11-26'));
    });

    it('offers nothing from the deadline on; then the visit is cancelled with an apology, and one press books another', async () => {
      hall.clock.set(at('11-25', '20:00'));
      const late = await take(there(offered[0]));
      assert.equal(late.status, 409);
      assert.match(late.text, /保留给您选择的时间已不再保留/);
      await visitor.open(visit.own);
      assert.deepEqual(visitor.starts(), []);
      await endTimeOffers(hall.system);
      await visitor.open(visit.own);
      assert.match(main(), /已取消，不算您未到场/);
      await visitor.send({}, `/bookings/${visit.reference}/instead`);
      assert.match(main(), /预约成功/);
      assert.deepEqual(
        (await told()).filter((template) => template !== 'reminder' && template !== 'booked'),
        ['times_offered', 'cancelled_by_office'],
      );
    });

    it('takes “none of them” for an answer, once, and says what comes then', async () => {
      for (let press = 0; press < 2; press += 1) {
        await visitor.send({}, `/bookings/${visit.reference}/times/refusal`);
        assert.equal(visitor.page.status, 200);
        assert.match(main(), /这些时间不再为您保留.*您已答复这些时间都不合适/s);
        assert.deepEqual(visitor.starts(), []);
      }
      assert.equal((await take(there(offered[0]))).status, 409);
      assert.equal((await stored()).state, 'confirmed');
    });

    it('is an ordinary page again as soon as the closure is withdrawn', async () => {
      await openDays(hall);
      await visitor.open(visit.own);
      assert.deepEqual(visitor.starts(), []);
      assert.doesNotMatch(main(), /这次预约不能按时办理|请选择新的时间/);
      await endTimeOffers(hall.system);
      assert.ok((await told()).includes('visit_stands'));
    });

    it('prints what holds: that the visit cannot take place, the times to choose from, and no code for the kiosk', async () => {
      await visitor.open(`/bookings/${visit.reference}/print`);
      assert.match(main(), /网点不办公.*停电检修.*20:00，请在此之前.*2026年11月27日.*2026年12月1日/s);
      assert.doesNotMatch(main(), /<img/);
      await openDays(hall);
      await visitor.open(`/bookings/${visit.reference}/print`);
      assert.match(main(), /<img/);
      assert.doesNotMatch(main(), /网点不办公/);
    });

    for (const locale of ['zh-CN', 'en'] as const)
      it(`is where the mail leads, which has every time, the deadline and the reason (${locale})`, async () => {
        const { system } = hall;
        const { writer } = system.database;
        await writer('outbox').where({ booking: visit.id }).update({ locale });
        const words = { ...wordingContext, catalogue: system.catalogue, links: messageLinks(system) };
        const row = await writer('outbox')
          .where({ booking: visit.id, template: 'times_offered' })
          .first('id');
        const mail = there(await makeMailbox(system.database, words).read(String(row?.id)));
        const said =
          locale === 'en'
            ? [/27 November 2026/, /30 November 2026/, /1 December 2026/, /25 November 2026.{0,160}20:00/s]
            : [/2026年11月27日/, /2026年11月30日/, /2026年12月1日/, /2026年11月25日.{0,160}20:00/s];
        for (const body of [mail.text, mail.html]) {
          for (const one of said) assert.match(body, one);
          assert.match(body, /停电检修/);
          assert.match(body, new RegExp(`/bookings/${visit.reference}\\?token=`));
          assert.doesNotMatch(body, /请按约定时间|改期或取消|move or cancel/);
        }
      });
  });
}
