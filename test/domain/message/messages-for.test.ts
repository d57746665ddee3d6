import assert from 'node:assert/strict';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { messagesAbout, messagesFor } from '../../../server/domain/message/messages-for.ts';
import { visitOf } from '../../../server/domain/message/visit-snapshot.ts';
import { bookingLike, catalogue, minute, now, site } from '../../messages/mail-fixture.ts';

const context = { site, now, calendar: catalogue.calendar };
const booked = (booking = bookingLike()) =>
  ({ type: 'booked', booking, fromHold: null, limitKey: null, warned: false }) as const;
const templates = (messages: readonly { template: string }[]): string[] =>
  messages.map(({ template }) => template);

describe('messages for a booking', () => {
  it('a booking is confirmed at once and reminded of on the working day before, in the site’s zone', () => {
    const messages = messagesFor(booked(), context);
    assert.deepEqual(templates(messages), ['booked', 'reminder']);
    assert.deepEqual(
      messages.map(({ notBefore }) => notBefore),
      [null, instantOf('2026-11-23', '14:00', 'Asia/Shanghai')],
    );
  });

  it('the working day before a visit on a Monday is the Friday, and after a holiday the day before it', () => {
    const reminderOf = (day: string, at: number) =>
      messagesFor(booked(bookingLike({ day })), { ...context, now: at }).find(
        ({ template }) => template === 'reminder',
      )?.notBefore;
    assert.equal(reminderOf('2026-11-30', now), instantOf('2026-11-27', '14:00', 'Asia/Shanghai'));
    const september = instantOf('2026-09-28', '10:00', 'Asia/Shanghai');
    assert.equal(reminderOf('2026-10-08', september), instantOf('2026-09-30', '14:00', 'Asia/Shanghai'));
  });

  it('a visit that is booked after its reminder would have been due has none', () => {
    const late = instantOf('2026-11-23', '14:00', 'Asia/Shanghai');
    assert.deepEqual(templates(messagesFor(booked(), { ...context, now: late })), ['booked']);
  });

  it('without an e-mail address there is no mail, and the first of the site’s channels tells the mobile, the others in its place', () => {
    const booking = bookingLike({ contact: { ...bookingLike().contact, email: null } });
    assert.deepEqual(messagesFor(booked(booking), context), []);
    const messages = messagesFor(booked(booking), { ...context, channels: ['webhook', 'aliyun'] });
    assert.deepEqual(
      messages.map(({ channel, template, recipient, fallbacks }) => [
        channel,
        template,
        recipient,
        fallbacks,
      ]),
      ['booked', 'reminder'].map((template) => [
        'webhook',
        template,
        '13812345678',
        [{ channel: 'aliyun', recipient: '13812345678' }],
      ]),
    );
  });

  it('what the office does says so, what the holder does says that', () => {
    const booking = bookingLike({ state: 'cancelled', sequence: 1 });
    const cancelled = (by: 'holder' | 'staff' | 'office') =>
      templates(messagesFor({ type: 'cancelled', booking, freed: [], coolUntil: null, by }, context));
    assert.deepEqual(
      [cancelled('holder'), cancelled('staff'), cancelled('office')],
      [['cancelled'], ['cancelled'], ['cancelled_by_office']],
    );
    const moved = {
      type: 'moved',
      booking: bookingLike({ sequence: 1 }),
      from: { start: 1, end: 2, places: [] },
      limitKey: null,
    } as const;
    assert.deepEqual(templates(messagesFor(moved, context)), ['moved', 'reminder']);
    assert.deepEqual(templates(messagesFor(moved, { ...context, by: 'office' })), [
      'moved_by_office',
      'reminder',
    ]);
  });

  it('a missed visit is told with its rule, one that the office did not hold with an apology; other endings are not told', () => {
    const settled = (state: 'missed' | 'completed' | 'not_held' | 'excused') =>
      messagesFor(
        { type: 'settled', booking: bookingLike({ state }), from: 'confirmed' },
        { ...context, missed: { blockedUntil: '2026-12-24', warned: false } },
      );
    assert.deepEqual([...settled('completed'), ...settled('excused')], []);
    assert.deepEqual(templates(settled('not_held')), ['not_held']);
    const [message] = settled('missed');
    assert.equal(message?.template, 'missed_warning');
    assert.deepEqual(message.parameters.slice(-4), [
      ['limit', '2'],
      ['window', '30'],
      ['block', '30'],
      ['blocked_until', '2026-12-24'],
    ]);
  });

  it('ticks, holds and choices of handling cause no message', () => {
    assert.deepEqual(messagesFor({ type: 'ticked', booking: bookingLike() }, context), []);
    assert.deepEqual(messagesFor({ type: 'handling_chosen', booking: bookingLike() }, context), []);
    assert.deepEqual(messagesFor({ type: 'hold_released', hold: 'h', places: [] }, context), []);
  });

  it('at a new address the visit is confirmed and reminded of; at one that stayed it is confirmed, because the link is another one now, and reminded of once', () => {
    const from = bookingLike().contact;
    const changed = (change: Partial<typeof from>) =>
      messagesFor(
        {
          type: 'contact_changed',
          booking: bookingLike({ contact: { ...from, ...change } }),
          from,
          limitKey: null,
        },
        { ...context, channels: ['webhook'] },
      ).map(({ template, channel, recipient }) => [template, channel, recipient]);
    assert.deepEqual(changed({ name: '李雷' }), []);
    assert.deepEqual(changed({ email: 'new@enterprise.example' }), [
      ['booked', 'mail', 'new@enterprise.example'],
      ['booked', 'webhook', from.mobile],
      ['reminder', 'mail', 'new@enterprise.example'],
    ]);
    assert.deepEqual(changed({ mobile: '13900000000', email: null }), [
      ['booked', 'webhook', '13900000000'],
      ['reminder', 'webhook', '13900000000'],
    ]);
  });

  it('parameters are a snapshot that reads back as the visit was, and hold no credit code', () => {
    const booking = bookingLike({ answers: { expired: 'yes' } });
    const [message] = messagesFor(booked(booking), context);
    assert.ok(message);
    assert.deepEqual(visitOf(message.parameters), {
      booking: 'b-1',
      reference: 'K7M2-9QXA',
      site: 'BJ-TSY',
      start: booking.start,
      end: booking.start + 30 * minute,
      sequence: 0,
      services: booking.services,
      answers: { expired: 'yes' },
      enterprise: booking.enterprise.name,
      contact: '王小明',
    });
    assert.doesNotMatch(JSON.stringify(message), /91110108551385082Q/);
  });
});

describe('notices about a visit', () => {
  it('each is one message with its own parameters after those of the visit', () => {
    const about = (notice: Parameters<typeof messagesAbout>[0]) => {
      const [message, ...others] = messagesAbout(notice, bookingLike(), context);
      assert.equal(others.length, 0);
      return [message?.template, ...(message?.parameters.slice(10) ?? [])];
    };
    assert.deepEqual(about({ type: 'document_returned', material: 'LICENCE', reason: '缺公章' }), [
      'document_returned',
      ['material', 'LICENCE'],
      ['reason', '缺公章'],
    ]);
    assert.deepEqual(about({ type: 'document_accepted', material: null }), ['document_accepted']);
    assert.deepEqual(about({ type: 'ready_for_collection' }), ['ready_for_collection']);
    assert.deepEqual(about({ type: 'three_ahead', ticket: 't', number: 'A012', ahead: 3 }), [
      'three_ahead',
      ['ticket', 't'],
      ['number', 'A012'],
      ['ahead', '3'],
    ]);
  });
});
