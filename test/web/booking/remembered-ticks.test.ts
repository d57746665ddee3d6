import assert from 'node:assert/strict';
import type { MessageTemplate } from '../../../server/domain/message/message.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { press, signedIn } from '../counter/signed-in.ts';
import { type Agent, pairedKiosk, sendForm } from '../kiosk/kiosk-door.ts';
import { Visitor, validDetails } from './visitor.ts';

const start = Date.parse('2026-11-24T09:00:00+08:00');
const kiosk = '/kiosk/BJ-TSY';

for (const engine of engines) {
  describe(`what was ticked off before the visit is booked [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let visitor: Visitor;
    let machine: Agent;
    let office: Agent;
    let booking: { readonly id: string; readonly reference: string };

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      machine = await pairedKiosk(hall);
      office = (await signedIn(hall, 'manager', ['BJ-TSY'])).agent;
      const details = { ...validDetails, email: 'wang@test.invalid' };
      visitor = await new Visitor(hall).chooseUpToCheck(['RENEW'], details, start);
      await visitor.send({ tick: ['BUSINESS_LICENCE'] });
      booking = await hall.system.database
        .reader('booking')
        .where({ contact_mobile: details.mobile })
        .first('id', 'reference');
    });
    after(() => hall.close());

    /** A message as the office reads it: the page of a mail and its text. */
    const mail = async (template: MessageTemplate) => {
      const row = await hall.system.database
        .reader('outbox')
        .where({ booking: booking.id, template })
        .first('id');
      const page = await office.get(`/admin/outbox/${row?.id}`);
      assert.equal(page.status, 200, template);
      return { text: page.text, html: (await office.get(`/admin/outbox/${row?.id}/html`)).text };
    };

    it('is ticked on the confirmation', () => {
      assert.match(visitor.text, /value="BUSINESS_LICENCE" id="tick-BUSINESS_LICENCE" checked/);
      assert.doesNotMatch(visitor.text, /value="CARD_TO_RENEW" id="tick-CARD_TO_RENEW" checked/);
    });

    it('is ticked in the mail, and what is ticked later is ticked in the reminder', async () => {
      const booked = await mail('booked');
      assert.match(booked.html, /☑<\/td>\s*<td[^>]*><strong>营业执照/);
      assert.match(booked.text, /^\[x\] 营业执照.*已备好$/m);
      assert.match(booked.text, /^\[ \] 需更新的 IC 卡/m);
      await visitor.send({ tick: ['BUSINESS_LICENCE', 'CARD_TO_RENEW'] }, `${visitor.path}/ticks`);
      assert.match((await mail('reminder')).text, /^\[x\] 需更新的 IC 卡/m);
      await visitor.send({ tick: ['BUSINESS_LICENCE'] }, `${visitor.path}/ticks`);
    });

    it('is ticked in the calendar entry, which has the whole checklist', async () => {
      const { text } = await visitor.open(`/bookings/${booking.reference}/calendar.ics`);
      const unfolded = text.replaceAll(/\r\n[ \t]/g, '');
      assert.match(unfolded, /DESCRIPTION:.*\[x\] 营业执照.*\[ \] 需更新的 IC 卡/);
    });

    it('is ticked on the print-out', async () => {
      const { text } = await visitor.open(`/bookings/${booking.reference}/print`);
      assert.equal(text.match(/checklist__item--ready/g)?.length, 1);
      assert.match(text, /checklist__item--ready[\s\S]*?已备好： <\/span>营业执照/);
    });

    it('is ticked at the kiosk after the check-in, and at the counter that calls', async () => {
      hall.clock.set(start - 10 * 60_000);
      const checkedIn = await sendForm(machine, `${kiosk}/check-in`, `${kiosk}/check-in`, {
        reference: booking.reference,
      });
      assert.equal(checkedIn.status, 303, checkedIn.text);
      const slip = await machine.get(String(checkedIn.headers['location']));
      assert.match(slip.text, /class="kiosk__ready"><span[^>]*>已备好： <\/span>营业执照/);
      assert.match(slip.text, /<li>需更新的 IC 卡/);
      const clerk = await signedIn(hall, 'counter', ['BJ-TSY']);
      await press(clerk, 'BJ-TSY-1', 'open');
      await press(clerk, 'BJ-TSY-1', 'next');
      const console = await clerk.agent.get('/counter/BJ-TSY-1');
      assert.match(console.text, /营业执照[\s\S]*?console__tick--yes/);
      assert.equal(console.text.match(/console__tick--yes/g)?.length, 1);
    });
  });
}
