import assert from 'node:assert/strict';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import type { OutboxRow } from '../../../server/store/message/message-columns.ts';
import { isReminderCurrent, isSecondCurrent } from '../../../server/store/message/outbox-query.ts';
import { outboxColumns, storedMessageOf } from '../../../server/store/message/outbox-row.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

for (const engine of engines) {
  describe(`reminders and whom else to tell [${engine}]`, () => {
    let hall: HallSystem;
    let people = 0;
    let visitor: Visitor;
    let reference: string;

    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      people += 1;
      const mobile = `139${String(30_000_000 + people)}`;
      visitor = await new Visitor(hall).book(['RENEW'], {
        ...validDetails,
        mobile,
        email: 'own@test.invalid',
      });
      reference = visitor.path.split('/')[2] ?? '';
      hall.clock.advance(1000);
    });

    const page = (part = ''): string => `/bookings/${reference}${part}`;
    const stored = async (): Promise<Booking> => {
      const booking = await bookingByReference(hall.system.database.reader, reference);
      assert.ok(booking);
      return booking;
    };
    /** What would still be sent, "template recipient kind". */
    const toCome = async (): Promise<string[]> => {
      const { reader } = hall.system.database;
      const { id, start } = await stored();
      const found = (await reader('outbox')
        .where({ booking: id })
        .select(...outboxColumns)) as OutboxRow[];
      const rows = found.map(storedMessageOf);
      const kept: string[] = [];
      for (const row of rows) {
        const second = row.parameters.some(([name]) => name === 'second');
        const reminds = row.template === 'reminder';
        if (reminds && !(await isReminderCurrent(reader, row, start - 7_200_000))) continue;
        if (second && !(await isSecondCurrent(reader, row))) continue;
        const kind = row.parameters.find(([name]) => name === 'remind')?.[1] ?? '';
        kept.push(`${row.template} ${row.recipient.split('@')[0]} ${kind}`.trim());
      }
      return kept.sort();
    };

    it('are as they always were until somebody chooses, then exactly what was chosen', async () => {
      assert.deepEqual(await toCome(), ['booked own', 'reminder own day_before']);
      await visitor.open(page('/messages'));
      await visitor.send({ reminder: ['day_before', 'hour_before', 'never_heard_of'] });
      assert.match(visitor.text, /提醒和通知已保存/);
      assert.deepEqual((await stored()).reminders, ['day_before', 'hour_before']);
      assert.deepEqual(await toCome(), ['booked own', 'reminder own day_before', 'reminder own hour_before']);
      hall.clock.advance(1000);
      await visitor.send({}, page('/messages'));
      assert.deepEqual(await toCome(), ['booked own']);
      assert.match(visitor.text, /不提醒/);
    });

    it('the second recipient hears with a link of their own, which opens nothing and stops it at once', async () => {
      await visitor.open(page('/messages'));
      await visitor.send({ reminder: ['day_before'], email: 'second@test.invalid' });
      assert.equal(visitor.page.status, 422, 'they have to have agreed');
      await visitor.send(
        { reminder: ['day_before'], email: 'x', mobile: '1', agreed: '1' },
        page('/messages'),
      );
      assert.equal(visitor.page.status, 422);
      await visitor.send(
        { reminder: ['day_before'], email: 'second@test.invalid', agreed: '1' },
        page('/messages'),
      );
      assert.match(visitor.text, /second@test\.invalid/);
      assert.deepEqual(await toCome(), [
        'booked own',
        'booked second',
        'reminder own day_before',
        'reminder second day_before',
      ]);
      const { id } = await stored();
      const token = hall.system.secrets.tokenFor('second', `${id}:second@test.invalid`);
      const stranger = new Visitor(hall);
      await stranger.open(page(`/second?token=${hall.system.secrets.tokenFor('booking', id)}`));
      assert.doesNotMatch(stranger.text, /北京海关/, 'another secret says nothing of the visit');
      await stranger.open(page(`?token=${token}`));
      assert.equal(stranger.page.status, 404, 'it opens nothing else');
      await stranger.open(page(`/second?token=${token}`));
      assert.match(stranger.text, /不再接收这个预约的通知/);
      const pressed = await hall.request
        .post(page(`/second?token=${token}`))
        .send('List-Unsubscribe=One-Click');
      assert.equal(pressed.status, 200);
      assert.equal((await stored()).second ?? null, null);
      assert.deepEqual(await toCome(), ['booked own', 'reminder own day_before']);
      const late = await hall.request.post(page(`/second?token=${token}`));
      assert.equal(late.status, 404);
    });

    it('the second recipient is among the data of the holder, is removed by one press, and goes when the booking is forgotten', async () => {
      const second = { email: '', mobile: '13711112222', agreed: '1' };
      await visitor.open(page('/messages'));
      await visitor.send(second);
      await visitor.open(page('/data.json'));
      assert.equal(JSON.parse(visitor.text).second.mobile, '13711112222');
      await visitor.send({ remove: '1' }, page('/messages'));
      assert.match(visitor.text, /已移除/);
      await visitor.send(second, page('/messages'));
      const { id } = await stored();
      await visitor.open(page('/deletion'));
      await visitor.send({});
      const [row] = await hall.system.database
        .reader('booking')
        .where({ id })
        .select('second_email', 'second_mobile');
      assert.deepEqual([row?.second_email, row?.second_mobile], [null, null]);
    });
  });
}
