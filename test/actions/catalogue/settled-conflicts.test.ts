import assert from 'node:assert/strict';
import { agreeToEarlier } from '../../../server/actions/booking/agree-to-earlier.ts';
import { bookInsteadOf } from '../../../server/actions/booking/book-instead.ts';
import { settleConflicts } from '../../../server/actions/catalogue/settle-conflicts.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { settleUnsettled } from '../../../server/jobs/settle-conflicts.ts';
import { composeMail } from '../../../server/messages/compose-mail.ts';
import { bookingsBy } from '../../../server/store/booking/ledger-query.ts';
import { findMessage } from '../../../server/store/message/outbox-query.ts';
import { wordingContext } from '../../messages/mail-fixture.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { there } from '../../support/there.ts';
import { Visitor } from '../../web/booking/visitor.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`conflicts that nobody settles [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    beforeEach(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(mondayMorning);
    });
    afterEach(() => hall.close());

    const changed = async (change: () => Promise<unknown>) => {
      await change();
      await hall.system.database.writer('catalogue_version').increment('version', 1);
      hall.system.catalogueCache.forget();
    };
    const rules = (its: object) =>
      changed(async () => {
        const row = hall.system.database.writer('site').where({ code: site });
        const known = await row.clone().first('rules');
        const stored = JSON.parse(String(known?.rules ?? '{}')) as object;
        await row.clone().update({ rules: JSON.stringify({ ...stored, ...its }) });
      });
    const book = async (id: string, time: string, mobile: string) => {
      const start = `2026-11-26T${time}:00+08:00`;
      const enterprise = { name: id, creditCode: `FIRM-${id}`, customsCode: null };
      const done = await hall.system.bookings.submit(bookCommand({ id, start, mobile, enterprise }), {
        actor: theHolder,
      });
      assert.ok(done.ok, JSON.stringify(done));
    };
    const close = (date = '2026-11-26') =>
      changed(() =>
        hall.system.database.writer('site_exception').insert({
          id: 'x',
          site,
          date,
          kind: 'closed',
          reason_zh: '停电',
          reason_en: 'Power cut',
        }),
      );
    const found = async (id: string) =>
      there((await bookingsBy(hall.system.database.reader, engine, 'id', [id]))[0]);
    const told = (booking: string, template: 'moved_by_office' | 'cancelled_by_office') =>
      hall.system.database.reader('outbox').where({ booking, template });

    it('settle themselves on the working day before, to the same hour of a later day, and each is told with the reason', async () => {
      await book('a', '09:00', '13800000001');
      await book('b', '09:15', '13800000002');
      await agreeToEarlier(hall.system, 'b', true);
      await close();
      hall.clock.set('2026-11-25T08:59:00+08:00');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 0 });
      hall.clock.set('2026-11-25T09:00:00+08:00');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 2 });
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 0 });
      for (const [id, time] of [
        ['a', '09:00'],
        ['b', '09:15'],
      ] as const) {
        assert.equal((await found(id)).start, Date.parse(`2026-11-27T${time}:00+08:00`), id);
        const [message, ...more] = await told(id, 'moved_by_office');
        assert.match(there(message).parameters, /停电/);
        assert.equal(more.length, 0);
      }
    });

    it('are cancelled where the site wants it so, each told, and left to staff where it wants that', async () => {
      await rules({ unsettled: 'staff' });
      await book('c', '09:00', '13800000003');
      await close();
      hall.clock.set('2026-11-25T10:00:00+08:00');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 0 });
      assert.equal((await found('c')).state, 'confirmed');
      await rules({ unsettled: 'cancel' });
      const both = await Promise.all([settleUnsettled(hall.system), settleUnsettled(hall.system)]);
      assert.equal(
        both.reduce((sum, { settled }) => sum + settled, 0),
        1,
        'once, whoever does it',
      );
      assert.equal((await found('c')).state, 'cancelled');
      assert.match(there((await told('c', 'cancelled_by_office'))[0]).parameters, /停电/);
    });

    /** Settles by the rule, where somebody is quicker: between what is read and what is committed. */
    const settledAfter = (quicker: () => Promise<unknown>) => {
      const { bookings } = hall.system;
      let first = true;
      const submit: typeof bookings.submit = async (command, order) => {
        if (first) {
          first = false;
          await quicker();
        }
        return bookings.submit(command, order);
      };
      return settleUnsettled({ ...hall.system, bookings: { ...bookings, submit } });
    };
    const oneOnClosedDay = async (unsettled: 'cancel' | 'move' | 'offer') => {
      await rules({ unsettled });
      await book('q', '09:00', '13800000006');
      await close();
      hall.clock.set('2026-11-25T10:00:00+08:00');
    };
    const noon = Date.parse('2026-11-30T11:00:00+08:00');

    for (const unsettled of ['cancel', 'move', 'offer'] as const)
      it(`leave a visit alone that its holder has moved just before (${unsettled})`, async () => {
        await oneOnClosedDay(unsettled);
        const start = noon;
        const by = { actor: { kind: 'holder' }, overbook: false } as const;
        const move = { type: 'move', booking: 'q', site, start, ...by } as const;
        const quicker = async () =>
          assert.ok((await hall.system.bookings.submit(move, { actor: theHolder })).ok);
        assert.deepEqual(await settledAfter(quicker), { settled: 0 });
        const { state, start: at } = await found('q');
        assert.deepEqual([state, at], ['confirmed', noon]);
        for (const template of ['moved_by_office', 'cancelled_by_office'] as const)
          assert.equal((await told('q', template)).length, 0, template);
      });

    it('leave the choice to whoever staff have just asked', async () => {
      await oneOnClosedDay('cancel');
      const request = { site, act: 'offer', bookings: ['q'], start: null, staff: somebody } as const;
      const quicker = async () =>
        assert.deepEqual(await settleConflicts(hall.system, request), { done: 1, left: 0 });
      assert.deepEqual(await settledAfter(quicker), { settled: 0 });
      assert.equal((await found('q')).state, 'confirmed');
    });

    it('cancel nobody because the times that were to be offered have just been taken: others are offered next', async () => {
      await oneOnClosedDay('offer');
      const days = ['2026-11-27', '2026-11-30', '2026-12-01'];
      const quicker = async () => {
        for (const [d, day] of days.entries())
          for (let n = 0; ; n += 1) {
            const id = `r${d}${n}`;
            const enterprise = { name: id, creditCode: `FIRM-${id}`, customsCode: null };
            const ask = { id, start: `${day}T09:00:00+08:00`, mobile: `1390000${1000 + 100 * d + n}` };
            const done = await hall.system.bookings.submit(bookCommand({ ...ask, enterprise }), {
              actor: theHolder,
            });
            if (!done.ok) break;
          }
      };
      assert.deepEqual(await settledAfter(quicker), { settled: 0 });
      assert.equal((await found('q')).state, 'confirmed');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      assert.equal((await found('q')).state, 'confirmed');
    });

    it('leave whom the office cancelled a visit by one press, with priority, never earlier than it was; not who cancelled it', async () => {
      await rules({ unsettled: 'cancel' });
      await book('d', '10:00', '13800000004');
      await book('e', '10:15', '13800000005');
      const byHolder = { type: 'cancel', booking: 'e', site, actor: { kind: 'holder' }, chance: 0 } as const;
      assert.ok((await hall.system.bookings.submit(byHolder, { actor: theHolder })).ok);
      await close();
      hall.clock.set('2026-11-25T10:00:00+08:00');
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      const known = there((await hall.system.catalogue()).sites.get(site));
      const instead = async (id: string) =>
        bookInsteadOf(hall.system, known, await found(id), hall.clock.now());
      const refused = await instead('e');
      assert.ok(!refused.ok && refused.code === 'wrong_state');
      const given = await Promise.all([instead('d'), instead('d')]);
      const [first, second] = given.map((one) => (one.ok ? one.value.id : one.code));
      assert.equal(first, second, 'pressed twice');
      const other = await found(String(first));
      assert.ok(other.start >= (await found('d')).start, new Date(other.start).toISOString());
      const called = await hall.system.database.reader('priority_visit').where({ visit: 'd' });
      assert.deepEqual(
        called.map(({ booking }) => booking),
        [first],
      );
    });

    it('show the press on the page of the booking, and say so in the mail', async () => {
      await rules({ unsettled: 'cancel' });
      const visitor = await new Visitor(hall).book(['RENEW']);
      const own = visitor.path;
      const [booked] = await hall.system.database.reader('booking').select('id', 'day');
      const row = there(booked);
      await hall.system.database
        .writer('booking')
        .where({ id: row.id })
        .update({ contact_email: 'wang@test.invalid' });
      await close(row.day);
      hall.clock.set(Date.parse(`${row.day}T07:00:00+08:00`));
      assert.deepEqual(await settleUnsettled(hall.system), { settled: 1 });
      await visitor.open(own);
      assert.match(visitor.text, /因窗口原因这次预约无法办理，已取消/);
      const [sent] = await told(row.id, 'cancelled_by_office');
      const message = there(await findMessage(hall.system.database.reader, there(sent).id));
      const context = { ...wordingContext, catalogue: hall.system.catalogue };
      const mail = await composeMail(message, context, message.dueAt);
      assert.match(mail.text, /按一下即可另约时间，到场优先办理/);
      await visitor.send({}, `${own.split('?')[0]}/instead`);
      assert.match(visitor.text, /预约成功/);
    });
  });
}
