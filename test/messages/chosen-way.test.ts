import assert from 'node:assert/strict';
import type { HandlingMode } from '../../server/domain/booking/booking.ts';
import { visitParameters } from '../../server/domain/message/visit-snapshot.ts';
import { composeMail } from '../../server/messages/compose-mail.ts';
import { bookingLike, minute, now, visitStart, wordingContext } from './mail-fixture.ts';

/** The line of a confirmation that says how the visit is handled; null: there is none. */
async function said(site: string, handling: HandlingMode, at = now): Promise<string | null> {
  const booking = bookingLike({ site, handling });
  const mail = await composeMail(
    {
      ...{
        id: 'm',
        channel: 'mail',
        template: 'booked',
        locale: 'zh-CN',
        recipient: 'wang@enterprise.example',
      },
      ...{ parameters: visitParameters(booking), booking: booking.id, site, sequence: 0, state: 'queued' },
      fallbacks: [],
      ...{ attempts: 0, dueAt: at, nextAttemptAt: at, lastError: null, log: [], createdAt: at, sentAt: null },
    },
    { ...wordingContext, bookingNow: () => Promise.resolve({ ...booking, reached: [] }) },
    at,
  );
  return /办理方式[：:]\s*(.+)/.exec(mail.text)?.[1] ?? null;
}

describe('the mail of a visit at a branch that can act for the enterprise', () => {
  it('asks for the choice, then says what was chosen, with the deadline while there is one', async () => {
    assert.match((await said('HZ', 'visit')) ?? '', /^请在 11月24日 .+ 前到预约页面选择自助办理或网上代办$/);
    assert.match((await said('HZ', 'online_agency')) ?? '', /^网上代办（11月24日 .+ 前可以更改）$/);
    const late = visitStart - minute;
    assert.equal(await said('HZ', 'self_service', late), '自助办理');
    assert.equal(await said('HZ', 'visit', late), null, 'there is nothing to choose any more');
  });

  it('says nothing of it where there is no choice', async () => {
    assert.equal(await said('BJ-TSY', 'visit'), null);
  });
});
