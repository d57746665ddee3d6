import assert from 'node:assert/strict';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { leaseTime } from '../../server/messages/delivery.ts';
import { claimMessages } from '../../server/store/message/claim-messages.ts';
import { sendAgain, stopReminders } from '../../server/store/message/outbox-store.ts';
import { onEveryEngine } from '../support/engines.ts';
import { type Deliverer, deliverer, outboxRows, states } from './delivery-play.ts';
import {
  bookingLike,
  catalogue,
  emptyOutbox,
  minute,
  newId,
  now,
  putBooking,
  putMessages,
  site,
} from './mail-fixture.ts';
import { deadAddress, type Mood, openPostOffice, type PostOffice } from './post-office.ts';

const hour = 60 * minute;
const context = { site, now, calendar: catalogue.calendar };
const booked = (booking = bookingLike()) =>
  messagesFor({ type: 'booked', booking, fromHold: null, limitKey: null, warned: false }, context);
/** the confirmation alone, without the reminder */
const confirmation = (booking = bookingLike()) => booked(booking).slice(0, 1);
const reminderDue = now + 3 * 24 * hour + 4 * hour;

onEveryEngine('delivery', (open, engine) => {
  let office: PostOffice;
  let process: Deliverer;
  before(async () => {
    office = await openPostOffice();
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    office.mails.length = 0;
    office.mood = 'accepts';
    process = deliverer(open(), office.url);
  });
  afterEach(() => process.close());
  after(() => office.close());

  for (const mood of ['refuses', 'closes in the middle', 'forgets to answer'] as const satisfies Mood[]) {
    it(`a server that ${mood} for an hour costs no message and doubles none`, async () => {
      const bookings = ['a', 'b', 'c'].map((id) => bookingLike({ id }));
      for (const booking of bookings) await putMessages(open(), confirmation(booking), now);
      office.mood = mood;
      const hasty = deliverer(open(), office.url, 300);
      for (let passed = 0; passed < hour; passed += 10 * minute) {
        await hasty.deliver();
        hasty.now += 10 * minute;
      }
      hasty.close();
      assert.deepEqual(await states(open()), ['queued', 'queued', 'queued']);
      assert.equal(office.mails.length, 0);
      office.mood = 'accepts';
      process.now = hasty.now + hour;
      await process.deliver();
      await process.deliver();
      assert.deepEqual(await states(open()), ['sent', 'sent', 'sent']);
      const ids = office.mails.map(({ messageId }) => messageId);
      assert.equal(ids.length, 3);
      assert.deepEqual(
        [...ids].sort(),
        (await outboxRows(open())).map(({ id }) => `<${id}@hall.example>`).sort(),
      );
    });
  }

  it('what was accepted once and recorded is never sent again, by any process', async () => {
    for (let count = 0; count < 12; count += 1)
      await putMessages(open(), confirmation(bookingLike({ id: `b-${count}` })), now);
    const other = deliverer(open(), office.url);
    const reports = await Promise.all([
      process.deliver(),
      other.deliver(),
      process.deliver(),
      other.deliver(),
    ]);
    assert.equal(
      reports.reduce((sum, { sent }) => sum + sent, 0),
      12,
    );
    process.now += 2 * 24 * hour;
    await process.deliver();
    assert.equal(office.mails.length, 12);
    assert.equal(new Set(office.mails.map(({ messageId }) => messageId)).size, 12);
    other.close();
  });

  it('a process that dies between sending and recording causes one duplicate with the same Message-ID', async () => {
    await putMessages(open(), confirmation(), now);
    const lease = { channel: 'mail' as const, owner: newId(), now, until: now + leaseTime, limit: 5 };
    const [claimed] = await claimMessages(open().writer, engine, lease);
    assert.ok(claimed);
    await (await process.channels.find(claimed))?.send(claimed, now);
    process.now += leaseTime - 1;
    await process.deliver();
    assert.equal(office.mails.length, 1);
    process.now += 1;
    await process.deliver();
    await process.deliver();
    assert.equal(office.mails.length, 2);
    assert.equal(office.mails[0]?.messageId, office.mails[1]?.messageId);
    assert.deepEqual(await states(open()), ['sent']);
  });

  it('a message is tried for 24 hours, ever more rarely, and then is dead until somebody sends it again', async () => {
    await putMessages(open(), confirmation(), now);
    office.mood = 'refuses';
    for (; process.now <= now + 25 * hour; process.now += 30_000) {
      const [row] = await outboxRows(open());
      if (row?.state === 'queued' && row.next_attempt_at > process.now) process.now = row.next_attempt_at;
      await process.deliver();
      if (row?.state === 'dead') break;
    }
    const [row] = await outboxRows(open());
    assert.equal(row?.state, 'dead');
    assert.match(row.last_error ?? '', /451.*come back later/);
    const attempts = (JSON.parse(row.log) as { at: number; ok: boolean }[]).map(({ at }) => at - now);
    assert.ok(attempts.length > 8 && attempts.length < 20, String(attempts));
    assert.equal(attempts.at(-1), 24 * hour);
    office.mood = 'accepts';
    await process.deliver();
    assert.equal(office.mails.length, 0);
    assert.equal(await sendAgain(open().writer, row.id, process.now), true);
    assert.equal(await sendAgain(open().writer, row.id, process.now), false);
    await process.deliver();
    assert.deepEqual(await states(open()), ['sent']);
  });

  it('an address that does not exist is not tried again', async () => {
    await putMessages(open(), confirmation(), now);
    office.mood = 'knows nobody';
    assert.deepEqual(await process.deliver(), { sent: 0, failed: 0, dead: 1, unsent: 0 });
    assert.deepEqual(await states(open()), ['dead']);
  });

  it('a server that is not there is tried again', async () => {
    const lonely = deliverer(open(), await deadAddress());
    await putMessages(open(), confirmation(), now);
    assert.deepEqual(await lonely.deliver(), { sent: 0, failed: 1, dead: 0, unsent: 0 });
    await lonely.deliver();
    const [row] = await outboxRows(open());
    assert.deepEqual([row?.state, row?.attempts, row?.next_attempt_at], ['queued', 1, now + minute]);
    lonely.close();
  });

  it('a cancellation never overtakes the booking that it cancels', async () => {
    const first = bookingLike();
    const cancelled = { ...first, sequence: 1, state: 'cancelled' } as const;
    await putMessages(
      open(),
      messagesFor(
        { type: 'cancelled', booking: cancelled, freed: [], coolUntil: null, by: 'holder' },
        context,
      ),
      now,
    );
    await putMessages(open(), confirmation(first), now);
    office.mood = 'refuses';
    await process.deliver();
    office.mood = 'accepts';
    process.now += 30_000;
    await process.deliver();
    assert.equal(office.mails.length, 0);
    process.now += 30_000;
    await process.deliver();
    assert.deepEqual(
      office.mails.map(({ subject }) => subject?.slice(0, 5)),
      ['预约成功：', '预约已取消'],
    );
  });

  it('without a server messages are kept to be read, and stay so when there is one later', async () => {
    const demo = deliverer(open(), null);
    await putMessages(open(), confirmation(), now);
    await demo.deliver();
    assert.deepEqual(await states(open()), ['kept']);
    process.now += hour;
    await process.deliver();
    assert.deepEqual(await states(open()), ['kept']);
    assert.equal(office.mails.length, 0);
    demo.close();
  });

  it('a reminder leaves on the working day before the visit, not earlier', async () => {
    await putBooking(open(), bookingLike());
    await putMessages(open(), booked(), now);
    process.now = reminderDue - 1;
    await process.deliver();
    assert.equal(office.mails.length, 1);
    process.now = reminderDue;
    await process.deliver();
    assert.equal(office.mails.length, 2);
  });

  const overtaken: readonly (readonly [string, Parameters<typeof bookingLike>[0], boolean])[] = [
    ['was cancelled', { state: 'cancelled', sequence: 1 }, false],
    ['was moved', { sequence: 1 }, false],
    [
      'has another address now',
      { contact: { ...bookingLike().contact, email: 'new@enterprise.example' } },
      false,
    ],
    ['wants none', {}, true],
  ];
  for (const [why, change, silenced] of overtaken) {
    it(`a reminder is not sent when the visit ${why}`, async () => {
      await putBooking(open(), bookingLike(change));
      await putMessages(open(), booked().slice(1), now);
      if (silenced) await stopReminders(open().writer, 'b-1', now);
      process.now = reminderDue;
      await process.deliver();
      assert.deepEqual(await states(open()), ['superseded']);
      assert.equal(office.mails.length, 0);
    });
  }

  it('whoever goes back to an earlier address is reminded once', async () => {
    await putBooking(open(), bookingLike());
    await putMessages(open(), booked().slice(1), now);
    await putMessages(open(), booked().slice(1), now + minute);
    process.now = reminderDue;
    await process.deliver();
    assert.deepEqual((await states(open())).sort(), ['sent', 'superseded']);
  });

  it('a message that cannot be made into a mail does not hold up the others', async () => {
    const [broken] = confirmation(bookingLike({ id: 'broken' }));
    assert.ok(broken);
    await putMessages(open(), [{ ...broken, parameters: [] }], now);
    await putMessages(open(), confirmation(), now);
    assert.deepEqual(await process.deliver(), { sent: 1, failed: 1, dead: 0, unsent: 0 });
    assert.equal(office.mails.length, 1);
  });
});
