import assert from 'node:assert/strict';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { assertSoundBookings } from '../../support/stored-bookings.ts';
import { Visitor, validDetails } from './visitor.ts';

const minute = 60_000;

/** Answers of the questions that a page asks, by its field; the first that lets the visit go on. */
function firstAnswers(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/name="(answer-\w+)" value="(\w+)"/g))
    if (found[name] === undefined || value === 'YES') found[name] = value;
  return found;
}

function firstStart(text: string): string {
  return /name="start" value="(\d+)"/.exec(text)?.[1] ?? '';
}

for (const engine of engines) {
  describe(`changing a booking [${engine}]`, () => {
    let hall: HallSystem;
    let people = 0;
    let visitor: Visitor;
    let reference: string;
    let mobile: string;

    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      people += 1;
      mobile = `139${String(20_000_000 + people)}`;
      const details = { ...validDetails, mobile, email: 'wang@test.invalid' };
      visitor = await new Visitor(hall).book(['RENEW'], details);
      reference = visitor.path.split('/')[2] ?? '';
    });
    afterEach(async () => {
      await assertSoundBookings(hall.system.database, hall.clock.now(), 'on');
    });

    const stored = async (): Promise<Booking> => {
      const booking = await bookingByReference(hall.system.database.reader, reference);
      assert.ok(booking, 'the booking is there');
      return booking;
    };
    const page = (part = ''): string => `/bookings/${reference}${part}`;
    const person = () => ({ name: '李雷', mobile, email: 'li@test.invalid', telephone: '' });
    const outbox = async () => {
      const { id } = await stored();
      const rows = await hall.system.database.reader('outbox').where({ booking: id }).orderBy('created_at');
      return rows
        .map(({ template, state }) => `${template} ${state}`)
        .filter((one) => one.startsWith('changed'));
    };
    const api = (verb: string) => ({
      send: async (body: object = {}) => {
        const { id } = await stored();
        return hall.request
          .post(`/api/v1/bookings/${reference}/${verb}`)
          .set('Authorization', `Bearer ${hall.system.secrets.tokenFor('booking', id)}`)
          .send(body);
      },
    });

    it('takes other services and another person in one step at the same time, after asking once', async () => {
      const before = await stored();
      await visitor.open(page('/change'));
      assert.match(visitor.text, /更改业务、数量或经办人/);
      const wanted = { service: ['RENEW', 'UNLOCK'], 'quantity-RENEW': '2', ...person() };
      await visitor.send(wanted);
      assert.match(visitor.text, /时间不变/);
      assert.deepEqual(await stored(), before, 'it asks before it is done');
      await visitor.send({ ...wanted, start: String(before.start) });
      assert.equal(visitor.path, page());
      assert.match(visitor.text, /预约已更改/);
      const after = await stored();
      assert.deepEqual(after.services, [
        { code: 'RENEW', quantity: 2 },
        { code: 'UNLOCK', quantity: 1 },
      ]);
      assert.deepEqual([after.start, after.contact.name, after.sequence], [before.start, '李雷', 1]);
      assert.deepEqual(await outbox(), ['changed queued']);
      const calendar = await visitor.open(page('/calendar.ics'));
      assert.match(calendar.text, /SEQUENCE:1/);
    });

    it('is taken back by one press within two minutes, exactly, and nobody is told of either', async () => {
      const before = await stored();
      const wanted = { service: ['NEW', 'RENEW'], ...person() };
      await visitor.open(page('/change'));
      await visitor.send(wanted);
      await visitor.send({ ...wanted, ...firstAnswers(visitor.text), start: firstStart(visitor.text) });
      assert.match(visitor.text, /前可以撤回/);
      hall.clock.advance(2 * minute - 1);
      await visitor.send({}, page('/undo'));
      assert.match(visitor.text, /已撤回/);
      const after = await stored();
      assert.deepEqual({ ...after, sequence: 0, updatedAt: 0 }, { ...before, sequence: 0, updatedAt: 0 });
      assert.deepEqual(await outbox(), ['changed superseded']);
      const again = await visitor.post({}, page('/undo'));
      assert.equal(again.status, 409);
      assert.match(again.text, /没有可以撤回的更改/);
    });

    it('a move asks once, says from when to when, and is taken back by one press', async () => {
      const before = await stored();
      await visitor.open(page('/move'));
      const start = String(visitor.starts().find((one) => one !== before.start) ?? 0);
      await visitor.send({ start });
      assert.match(visitor.text, /确认改到这个时间吗/);
      assert.deepEqual(await stored(), before, 'it asks before it is done');
      await visitor.send({ start, confirmed: '1' }, page('/move'));
      assert.equal((await stored()).start, Number(start));
      await visitor.send({}, page('/undo'));
      assert.deepEqual([(await stored()).start, (await stored()).places], [before.start, before.places]);
      await visitor.send({ start: 'x', confirmed: '1' }, page('/move'));
      assert.equal(visitor.path, page('/move'));
    });

    it('a cancellation is taken back likewise, and after two minutes no more', async () => {
      const before = await stored();
      await visitor.open(page('/cancellation'));
      await visitor.send({});
      assert.match(visitor.text, /前可以撤回/);
      await visitor.send({}, page('/undo'));
      assert.deepEqual([(await stored()).state, (await stored()).places], ['confirmed', before.places]);
      await visitor.send({}, page('/cancellation'));
      hall.clock.advance(2 * minute);
      await visitor.open(page());
      assert.doesNotMatch(visitor.text, /前可以撤回/);
      const late = await visitor.post({}, page('/undo'));
      assert.equal(late.status, 409);
      assert.match(late.text, /只能在两分钟内撤回/);
      assert.equal((await stored()).state, 'cancelled');
    });

    it('says at the field what is wrong, and loses nothing that was typed', async () => {
      await visitor.open(page('/change'));
      await visitor.send({ service: ['RENEW'], ...person(), mobile: '123' });
      assert.equal(visitor.page.status, 422);
      assert.match(visitor.text, /value="李雷"/);
      await visitor.send({ ...person() }, page('/change'));
      assert.equal(visitor.page.status, 422);
      assert.match(visitor.text, /id="services-error"/);
      await visitor.send(
        { service: ['RENEW', 'NOTHING'], 'quantity-RENEW': '99', ...person() },
        page('/change'),
      );
      assert.equal(visitor.page.status, 422);
      const { contact } = await stored();
      const same = { name: contact.name, mobile, email: 'wang@test.invalid', telephone: '' };
      await visitor.send({ service: ['RENEW'], ...same }, page('/change'));
      assert.match(visitor.text, /内容没有变化/);
    });

    it('by API: all or none, with the nearest times where its own has no room, and taken back', async () => {
      const { start, services } = await stored();
      const nothing = await api('change').send({ services: [...services] });
      assert.deepEqual([nothing.status, nothing.body.code], [409, 'nothing_changed']);
      const unknown = await api('change').send({ services: [{ code: 'NOTHING' }] });
      assert.deepEqual([unknown.status, unknown.body.errors[0].field], [422, 'services.0.code']);
      // the last slots of the morning have no room for so long a visit
      const noon = new Date(new Date(start).setUTCHours(3, 45, 0, 0)).toISOString();
      const moved = await api('move').send({ start: noon });
      assert.equal(moved.status, 200, moved.text);
      const long = await api('change').send({ services: [{ code: 'RENEW', quantity: 6 }] });
      assert.equal(long.status, 409, long.text);
      const [near = ''] = String(long.body.details.near).split(' ');
      const done = await api('change').send({ services: [{ code: 'RENEW', quantity: 6 }], start: near });
      assert.equal(done.status, 200, done.text);
      assert.equal(done.body.start, near);
      assert.ok(done.body.undoUntil);
      const back = await api('undo').send();
      assert.equal(back.status, 200, back.text);
      assert.deepEqual([back.body.start, back.body.services], [moved.body.start, moved.body.services]);
      const twice = await api('undo').send();
      assert.deepEqual([twice.status, twice.body.code], [409, 'nothing_to_take_back']);
    });
  });
}
