import assert from 'node:assert/strict';
import { hashToken } from '../../../server/actions/secrets.ts';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import type { MessageTemplate } from '../../../server/domain/message/message.ts';
import { theHolder, theSystem } from '../../../server/domain/staff/actor.ts';
import { endDays } from '../../../server/jobs/end-days.ts';
import { bookingsBy } from '../../../server/store/booking/ledger-query.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { openCounters } from '../../support/worked-day.ts';
import { hallAndOffice } from '../admin/hall-and-office.ts';
import { type Office, signIn } from '../admin/office.ts';
import { Visitor } from './visitor.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`a missed visit that was none [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine);
    let office: Office;
    beforeEach(() => suite.hall.clock.set(mondayMorning));
    let visits = 0;

    const book = async (start: string, creditCode: string) => {
      const { system } = suite.hall;
      visits += 1;
      const id = system.secrets.newId();
      const reference = system.secrets.newReference();
      const command = bookCommand({ id, start, mobile: `1380000${1000 + visits}` });
      const booked = await system.bookings.submit(
        {
          ...command,
          reference,
          tokenHash: hashToken(system.secrets.tokenFor('booking', id)),
          enterprise: { ...command.enterprise, creditCode },
        },
        { actor: theHolder },
      );
      return {
        booked,
        id,
        reference,
        own: `/bookings/${reference}?token=${system.secrets.tokenFor('booking', id)}`,
      };
    };
    /** Two visits of an enterprise that it did not come to, which block it. */
    const missedTwice = async (creditCode: string) => {
      const [first, second] = [
        await book('2026-11-25T09:00:00+08:00', creditCode),
        await book('2026-11-25T09:15:00+08:00', creditCode),
      ];
      assert.ok(first.booked.ok && second.booked.ok, JSON.stringify(second.booked));
      await openCounters(suite.hall, site, '2026-11-25T08:55:00+08:00').catch(() => undefined);
      suite.hall.clock.set('2026-11-26T09:00:00+08:00');
      await endDays(suite.hall.system);
      // the session of the day before has ended
      office = await signIn(suite.hall, 'manager', [site]);
      const blocked = await book('2026-11-27T09:00:00+08:00', creditCode);
      assert.equal(blocked.booked.ok ? 'ok' : blocked.booked.code, 'blocked_after_missed');
      return [first, second] as const;
    };
    const stateOf = async (id: string) =>
      (await bookingsBy(suite.hall.system.database.reader, engine, 'id', [id]))[0]?.state;
    const told = async (booking: string, template: MessageTemplate) =>
      (await suite.hall.system.database.reader('outbox').where({ booking, template })).length;

    it('the visitor objects once, staff see it with a deadline and say that he came: the strike is gone, and so is the block', async () => {
      const [visit] = await missedTwice('FIRM-1');
      const visitor = await new Visitor(suite.hall).open(visit.own);
      assert.match(visitor.text, /我来过/);
      await visitor.send({ words: ' ' }, `/bookings/${visit.reference}/objection`);
      assert.equal(visitor.page.status, 422);
      assert.match(visitor.text, /请填写当天的情况/);
      await visitor.send({ words: '九点取的 A001 号' }, `/bookings/${visit.reference}/objection`);
      assert.match(visitor.text, /网点会在 .*12月3日.* 前答复/);
      const again = await visitor.post({ words: '再说一次' }, `/bookings/${visit.reference}/objection`);
      assert.equal(again.status, 303);
      const rows = await suite.hall.system.database.reader('objection').where({ booking: visit.id });
      assert.deepEqual(
        rows.map(({ words }) => words),
        ['九点取的 A001 号'],
      );

      const list = await office.agent.get('/admin/objections');
      assert.match(list.text, new RegExp(visit.reference));
      assert.match(list.text, /待答复/);
      const page = `/admin/day/${visit.reference}`;
      assert.match((await office.agent.get(page)).text, /九点取的 A001 号/);
      const form = await office.form(page);
      assert.equal(
        (await office.send(`${page}/correction`, { ...form, to: 'came', reason: '' })).status,
        422,
      );
      const done = await office.send(`${page}/correction`, { ...form, to: 'came', reason: '监控可见' });
      assert.equal(done.status, 303);
      assert.equal(await stateOf(visit.id), 'completed');
      assert.equal(await told(visit.id, 'corrected'), 1);
      assert.match((await visitor.open(visit.own)).text, /网点已核实并答复：这次不再计为未到场/);
      const next = await book('2026-11-27T09:00:00+08:00', 'FIRM-1');
      assert.ok(next.booked.ok, JSON.stringify(next.booked));
      assert.match((await office.agent.get('/admin/objections')).text, /申诉成立/);
      const twice = await office.send(`${page}/correction`, {
        ...form,
        to: 'came',
        reason: '监控可见',
      });
      assert.equal(twice.status, 409);
    });

    it('declined with a reason, it stays missed and the visitor reads why', async () => {
      const [visit] = await missedTwice('FIRM-2');
      const visitor = await new Visitor(suite.hall).open(visit.own);
      await visitor.send({ words: '来过' }, `/bookings/${visit.reference}/objection`);
      const page = `/admin/day/${visit.reference}`;
      const form = await office.form(page);
      const decline = { ...form, to: 'declined', reason: '没有记录' };
      assert.equal((await office.send(`${page}/correction`, decline)).status, 303);
      assert.equal((await office.send(`${page}/correction`, decline)).status, 409);
      assert.equal(await stateOf(visit.id), 'missed');
      assert.equal(await told(visit.id, 'objection_declined'), 1);
      await visitor.open(visit.own);
      assert.match(visitor.text, /仍记为未到场.*没有记录/s);
    });

    it('a program corrects it by POST /bookings/{reference}/correction: 200, then 409 not_missed; others may not', async () => {
      const [visit, other] = await missedTwice('FIRM-3');
      const { hall } = suite;
      const keyAt = async (at: string | null) => {
        const made = await createKey(hall.system, {
          kind: 'staff',
          site: at,
          name: `at ${at}`,
          actor: theSystem,
        });
        assert.ok(made.ok);
        return made.value.key;
      };
      const [own, elsewhere] = [await keyAt(site), await keyAt('HZ')];
      const correct = (reference: string, body: { state: string; reason: string }, key = own) =>
        hall.request
          .post(`/api/v1/bookings/${reference}/correction`)
          .set('Authorization', `Bearer ${key}`)
          .set('Idempotency-Key', `${reference}-${body.state}-${body.reason.length}`)
          .send(body);
      const excused = { state: 'excused', reason: '暴雨停运' };
      assert.equal((await correct(visit.reference, excused, elsewhere)).status, 404);
      assert.equal((await correct(visit.reference, { state: 'missed', reason: 'x' })).status, 422);
      assert.equal((await correct(visit.reference, { state: 'came', reason: ' ' })).status, 422);
      const done = await correct(visit.reference, excused);
      assert.deepEqual([done.status, done.body], [200, { reference: visit.reference, state: 'excused' }]);
      assert.deepEqual((await correct(visit.reference, excused)).status, 200, 'the same key again');
      const late = await correct(visit.reference, { state: 'came', reason: 'y' });
      assert.deepEqual([late.status, late.body.code], [409, 'not_missed']);
      assert.equal((await correct(other.reference, { state: 'came', reason: 'z' })).status, 200);
      const next = await book('2026-11-27T10:00:00+08:00', 'FIRM-3');
      assert.ok(next.booked.ok && !next.booked.value.warned);
      const page = await new Visitor(hall).open(visit.own);
      assert.match(page.text, /已说明原因/);
      const event = there(
        await hall.system.database
          .reader('booking_event')
          .where({ booking: visit.id, type: 'corrected' })
          .first(),
      );
      assert.match(event.data, /excused/);
    });
  });
}
