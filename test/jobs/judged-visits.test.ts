import assert from 'node:assert/strict';
import { askAheadNotice } from '../../server/actions/queue/ask-ahead-notice.ts';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { hashToken } from '../../server/actions/secrets.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { endDays } from '../../server/jobs/end-days.ts';
import { composeMail } from '../../server/messages/compose-mail.ts';
import { bookingsBy } from '../../server/store/booking/ledger-query.ts';
import { findMessage } from '../../server/store/message/outbox-query.ts';
import { wordingContext } from '../messages/mail-fixture.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { there } from '../support/there.ts';
import { openCounters } from '../support/worked-day.ts';
import { Visitor } from '../web/booking/visitor.ts';

const site = 'BJ-TSY';
const services = [{ code: 'RENEW', quantity: 1 }];
const firm = (creditCode: string) => ({ name: '测试企业', creditCode, customsCode: null });

for (const engine of engines) {
  describe(`visits are judged on evidence [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(() => hall.clock.set(mondayMorning));

    const book = async (
      id: string,
      start: string,
      creditCode: string,
      mobile = `138${id.padStart(8, '0')}`,
    ) => {
      const command = bookCommand({ id, start, mobile, enterprise: firm(creditCode) });
      const tokenHash = hashToken(hall.system.secrets.tokenFor('booking', id));
      return hall.system.bookings.submit(
        { ...command, tokenHash, reference: referenceOf(id) },
        { actor: theHolder },
      );
    };
    const referenceOf = (id: string): string =>
      `HKWX-${id.padStart(4, 'C').replaceAll('1', 'D').replaceAll('0', 'F')}`;
    const close = async (date: string): Promise<void> => {
      await hall.system.database
        .writer('site_exception')
        .insert({ id: date, site, date, kind: 'closed', reason_zh: '停电', reason_en: 'Power cut' });
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
    };
    const stateOf = async (id: string): Promise<string | undefined> =>
      (await bookingsBy(hall.system.database.reader, engine, 'id', [id]))[0]?.state;
    const order = async (request: HallRequest): Promise<void> => {
      const answer = await hall.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
    };
    const serve = async (ticket: string): Promise<void> => {
      const counter = `${site}-1`;
      await order({ type: 'call_ticket', counter, ticket, reason: 'x' });
      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome: 'completed' });
    };

    it('two bookings on a day that is then closed and left alone: both not held, no strike, no reminder, and the next booking is accepted', async () => {
      assert.ok((await book('22', '2026-11-25T09:00:00+08:00', 'FIRM-A')).ok);
      assert.ok((await book('23', '2026-11-25T09:15:00+08:00', 'FIRM-A', '13800000099')).ok);
      await close('2026-11-25');
      const page = await new Visitor(hall).open(
        `/bookings/${referenceOf('22')}?token=${hall.system.secrets.tokenFor('booking', '22')}`,
      );
      assert.match(page.text, /网点不办公.*停电/s);
      assert.doesNotMatch(page.text, /请按约定时间到场/);

      hall.clock.set('2026-11-25T08:00:00+08:00');
      // nothing runs beside what is awaited here
      await hall.delivery.close();
      await hall.delivery.deliverDue();
      const reminders = await hall.system.database
        .reader('outbox')
        .where({ template: 'reminder' })
        .whereIn('booking', ['22', '23'])
        .pluck('state');
      assert.deepEqual(reminders, ['superseded', 'superseded']);

      hall.clock.set('2026-11-26T00:01:00+08:00');
      assert.deepEqual(await endDays(hall.system), { closed: 0, missed: 0, notHeld: 2 });
      assert.deepEqual([await stateOf('22'), await stateOf('23')], ['not_held', 'not_held']);
      const next = await book('24', '2026-11-27T09:00:00+08:00', 'FIRM-A');
      assert.ok(next.ok && !next.value.warned, JSON.stringify(next));
    });

    it('a day without any hall event: not held, and one press books another time with priority, once', async () => {
      assert.ok((await book('32', '2026-11-30T09:00:00+08:00', 'FIRM-B')).ok);
      hall.clock.set('2026-12-01T00:01:00+08:00');
      assert.equal((await endDays(hall.system)).missed, 0);
      assert.equal(await stateOf('32'), 'not_held');
      const own = `/bookings/${referenceOf('32')}`;
      const visitor = await new Visitor(hall).open(
        `${own}?token=${hall.system.secrets.tokenFor('booking', '32')}`,
      );
      assert.match(visitor.text, /未履行（窗口原因）/);
      assert.match(visitor.text, /一键另约/);
      await visitor.send({}, `${own}/instead`);
      assert.equal(visitor.page.status, 200);
      assert.match(visitor.text, /预约成功/);
      const again = visitor.path;
      await visitor.open(`${own}?token=${hall.system.secrets.tokenFor('booking', '32')}`);
      assert.match(visitor.text, /已为您另约/);
      const repeated = await visitor.post({}, `${own}/instead`);
      assert.equal(String(repeated.headers['location']).split('?')[0], again);
      const rows = await hall.system.database.reader('priority_visit').where({ visit: '32' });
      assert.equal(rows.length, 1);
      const [given] = await bookingsBy(hall.system.database.reader, engine, 'id', [String(rows[0]?.booking)]);
      assert.ok(given !== undefined && given.start > hall.clock.now());
    });

    it('a booked visitor served by a walk-in ticket is not missed: known by the mobile that it left, or by another booking of the enterprise', async () => {
      const [day, mobile] = ['2026-12-03', '13811112222'];
      assert.ok((await book('42', `${day}T09:00:00+08:00`, 'FIRM-C', mobile)).ok);
      assert.ok((await book('43', `${day}T09:15:00+08:00`, 'FIRM-D', '13811113333')).ok);
      assert.ok((await book('44', `${day}T10:00:00+08:00`, 'FIRM-D', '13811114444')).ok);
      assert.ok((await book('45', `${day}T09:30:00+08:00`, 'FIRM-E', '13811115555')).ok);
      await openCounters(hall, site, `${day}T08:58:00+08:00`);
      await order({ type: 'walk_in', id: 'walk', services, priority: false, byStaff: true });
      const request = { ticket: 'walk', channel: 'webhook', recipient: mobile, locale: 'zh-CN' } as const;
      assert.ok((await askAheadNotice(hall.system, { site, request })).ok);
      await serve('walk');
      hall.clock.set(`${day}T09:55:00+08:00`);
      await order({ type: 'arrive', id: 'came', reference: referenceOf('44'), priority: false });
      await serve('came');
      hall.clock.set('2026-12-04T00:01:00+08:00');
      assert.equal((await endDays(hall.system)).missed, 1);
      assert.deepEqual(
        [await stateOf('42'), await stateOf('43'), await stateOf('44'), await stateOf('45')],
        ['completed', 'completed', 'completed', 'missed'],
      );
    });

    it('a booking at a site that was switched off: not held, no strike, and nothing promised that the site does not do', async () => {
      assert.ok((await book('62', '2026-11-30T10:00:00+08:00', 'FIRM-G')).ok);
      const switched = async (active: boolean): Promise<void> => {
        await hall.system.database.writer('site').where({ code: site }).update({ active });
        await hall.system.database.writer('catalogue_version').increment('version', 1);
        hall.system.catalogueCache.forget();
      };
      const apology = async () => {
        const [row] = await hall.system.database
          .reader('outbox')
          .where({ booking: '62', template: 'not_held', channel: 'mail' });
        const message = there(await findMessage(hall.system.database.reader, there(row).id));
        const context = { ...wordingContext, catalogue: hall.system.catalogue };
        return composeMail(message, context, message.dueAt);
      };
      await switched(false);
      try {
        hall.clock.set('2026-12-01T00:01:00+08:00');
        assert.deepEqual(await endDays(hall.system), { closed: 0, missed: 0, notHeld: 1 });
        assert.equal(await stateOf('62'), 'not_held');
        const own = `/bookings/${referenceOf('62')}`;
        const visitor = await new Visitor(hall).open(
          `${own}?token=${hall.system.secrets.tokenFor('booking', '62')}`,
        );
        assert.match(visitor.text, /不算您未到场。请致电网点/);
        assert.doesNotMatch(visitor.text, /一键另约/);
        const mail = await apology();
        assert.match(mail.text, /北京海关天水园/);
        assert.match(mail.text, /请致电网点/);
        assert.doesNotMatch(mail.text, /优先/);
      } finally {
        await switched(true);
      }
      const mail = await apology();
      assert.match(mail.text, /按一下即可另约时间，到场优先办理/);
    });

    it('two processes that judge at the same moment give one answer, and one apology', async () => {
      assert.ok((await book('52', '2026-11-27T09:00:00+08:00', 'FIRM-F')).ok);
      const other =
        engine === 'postgres' ? await startSystem({ engine, databaseUrl: hall.system.database.url }) : null;
      try {
        const at = '2026-11-28T00:01:00+08:00';
        hall.clock.set(at);
        other?.clock.set(at);
        const done = await Promise.all([endDays(hall.system), endDays(other?.system ?? hall.system)]);
        assert.equal(
          done.reduce((sum, { notHeld }) => sum + notHeld, 0),
          1,
        );
        const told = await hall.system.database
          .reader('outbox')
          .where({ booking: '52', template: 'not_held' });
        assert.equal(told.length, 1);
      } finally {
        await other?.close();
      }
    });
  });
}
