import assert from 'node:assert/strict';
import { locales } from '../../server/domain/catalogue/words.ts';
import { type MessageTemplate, messageTemplates } from '../../server/domain/message/message.ts';
import { visitParameters } from '../../server/domain/message/visit-snapshot.ts';
import { calendarFile } from '../../server/messages/calendar-file.ts';
import { composeMail } from '../../server/messages/compose-mail.ts';
import { calendarFields } from './calendar-fields.ts';
import { bookingLike, now, wordingContext } from './mail-fixture.ts';

const latin = { name: 'Example Trading', creditCode: '91110108551385082Q', customsCode: null };
const extra = [
  ['from', String(now)],
  ['reason', 'R-1'],
  ['material', 'M-1'],
  ['ticket', 't-1'],
  ['number', 'A012'],
  ['counter', '3'],
  ['ahead', '3'],
  ['limit', '2'],
  ['window', '30'],
  ['block', '30'],
  ['alarm', 'help'],
  ['facts', '{"label":"3"}'],
  ['since', String(now)],
  ['certificate', 'c-1'],
  ['expires', '2026-12-24'],
  ['days', '30'],
  ['proof', 'p-1'],
  ['account', 'wang.fang'],
  ['device', 'Firefox'],
  ['origin', '10.1.2.3'],
  ['lines', '512'],
  ['head', 'b5bb9d80'],
  ['blocked_until', '2026-12-24'],
  ['offer_until', String(now)],
  ['offered', JSON.stringify([[now + 86_400_000, now + 87_300_000]])],
  ['first_day', '2026-11-24'],
  ['last_day', '2026-12-01'],
] as const;

/** What those say that are about no visit. */
const ownOf: Readonly<Partial<Record<MessageTemplate, string>>> = {
  audit_head: 'b5bb9d80',
  new_device: 'wang.fang',
  new_passkey: 'wang.fang',
  // the year of its period
  report: '2026',
};
const aboutList: readonly string[] = [
  'wait_joined',
  'wait_aside',
  'place_offered',
  'offer_withdrawn',
  'wait_ended',
];

describe('every message', () => {
  for (const template of messageTemplates) {
    for (const locale of locales) {
      it(`${template} in ${locale} is one language, whole, with the reference and a link`, async () => {
        const booking = bookingLike({
          locale,
          enterprise: latin,
          contact: { ...bookingLike().contact, name: 'Ming' },
        });
        const mail = await composeMail(
          {
            id: 'm',
            channel: 'mail',
            fallbacks: [],
            template,
            locale,
            recipient: 'wang@enterprise.example',
            parameters: [
              ...visitParameters(booking),
              ...extra,
              ...(template === 'visits_listed' ? [['series', 's-1'] as const] : []),
              ...(aboutList.includes(template) ? [['waitlist', 'w-1'] as const] : []),
            ],
            booking: booking.id,
            site: booking.site,
            sequence: 0,
            state: 'queued',
            attempts: 0,
            dueAt: now,
            nextAttemptAt: now,
            lastError: null,
            log: [],
            createdAt: now,
            sentAt: null,
          },
          wordingContext,
          now,
        );
        for (const body of [mail.html, mail.text]) {
          // some are about no visit, but about a day of the audit or an account
          assert.ok(body.includes(ownOf[template] ?? 'K7M2-9QXA'));
          assert.match(
            body,
            ['three_ahead', 'called', 'day_ended', 'day_goes_on', 'ticket_void', 'ticket_back'].includes(
              template,
            )
              ? /hall\.example\/tickets\/t-t-1/
              : template === 'floor_alarm'
                ? /hall\.example\/floor\/BJ-TSY/
                : template in ownOf
                  ? /hall\.example\/(admin\/audit|admin\/reports|staff\/account)/
                  : template === 'staffing_short'
                    ? /hall\.example\/admin\/planner\/BJ-TSY\/ahead/
                    : aboutList.includes(template)
                      ? /hall\.example\/waitlist\/t-w-1/
                      : template === 'visits_listed'
                        ? /hall\.example\/visits\/s-1/
                        : template === 'contact_code'
                          ? /hall\.example\/book/
                          : template.startsWith('certificate_')
                            ? /hall\.example\/certificates\/c-1\?token=t-c-1/
                            : /hall\.example\/bookings\/K7M2-9QXA\?token=t-b-1/,
          );
          assert.doesNotMatch(body, /undefined|\[object|\{\w+\}|NaN/);
          assert.ok(body.includes('R-1'));
        }
        const said = `${mail.subject}\n${mail.text}`;
        if (locale === 'en') assert.doesNotMatch(said, /\p{Script=Han}/u);
        else assert.doesNotMatch(said, /\b(the|your|visit|of|at|bring|copy)\b/i);
        assert.equal(mail.unsubscribe !== null, ['reminder', 'certificate_expiry'].includes(template));
      });
    }
  }
});

describe('the calendar file of a booking', () => {
  it('is an entry to keep, that invites nobody, until the booking is cancelled', async () => {
    const kept = calendarFields(Buffer.from(await calendarFile(bookingLike(), wordingContext, now)));
    assert.deepEqual(
      [kept['METHOD'], kept['SEQUENCE'], kept['ATTENDEE'], kept['DTSTART']],
      ['PUBLISH', '0', undefined, '20261124T011500Z'],
    );
    const removed = calendarFields(
      Buffer.from(await calendarFile(bookingLike({ state: 'cancelled', sequence: 3 }), wordingContext, now)),
    );
    assert.deepEqual(
      [removed['METHOD'], removed['SEQUENCE'], removed['STATUS'], removed['UID']],
      ['CANCEL', '3', 'CANCELLED', kept['UID']],
    );
  });
});
