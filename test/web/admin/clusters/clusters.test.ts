import assert from 'node:assert/strict';
import { theHolder, theSystem } from '../../../../server/domain/staff/actor.ts';
import { bookingsBy } from '../../../../server/store/booking/ledger-query.ts';
import { bookedInARow, type RowBooking } from '../../../support/booked-in-a-row.ts';
import { engines } from '../../../support/engines.ts';
import { mondayMorning } from '../../../support/hall-system.ts';
import { assertSoundBookings } from '../../../support/stored-bookings.ts';
import { there } from '../../../support/there.ts';
import { hallAndOffice } from '../hall-and-office.ts';
import { type Form, type Office, signIn } from '../office.ts';

const site = 'BJ-TSY';
const list = '/admin/clusters';

for (const engine of engines) {
  describe(`clusters of bookings in the office [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine, 'manager', [site]);
    const days = ['11-24', '11-25', '11-26', '11-27', '11-30', '12-01', '12-02', '12-03'];
    let day = '2026-11-24';
    beforeEach(() => {
      suite.hall.clock.set(mondayMorning);
      day = `2026-${there(days.shift())}`;
    });
    afterEach(async () => {
      const { database, bookings } = suite.hall.system;
      const left = await database.reader('booking').where({ state: 'confirmed' }).pluck('id');
      for (const booking of left)
        await bookings.submit(
          { type: 'cancel', booking, site, actor: { kind: 'staff', reason: 'called' }, chance: 0 },
          { actor: theSystem },
        );
    });

    const row = (count = 5) =>
      bookedInARow(suite.hall, {
        count,
        start: `${day}T09:00:00+08:00`,
        enterprise: (n) => `星海贸易第${n}公司`,
        mobile: (n) => `1380000700${n}`,
      });
    /** All of them from one network, as its keyed hash. */
    const fromOneNetwork = async (made: readonly RowBooking[]) => {
      const { database, clock } = suite.hall.system;
      for (const { id } of made)
        await database.writer('booking_origin').insert({
          ...{ booking: id, site, day: '2026-11-24', at: clock.now() },
          ...{ network: 'n1', browser: null, proven: null },
        });
    };
    const stateOf = async ({ id }: RowBooking) =>
      (await bookingsBy(suite.hall.system.database.reader, engine, 'id', [id]))[0]?.state;
    const states = (made: readonly RowBooking[]) => Promise.all(made.map(stateOf));
    const told = async ({ id }: RowBooking) =>
      (await suite.hall.system.database
        .reader('outbox')
        .where({ booking: id })
        .pluck('template')) as string[];
    const page = (made: readonly RowBooking[]) => `${list}/${there(made[0]).reference}`;
    const chosen = async (office: Office, made: readonly RowBooking[], of: readonly RowBooking[]) => ({
      ...(await office.form(page(made))),
      booking: of.map(({ reference }) => reference),
      cause: 'by_machine',
      note: '致电无人接听',
    });
    /** Presses twice, as a browser would: once to be asked, once to say yes. */
    const release = async (office: Office, at: string, form: Form) => {
      const asked = await office.send(at, form);
      assert.equal(asked.status, 200, asked.text.slice(0, 200));
      const token = there(/name="_confirm" value="([^"]+)"/.exec(asked.text))[1] ?? '';
      return office.send(at, { ...form, _confirm: token });
    };

    it('a quiet day has none, and the overview says nothing of it', async () => {
      await bookedInARow(suite.hall, {
        ...{ count: 5, start: `${day}T09:00:00+08:00`, pause: 60_000 },
        enterprise: (n) => `${['远航', '东方', '泰和', '天成', '瑞丰'][n]}贸易有限公司`,
      });
      assert.match((await suite.office.agent.get(list)).text, /没有疑似批量预约/);
      assert.doesNotMatch((await suite.office.agent.get('/admin')).text, /疑似批量预约，共/);
    });

    it('the manager sees a set with its reasons, its people masked, and the overview says so', async () => {
      const made = await row();
      await fromOneNetwork(made);
      const overview = await suite.office.agent.get('/admin');
      assert.match(overview.text, /有 1 组疑似批量预约，共 5 个名额/);
      const { text } = await suite.office.agent.get(list);
      assert.match(
        text,
        /5 个预约的企业名称只有数字不同；5 个预约前后相隔不到 10 秒.*；5 个预约来自相同网络（共 1 个网络/,
      );
      const shown = (await suite.office.agent.get(page(made))).text;
      for (const { reference } of made) assert.ok(shown.includes(reference));
      assert.match(shown, /138\*\*\*\*7001/);
      assert.doesNotMatch(shown, /13800007001|Wang Fang/);
      assert.match(shown, /10:00:03/, 'when each was made, to the second');
    });

    it('releases what was chosen after asking once, tells each why, and leaves the rest; the places cool down', async () => {
      const made = await row();
      const { database, clock } = suite.hall.system;
      const of = made.slice(0, 3);
      const form = await chosen(suite.office, made, of);
      const asked = await suite.office.send(page(made), form);
      assert.match(asked.text, /3 个预约将被撤销/);
      assert.deepEqual(new Set(await states(made)), new Set(['confirmed']), 'asking does nothing');
      const done = await release(suite.office, page(made), form);
      assert.deepEqual([done.status, done.headers['location']], [303, `${list}?released=3&left=0`]);
      assert.deepEqual(await states(made), ['cancelled', 'cancelled', 'cancelled', 'confirmed', 'confirmed']);
      for (const one of of) assert.ok((await told(one)).includes('released'));
      for (const one of made.slice(3)) assert.ok(!(await told(one)).includes('released'));
      const message = there(
        await database
          .reader('outbox')
          .where({ booking: there(of[0]).id, template: 'released' })
          .first(),
      );
      assert.match(String(message.parameters), /by_machine/);
      assert.doesNotMatch(String(message.parameters), /致电/, 'what staff noted stays inside');
      const nine = Date.parse(`${day}T09:00:00+08:00`);
      const places = await database
        .reader('place')
        .whereBetween('slot_start', [nine, nine + 60 * 60_000])
        .where('expires_at', '>', clock.now());
      assert.equal(places.length, 3, 'a place that was released rests before it is offered again');
      const audits = await database.reader('audit').where({ action: 'booking.release' });
      assert.deepEqual(
        audits.map(({ subject }) => subject).sort(),
        of.map(({ reference }) => reference).sort(),
      );
      assert.doesNotMatch(JSON.stringify(audits), /致电/);
      assert.match(JSON.stringify(await database.reader('audit_words')), /致电无人接听/);
      await assertSoundBookings(database, clock.now(), 'on');
      const after = await suite.office.agent.get(`${list}?released=3&left=0`);
      assert.match(after.text, /已撤销 3 个预约/);
    });

    it('another choice is asked about again; nothing, no reason and no note are told at their fields', async () => {
      const made = await row();
      const form = await chosen(suite.office, made, made.slice(0, 2));
      const asked = await suite.office.send(page(made), form);
      const token = there(/name="_confirm" value="([^"]+)"/.exec(asked.text))[1] ?? '';
      const more = { ...form, booking: made.map(({ reference }) => reference), _confirm: token };
      const again = await suite.office.send(page(made), more);
      assert.equal(again.status, 200);
      assert.match(again.text, /5 个预约将被撤销/);
      assert.deepEqual(new Set(await states(made)), new Set(['confirmed']));
      for (const [field, wrong] of [
        ['booking', '请至少选择一个预约'],
        ['cause', '请选择告诉预约人的原因'],
        ['note', '请填写核实情况'],
      ] as const) {
        const { [field]: _left, ...rest } = form as Form;
        const answer = await suite.office.send(page(made), rest);
        assert.equal(answer.status, 422);
        assert.match(answer.text, new RegExp(wrong));
      }
    });

    it('pressed twice, or by two at once, nothing is released twice', async () => {
      const made = await row();
      const form = await chosen(suite.office, made, made);
      const asked = await suite.office.send(page(made), form);
      const token = there(/name="_confirm" value="([^"]+)"/.exec(asked.text))[1] ?? '';
      const yes = { ...form, _confirm: token };
      await Promise.all([suite.office.send(page(made), yes), suite.office.send(page(made), yes)]);
      const late = await suite.office.send(page(made), yes);
      assert.deepEqual([late.status, late.headers['location']], [303, `${list}?gone=1`]);
      assert.match((await suite.office.agent.get(`${list}?gone=1`)).text, /这一组已不存在/);
      for (const one of made)
        assert.equal((await told(one)).filter((template) => template === 'released').length, 1);
    });

    it('who cancelled or came meanwhile is left alone, and that is said', async () => {
      const made = await row(6);
      const { hall } = suite;
      const [cancels, comes] = [there(made[0]), there(made[1])];
      hall.clock.set(`${day}T09:00:00+08:00`);
      const office = await signIn(hall, 'administrator');
      const form = await chosen(office, made, made);
      const asked = await office.send(page(made), form);
      const token = there(/name="_confirm" value="([^"]+)"/.exec(asked.text))[1] ?? '';
      const [released] = await Promise.all([
        office.send(page(made), { ...form, _confirm: token }),
        hall.system.bookings.submit(
          { type: 'cancel', booking: cancels.id, site, actor: { kind: 'holder' }, chance: 0 },
          { actor: theHolder },
        ),
        hall.system.halls.submit(
          site,
          { type: 'arrive', id: hall.system.secrets.newId(), reference: comes.reference, priority: false },
          { actor: theSystem },
        ),
      ]);
      assert.equal(released.status, 303);
      const after = await states(made);
      // the last has the place of a visit that is under way, or was released: never both
      const templates = await told(comes);
      assert.equal(after[1] === 'cancelled', templates.includes('released'));
      assert.ok(after[1] === 'cancelled' || after[1] === 'arrived');
      const own = await told(cancels);
      assert.ok(own.includes('released') !== own.includes('cancelled'), 'told of one end');
      await assertSoundBookings(hall.system.database, hall.clock.now(), 'on');
    });

    it('counter staff may not see them, an auditor may not release, a manager only at their sites', async () => {
      const made = await row();
      const counter = await signIn(suite.hall, 'counter', [site]);
      assert.equal((await counter.agent.get(list)).status, 403);
      const auditor = await signIn(suite.hall, 'auditor');
      const seen = await auditor.agent.get(page(made));
      assert.equal(seen.status, 200);
      assert.doesNotMatch(seen.text, /type="checkbox"|告诉预约人的原因/);
      const elsewhere = await signIn(suite.hall, 'manager', ['HZ']);
      assert.equal((await elsewhere.agent.get(page(made))).status, 403);
      assert.doesNotMatch((await elsewhere.agent.get(list)).text, /5 个预约/);
      const { _csrf } = await suite.office.form(page(made));
      const forged = { ...(await chosen(suite.office, made, made)), _csrf: _csrf ?? '' };
      assert.equal((await auditor.send(page(made), forged)).status, 403);
      assert.equal((await auditor.send(`${page(made)}/looked`, forged)).status, 403);
      assert.equal((await elsewhere.send(`${page(made)}/looked`, forged)).status, 403);
      assert.deepEqual(new Set(await states(made)), new Set(['confirmed']));
    });
  });
}
