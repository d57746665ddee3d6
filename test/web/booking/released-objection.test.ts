import assert from 'node:assert/strict';
import { clustersAt } from '../../../server/actions/booking/clusters-at.ts';
import { releaseBookings } from '../../../server/actions/booking/release-bookings.ts';
import type { MessageTemplate } from '../../../server/domain/message/message.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookingsBy } from '../../../server/store/booking/ledger-query.ts';
import { bookedInARow, type RowBooking } from '../../support/booked-in-a-row.ts';
import { engines } from '../../support/engines.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { there } from '../../support/there.ts';
import { hallAndOffice } from '../admin/hall-and-office.ts';
import { signIn } from '../admin/office.ts';
import { Visitor } from './visitor.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`a place that the office took from a visitor [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine, 'manager', [site]);
    const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
    beforeEach(() => suite.hall.clock.set(mondayMorning));

    /** Four bookings that one hand has made, released; answers the first. */
    const released = async (): Promise<RowBooking> => {
      const { system } = suite.hall;
      const made = await bookedInARow(suite.hall, {
        count: 4,
        start: `${there(days.shift())}T09:00:00+08:00`,
      });
      const [cluster] = await clustersAt(system, [site]);
      const release = { bookings: made.map(({ id }) => id), cause: 'resale', note: '同一人' } as const;
      const done = await releaseBookings(system, there(cluster), release, somebody);
      assert.deepEqual(done, { ok: true, value: { done: 4, left: 0, aside: 0 } });
      return there(made[0]);
    };
    const told = async ({ id }: RowBooking, template: MessageTemplate) =>
      (await suite.hall.system.database.reader('outbox').where({ booking: id, template })).length;
    const object = async (visit: RowBooking) => {
      const visitor = await new Visitor(suite.hall).open(visit.own);
      await visitor.send({ words: '我是这家企业的报关员' }, `/bookings/${visit.reference}/objection`);
      return visitor;
    };
    const answer = async (visit: RowBooking, to: string, reason: string) => {
      const page = `/admin/day/${visit.reference}`;
      return suite.office.send(`${page}/correction`, { ...(await suite.office.form(page)), to, reason });
    };

    it('reads why on the booking page, is owed nothing, and can object once, which staff see with a deadline', async () => {
      const visit = await released();
      const visitor = await new Visitor(suite.hall).open(visit.own);
      assert.match(visitor.text, /已被网点撤销/);
      assert.match(visitor.text, /原因：疑似倒卖名额/);
      assert.match(visitor.text, /这是我本人预约的/);
      assert.doesNotMatch(visitor.text, /一键另约|同一人/);
      const refused = await visitor.post({}, `/bookings/${visit.reference}/instead`);
      assert.equal(refused.status, 409, 'a released place is no debt of the office');
      await visitor.send({ words: ' ' }, `/bookings/${visit.reference}/objection`);
      assert.equal(visitor.page.status, 422);
      assert.match(visitor.text, /请说明情况/);
      await visitor.send({ words: '我是本人' }, `/bookings/${visit.reference}/objection`);
      assert.match(visitor.text, /网点会在 .* 前答复/);
      await visitor.post({ words: '再说' }, `/bookings/${visit.reference}/objection`);
      const rows = await suite.hall.system.database.reader('objection').where({ booking: visit.id });
      assert.deepEqual(
        rows.map(({ kind, words }) => [kind, words]),
        [['released', '我是本人']],
      );
      const list = await suite.office.agent.get('/admin/objections?kind=released');
      assert.match(list.text, new RegExp(visit.reference));
      assert.match(list.text, /预约被撤销/);
      assert.doesNotMatch(
        (await suite.office.agent.get('/admin/objections?kind=missed')).text,
        new RegExp(visit.reference),
      );
      suite.hall.clock.set('2026-12-10T10:00:00+08:00');
      const office = await signIn(suite.hall, 'administrator');
      assert.match((await office.agent.get('/admin')).text, /条申诉超过期限仍未答复/);
    });

    it('granted: told, and one press books a visit that is called first and is in no cluster', async () => {
      const visit = await released();
      const visitor = await object(visit);
      assert.equal((await answer(visit, 'granted', '')).status, 422);
      const page = await suite.office.agent.get(`/admin/day/${visit.reference}`);
      assert.match(page.text, /我是这家企业的报关员/);
      assert.match(page.text, /撤销预约（疑似批量）/);
      const done = await answer(visit, 'granted', '电话核实属实');
      assert.equal(done.status, 303, done.text.slice(0, 300));
      assert.match(String(done.headers['location']), /done=grant-release/);
      assert.equal((await answer(visit, 'declined', '又反悔')).status, 409);
      assert.equal(await told(visit, 'release_reversed'), 1);
      await visitor.open(visit.own);
      assert.match(visitor.text, /认可您的异议/);
      await visitor.send({}, `/bookings/${visit.reference}/instead`);
      assert.match(visitor.text, /预约成功|已预约/);
      const { database } = suite.hall.system;
      const given = await database.reader('priority_visit').where({ visit: visit.id });
      assert.equal(given.length, 1);
      const again = await visitor.post({}, `/bookings/${visit.reference}/instead`);
      assert.equal(again.status, 303);
      assert.equal((await database.reader('priority_visit').where({ visit: visit.id })).length, 1);
      const [instead] = await bookingsBy(database.reader, engine, 'id', [there(given[0]).booking]);
      assert.equal(instead?.state, 'confirmed');
      assert.deepEqual(await clustersAt(suite.hall.system, [site]), []);
    });

    it('refused: told why, and it stays so', async () => {
      const visit = await released();
      const visitor = await object(visit);
      assert.equal((await answer(visit, 'declined', '企业表示从未委托')).status, 303);
      assert.equal((await answer(visit, 'granted', '改主意')).status, 409);
      assert.equal(await told(visit, 'release_stands'), 1);
      assert.equal(await told(visit, 'objection_declined'), 0, 'nobody missed anything');
      await visitor.open(visit.own);
      assert.match(visitor.text, /维持撤销.*企业表示从未委托/s);
      assert.equal((await visitor.post({}, `/bookings/${visit.reference}/instead`)).status, 409);
    });

    it('whoever cancelled it themselves has nothing to object to', async () => {
      const { system } = suite.hall;
      const [visit] = await bookedInARow(suite.hall, {
        count: 1,
        start: `${there(days.shift())}T11:00:00+08:00`,
      });
      const { id, own, reference } = there(visit);
      const cancel = { type: 'cancel', booking: id, site, actor: { kind: 'holder' }, chance: 0 } as const;
      assert.ok((await system.bookings.submit(cancel, { actor: theHolder })).ok);
      const visitor = await new Visitor(suite.hall).open(own);
      assert.doesNotMatch(visitor.text, /这是我本人预约的/);
      const refused = await visitor.post({ words: '本人' }, `/bookings/${reference}/objection`);
      assert.equal(refused.status, 409);
    });
  });
}
