import assert from 'node:assert/strict';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

const mobileOf = (n: number): string => `139${String(10_000_000 + n)}`;

for (const engine of engines) {
  describe(`the pages of a booking [${engine}]`, () => {
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
      mobile = mobileOf(people);
      visitor = await new Visitor(hall).book(['RENEW'], {
        ...validDetails,
        mobile,
        email: 'wang@test.invalid',
      });
      reference = visitor.path.split('/')[2] ?? '';
    });

    const stored = async (): Promise<Booking> => {
      const booking = await bookingByReference(hall.system.database.reader, reference);
      assert.ok(booking, 'the booking is there');
      return booking;
    };
    const page = (part = ''): string => `/bookings/${reference}${part}`;

    it('opens with its link, then without the token for the same browser, and for nobody else', async () => {
      await visitor.open(page());
      assert.equal(visitor.page.status, 200);
      const stranger = new Visitor(hall);
      for (const part of [
        '',
        '/print',
        '/code.svg',
        '/calendar.ics',
        '/move',
        '/cancellation',
        '/contact',
        '/data.json',
        '/deletion',
      ]) {
        await stranger.open(page(part));
        assert.equal(stranger.page.status, 404, part);
        await stranger.open(page(`${part}?token=wrong`));
        assert.equal(stranger.page.status, 404, part);
        assert.ok(!stranger.text.includes(validDetails.enterprise));
      }
      await stranger.open('/bookings/2222-2222?token=wrong');
      assert.equal(stranger.page.status, 404);
      const forged = await stranger.post({}, page('/cancellation'));
      assert.equal(forged.status, 404);
      assert.equal((await stored()).state, 'confirmed');
    });

    it('remembers its holder in a cookie that no other page of the site receives', async () => {
      const { id } = await stored();
      const link = page(`?token=${hall.system.secrets.tokenFor('booking', id)}`);
      const answer = await hall.agent().get(link);
      const cookies = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
      const [holder = ''] = cookies.filter((one) => one.startsWith('holder='));
      const attributes = holder.split('; ').slice(1);
      for (const one of [`Path=${page()}`, 'HttpOnly', 'SameSite=Lax', 'Max-Age=7200'])
        assert.ok(attributes.includes(one), `${one}: ${holder}`);
    });

    it('following the link of cancellation or deletion does nothing; sending its form does', async () => {
      await visitor.open(page('/deletion'));
      await visitor.open(page('/cancellation'));
      assert.equal((await stored()).state, 'confirmed');
      await visitor.send({});
      assert.equal((await stored()).state, 'cancelled');
      assert.match(visitor.text, /已取消/);
      const again = await visitor.post({}, page('/cancellation'));
      assert.equal(again.status, 303, 'twice is the same as once');
    });

    it('a move takes the new time, keeps the reference and grows the sequence of the calendar entry', async () => {
      const before = await stored();
      await visitor.open(page('/move'));
      const start = visitor.starts().find((one) => one !== before.start) ?? 0;
      await visitor.send({ start: String(start), confirmed: '1' });
      assert.match(visitor.text, /已改到新的时间/);
      const after = await stored();
      assert.deepEqual([after.start, after.sequence], [start, before.sequence + 1]);
      const [entry = ''] = (await visitor.open(page())).links('/calendar.ics');
      const calendar = (await visitor.open(entry)).page;
      assert.match(`${calendar.headers['content-type']} ${calendar.text}`, /^text\/calendar.*SEQUENCE:1/s);
    });

    it('a move shows the times that others have in their places, as the page of booking does', async () => {
      for (let more = 0; more < 5; more += 1) {
        people += 1;
        await bookByApi(hall, 'BJ-TSY', { name: '李明', mobile: mobileOf(people) });
      }
      await visitor.open(page('/move'));
      assert.match(visitor.page.text, /class="taken number"/);
    });

    it('after the cut-off it can neither be moved nor cancelled, and the page says whom to telephone', async () => {
      const { start } = await stored();
      await visitor.open(page('/cancellation'));
      hall.clock.set(start - 60 * 60_000);
      const answer = await visitor.post({});
      assert.equal(answer.status, 409);
      assert.equal((await stored()).state, 'confirmed');
      await visitor.open(page());
      assert.match(visitor.text, /已超过可以改期或取消的时间/);
      assert.deepEqual(visitor.links('/move'), []);
    });

    it('ticks are remembered on the booking, and only those of its list', async () => {
      const [key = ''] = [...visitor.text.matchAll(/name="tick" value="(\w+)"/g)].map(([, one]) => one ?? '');
      await visitor.send({ tick: [key, 'NO_SUCH_THING'] }, page('/ticks'));
      assert.deepEqual((await stored()).ticks, [key]);
      await visitor.open(page());
      assert.match(visitor.text, new RegExp(`value="${key}" id="tick-${key}" checked`));
    });

    it('contact details are changed when they are right, and told at the field when they are not', async () => {
      await visitor.open(page('/contact'));
      await visitor.send({ name: '李雷', mobile: '123', email: '', telephone: '' });
      assert.equal(visitor.page.status, 422);
      assert.equal((await stored()).contact.name, validDetails.name);
      await visitor.send({ name: '李雷', mobile, email: '', telephone: '010-85734201' }, page('/contact'));
      const { contact } = await stored();
      assert.deepEqual(contact, { name: '李雷', mobile, email: null, telephone: '010-85734201' });
    });

    it('is found again by reference and mobile, however they are typed', async () => {
      const other = await new Visitor(hall).open('/bookings');
      const typed = reference.toLowerCase().replace('-', ' ');
      await other.send({ reference: typed, mobile: `+86 ${mobile.slice(0, 3)} ${mobile.slice(3)}` });
      assert.equal(other.path, page());
      assert.equal(other.page.status, 200);
    });

    it('a wrong mobile and an unknown reference get the same answer', async () => {
      const other = await new Visitor(hall).open('/bookings');
      const answers = [];
      for (const one of [reference, '2222-2222']) {
        const { status, text } = await other.post({ reference: one, mobile: '13700000000' }, '/bookings');
        answers.push([status, text.replaceAll(one, '').replaceAll(/value="[^"]*"/g, '')]);
      }
      assert.deepEqual(answers[0], answers[1]);
      assert.equal(answers[0]?.[0], 422);
    });

    it('the holder can have all data, and have it deleted for good', async () => {
      const { id } = await stored();
      await visitor.open(page('/data.json'));
      const data = JSON.parse(visitor.text);
      assert.equal(data.contact.mobile, mobile);
      assert.equal(data.history[0].type, 'booked');
      const [number] = /.{60}\b1[78]\d{11}\b.{20}/s.exec(visitor.text) ?? [];
      assert.equal(number, undefined, 'times as people write them');
      assert.ok(!visitor.text.includes('tokenHash'));
      await visitor.open(page('/deletion'));
      await visitor.send({});
      assert.equal(visitor.path, '/bookings');
      assert.match(visitor.text, /您的信息已删除/);
      const row = await hall.system.database.reader('booking').where({ id }).first();
      assert.equal(row?.state, 'cancelled');
      for (const text of [
        mobile,
        validDetails.name,
        validDetails.enterprise,
        validDetails.creditCode,
        'wang@test.invalid',
      ]) {
        assert.ok(!JSON.stringify(row).includes(text), text);
      }
      const outbox = await hall.system.database.reader('outbox').where({ booking: id });
      assert.deepEqual(outbox, []);
      await visitor.open(page());
      assert.equal(visitor.page.status, 404, 'the link is dead');
      const audit = await hall.system.database.reader('audit').where({ subject: id }).select('action');
      assert.deepEqual(audit.map(({ action }) => action).sort(), ['booking.delete', 'booking.export_person']);
    });

    it('a missed visit still counts for the enterprise after its people are forgotten', async () => {
      const { id } = await stored();
      await hall.system.database.writer('booking').where({ id }).update({ state: 'missed', limit_key: null });
      await visitor.open(page('/deletion'));
      await visitor.send({});
      const row = await hall.system.database.reader('booking').where({ id }).first();
      assert.deepEqual(
        [row?.credit_code, row?.contact_name, row?.contact_mobile],
        [validDetails.creditCode, '', ''],
      );
      // the other tests book for the same enterprise
      await hall.system.database.writer('booking').where({ id }).update({ credit_code: '' });
    });

    it('a branch that works so lets the enterprise choose between coming and online agency, until the cut-off', async () => {
      const holder = new Visitor(hall);
      await holder.chooseUpToTime(['RENEW'], 'HZ');
      await holder.takeTime();
      await holder.send({ ...validDetails, mobile: mobileOf(5000 + people) });
      await holder.send({});
      reference = holder.path.split('/')[2] ?? '';
      assert.match(holder.text, /name="mode" value="online_agency"/);
      await holder.send({ mode: 'online_agency' }, page('/handling'));
      assert.equal((await stored()).handling, 'online_agency');
      await holder.open(page());
      await holder.send({ mode: 'self_service' }, page('/handling'));
      const { handling, start } = await stored();
      assert.equal(handling, 'self_service');
      hall.clock.set(start - 60 * 60_000);
      const late = await holder.post({ mode: 'online_agency' }, page('/handling'));
      assert.equal(late.status, 409);
    });

    it('every state has its page', async () => {
      const { id } = await stored();
      for (const [state, sentence] of [
        ['arrived', /已到厅签到/],
        ['completed', /已办结/],
        ['not_served', /未能办理/],
        ['missed', /未到场/],
      ] as const) {
        await hall.system.database.writer('booking').where({ id }).update({ state });
        await visitor.open(page());
        assert.equal(visitor.page.status, 200);
        assert.match(visitor.text, sentence);
      }
    });
  });
}
