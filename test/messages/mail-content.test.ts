import assert from 'node:assert/strict';
import jsQR from 'jsqr';
import type { ParsedMail } from 'mailparser';
import { PNG } from 'pngjs';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { onEveryEngine } from '../support/engines.ts';
import { calendarFields } from './calendar-fields.ts';
import { type Deliverer, deliverer } from './delivery-play.ts';
import {
  bookingLike,
  catalogue,
  emptyOutbox,
  inLocale,
  minute,
  now,
  putBooking,
  putMessages,
  site,
  visitStart,
} from './mail-fixture.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

onEveryEngine('a mail', (open) => {
  let office: PostOffice;
  let process: Deliverer;
  before(async () => {
    office = await openPostOffice();
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    office.mails.length = 0;
    process = deliverer(open(), office.url);
  });
  afterEach(() => process.close());
  after(() => office.close());

  const sent = async (facts: Parameters<typeof messagesFor>[0][]): Promise<ParsedMail[]> => {
    for (const fact of facts)
      await putMessages(open(), messagesFor(fact, { site, now, calendar: catalogue.calendar }), now);
    await process.deliver();
    return office.mails;
  };
  const booked = (booking = bookingLike()) =>
    ({ type: 'booked', booking, fromHold: null, limitKey: null, warned: false }) as const;
  /** the HTML without what only keeps words on one line */
  const spoken = ({ html }: ParsedMail): string => (html || '').replace(/<\/?span[^>]*>/g, '');
  const calendarOf = (mail: ParsedMail | undefined) =>
    calendarFields(
      mail?.attachments.find(
        ({ contentType }) => contentType.includes('calendar') || contentType.includes('ics'),
      )?.content,
    );

  it('of a booking in Chinese says where, when and what to bring, in HTML and in text', async () => {
    const [mail] = await sent([booked()]);
    assert.ok(mail);
    assert.equal(mail.subject, '预约成功：11月24日 星期二 09:15，北京海关天水园办公区');
    assert.deepEqual(mail.from?.value, [{ name: 'Office', address: 'office@hall.example' }]);
    for (const body of [spoken(mail), mail.text ?? '']) {
      for (const piece of [
        '王小明，您好：',
        'K7M2-9QXA',
        '2026年11月24日 星期二 09:15–09:45',
        '北京市朝阳区天水园街6号西门大厅',
        '010-85734201',
        '证书更新 × 2、解锁',
        '由企业准备',
        '营业执照',
        '加盖公章',
        '实物随身带来',
        'https://hall.example/bookings/K7M2-9QXA?token=t-b-1',
      ]) {
        assert.ok(body.includes(piece), piece);
      }
    }
    assert.ok((mail.html || '').includes('北京&lt;测试&gt;科技有限公司'));
    assert.ok(mail.text?.includes('北京<测试>科技有限公司'));
  });

  it('in English has no Chinese in it but the names that people gave', async () => {
    const [mail] = await sent([booked(inLocale('en'))]);
    assert.ok(mail);
    assert.equal(
      mail.subject,
      'Visit booked: Tue 24 November, 09:15, Beijing Customs Tianshuiyuan Office Area',
    );
    for (const body of [spoken(mail), mail.text ?? '']) {
      assert.ok(body.includes('Tuesday 24 November 2026 09:15–09:45'));
      assert.ok(body.includes('From the enterprise'));
      assert.doesNotMatch(
        body.replace(/北京(<|&lt;)测试(>|&gt;)科技有限公司|王小明/g, ''),
        /\p{Script=Han}/u,
      );
    }
  });

  it('loads nothing from elsewhere and runs nothing', async () => {
    const [mail] = await sent([booked()]);
    const html = mail?.html || '';
    assert.doesNotMatch(html, /<script|<link|<form|url\(|src="(?!data:)/);
  });

  it('has the headers, the recipient and the calendar entry of ours, whatever somebody has typed as a name', async () => {
    const name = '王\r\nBcc: all@evil.example\r\nSubject: x\r\nATTENDEE:mailto:all@evil.example\r\n\r\n<b>';
    const usual = bookingLike();
    const typed = { contact: { ...usual.contact, name }, enterprise: { ...usual.enterprise, name } };
    const [mail] = await sent([booked(bookingLike(typed))]);
    assert.ok(mail);
    assert.equal(mail.headers.has('bcc'), false);
    assert.match(mail.subject ?? '', /^预约成功/);
    assert.deepEqual(
      [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address)),
      ['wang@enterprise.example'],
    );
    for (const { contentType, content } of mail.attachments)
      if (contentType.includes('calendar') || contentType.includes('ics'))
        assert.doesNotMatch(content.toString('utf8'), /^(Bcc|Subject|ATTENDEE:mailto:all)/m);
    const [head = ''] = (office.raw[0] ?? '').split('\r\n\r\n');
    assert.doesNotMatch(head, /^(Bcc|Subject: x)/im);
  });

  it('shows the code that the kiosk reads, beside the text', async () => {
    const [mail] = await sent([booked()]);
    const image = mail?.attachments.find(({ contentType }) => contentType === 'image/png');
    assert.equal(image?.cid, 'check-in-code');
    assert.equal(image?.contentDisposition, 'inline');
    const { data, width, height } = PNG.sync.read(image?.content ?? Buffer.alloc(0));
    assert.equal(jsQR.default(new Uint8ClampedArray(data), width, height)?.data, 'K7M2-9QXA');
  });

  it('of a booking, a move and a cancellation carry one calendar entry that is made, changed and removed', async () => {
    const first = bookingLike();
    const later = { ...first, start: visitStart + 60 * minute, end: visitStart + 90 * minute, sequence: 1 };
    const mails = await sent([
      booked(first),
      {
        type: 'moved',
        booking: later,
        from: { start: first.start, end: first.end, places: [] },
        limitKey: null,
      },
      {
        type: 'cancelled',
        booking: { ...later, sequence: 2, state: 'cancelled' },
        freed: [],
        coolUntil: null,
        by: 'holder',
      },
    ]);
    const entries = mails.map(calendarOf);
    assert.deepEqual(
      entries.map(({ METHOD, SEQUENCE, STATUS, DTSTART, DTEND }) => ({
        METHOD,
        SEQUENCE,
        STATUS,
        DTSTART,
        DTEND,
      })),
      [
        {
          METHOD: 'REQUEST',
          SEQUENCE: '0',
          STATUS: 'CONFIRMED',
          DTSTART: '20261124T011500Z',
          DTEND: '20261124T014500Z',
        },
        {
          METHOD: 'REQUEST',
          SEQUENCE: '1',
          STATUS: 'CONFIRMED',
          DTSTART: '20261124T021500Z',
          DTEND: '20261124T024500Z',
        },
        {
          METHOD: 'CANCEL',
          SEQUENCE: '2',
          STATUS: 'CANCELLED',
          DTSTART: '20261124T021500Z',
          DTEND: '20261124T024500Z',
        },
      ],
    );
    assert.equal(new Set(entries.map(({ UID }) => UID)).size, 1);
    assert.match(entries[0]?.['ORGANIZER'] ?? '', /mailto:office@hall\.example/i);
    assert.match(entries[0]?.['ATTENDEE'] ?? '', /mailto:wang@enterprise\.example/i);
    assert.match(entries[0]?.['DESCRIPTION'] ?? '', /营业执照/);
    assert.match(entries[0]?.['LOCATION'] ?? '', /北京市朝阳区天水园街6号西门大厅/);
  });

  it('offers its calendar entry as an invitation that mail programs act on', async () => {
    await sent([booked()]);
    assert.match(office.raw.at(-1) ?? '', /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
  });

  it('can be unsubscribed when it is a reminder, and only then', async () => {
    await putBooking(open(), bookingLike());
    const [first] = await sent([booked()]);
    assert.equal(first?.headers.get('list'), undefined);
    process.now = now + 3 * 24 * 60 * minute + 4 * 60 * minute;
    await process.deliver();
    const raw = office.raw.at(-1)?.replace(/\r\n\s+/g, ' ') ?? '';
    assert.match(
      raw,
      /List-Unsubscribe: <https:\/\/hall\.example\/bookings\/K7M2-9QXA\/reminders\?token=t-b-1>/,
    );
    assert.match(raw, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
    assert.equal(office.mails.at(-1)?.subject, '办理提醒：11月24日 星期二 09:15，北京海关天水园办公区');
  });
});
