import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bookingStates } from '../../server/domain/booking/booking.ts';
import { holderOptions } from '../../server/domain/booking/holder-options.ts';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { messageTemplates } from '../../server/domain/message/message.ts';
import { visitParameters } from '../../server/domain/message/visit-snapshot.ts';
import { calendarFile } from '../../server/messages/calendar-file.ts';
import { composeMail } from '../../server/messages/compose-mail.ts';
import { calendarFields } from './calendar-fields.ts';
import { bookingLike, catalogue, minute, site, visitStart, wordingContext } from './mail-fixture.ts';

const moving = {
  'zh-CN': /改期或取消|另选时段|可以在网上取消/,
  en: /move or cancel|choose another (one|time)|can cancel it/i,
};
const refusing = {
  'zh-CN': /现在已不能在网上改期或取消。如有变化，请致电网点。/g,
  en: /It can no longer be moved or cancelled online\./g,
};
// of every visit that was missed, about the next one
const general = {
  'zh-CN': /不能前来时，请提前改期或取消。/g,
  en: /please move or cancel your visit in good time/g,
};

const extra = [
  ['from', String(visitStart - 60 * minute)],
  ['reason', 'R-1'],
  ['material', 'M-1'],
  ['ticket', 't-1'],
  ['number', 'A012'],
  ['ahead', '3'],
  ['limit', '2'],
  ['window', '30'],
  ['block', '30'],
  ['alarm', 'help'],
  ['facts', '{"label":"3"}'],
  ['since', String(visitStart)],
  ['blocked_until', '2026-12-24'],
] as const;

const moment = fc.record({
  template: fc.constantFrom(...messageTemplates),
  locale: fc.constantFrom<Locale>('zh-CN', 'en'),
  state: fc.constantFrom(...bookingStates),
  // minutes before the visit at which the message leaves
  ahead: fc.oneof(fc.integer({ min: -60, max: 300 }), fc.integer({ min: 300, max: 20_000 })),
  // moved since the message was written, minutes
  later: fc.constantFrom(0, 0, 30, 1440),
});

/** Instants at which the alarms of a calendar ring. */
function alarms(ics: string): number[] {
  return [...ics.matchAll(/TRIGGER[^:]*:(-?)PT?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?/g)].map(
    ([, , days = '0', hours = '0', minutes = '0']) =>
      visitStart - (Number(days) * 1440 + Number(hours) * 60 + Number(minutes)) * minute,
  );
}

describe('whatever is sent', () => {
  it('offers exactly what the rules of the moment allow, in every template, language and moment', async () => {
    await fc.assert(
      fc.asyncProperty(moment, async ({ template, locale, state, ahead, later }) => {
        const booking = bookingLike({ locale, state });
        const now = visitStart - ahead * minute;
        const standing = { ...booking, start: booking.start + later * minute };
        const mail = await composeMail(
          {
            ...{ id: 'm', channel: 'mail', template, locale, recipient: 'wang@enterprise.example' },
            ...{ parameters: [...visitParameters(booking), ...extra], booking: booking.id, site: site.code },
            ...{ sequence: 0, state: 'queued', attempts: 0, dueAt: now, nextAttemptAt: now, lastError: null },
            ...{ fallbacks: [], log: [], createdAt: now - 60 * minute, sentAt: null },
          },
          { ...wordingContext, bookingNow: () => Promise.resolve({ ...standing, reached: [] }) },
          now,
        );
        const may = holderOptions(standing, site, catalogue.services, now);
        const offers = (text: string) =>
          moving[locale].test(text.replaceAll(refusing[locale], '').replaceAll(general[locale], ''));
        const upcoming = ['booked', 'moved', 'changed', 'moved_by_office', 'reminder'].includes(template);
        for (const said of [mail.text, mail.html]) assert.equal(offers(said), upcoming && may.move, said);
        assert.equal(offers(mail.short.text), template === 'moved_by_office' && may.move);
        const ics = mail.invitation?.content ?? '';
        if (ics !== '') {
          const fields = calendarFields(Buffer.from(ics));
          const cancelled = fields['METHOD'] === 'CANCEL';
          assert.equal(offers(fields['DESCRIPTION'] ?? ''), !cancelled && may.move);
          assert.ok(!cancelled || !ics.includes('VALARM'));
          for (const rings of alarms(ics)) assert.ok(rings > now, 'an alarm never lies in the past');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('promises no move of a visit in 45 minutes where it ends two hours before', async () => {
    const now = visitStart - 45 * minute;
    for (const locale of ['zh-CN', 'en'] as const) {
      const booking = bookingLike({ locale });
      const ics = await calendarFile(booking, wordingContext, now);
      assert.doesNotMatch(calendarFields(Buffer.from(ics))['DESCRIPTION'] ?? '', moving[locale]);
      assert.deepEqual(alarms(ics), [visitStart - 30 * minute]);
    }
  });

  it('says until when, so that it stays true however late it is read', async () => {
    const ics = await calendarFile(bookingLike(), wordingContext, visitStart - 3000 * minute);
    assert.match(
      calendarFields(Buffer.from(ics))['DESCRIPTION'] ?? '',
      /11月24日 星期二 07:15 之前可以在网上改期或取消/,
    );
    assert.deepEqual(alarms(ics), [visitStart - 120 * minute]);
  });
});
