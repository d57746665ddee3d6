import assert from 'node:assert/strict';
import { settleAllClosed } from '../../../server/actions/agency/settle-closed.ts';
import { endDays } from '../../../server/jobs/end-days.ts';
import { jpeg, pdf, png } from '../../domain/agency/sample-files.ts';
import { engines } from '../../support/engines.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { openCounters } from '../../support/worked-day.ts';
import { asRead } from '../booking/visitor.ts';
import { account, signedIn } from '../staff/staff-browser.ts';
import { type AgencyDesk, Holder, openDesk, Reviewer } from './agency-desk.ts';

const licence = 'BUSINESS_LICENCE';
const card = 'CARD_TO_RENEW';

for (const engine of engines) {
  describe(`online agency [${engine}]`, function () {
    this.timeout(60_000);
    let desk: AgencyDesk;

    before(async () => {
      desk = await openDesk(engine);
      await account(desk.hall, 'clerk', 'manager', ['HZ']);
      await account(desk.hall, 'colleague', 'manager', ['HZ']);
    });
    after(() => desk.close());
    beforeEach(() => desk.hall.clock.set(mondayMorning));

    const reviewer = async (holder: Holder, name = 'clerk'): Promise<Reviewer> =>
      new Reviewer(await signedIn(desk.hall, name), holder);

    it('a returned document is mended and submitted again, and in the end the card is collected', async () => {
      const holder = await Holder.book(desk.hall);
      const empty = await holder.open();
      assert.match(empty.text, /营业执照/);
      assert.match(empty.text, /要带来的实物/, 'the card itself is explained, not uploaded');
      assert.match(
        empty.text,
        /没有公布邮寄地址[^<]*www\.hzeport\.com/,
        'nothing is sent to a city without a street',
      );
      assert.doesNotMatch(empty.text, /寄到/);
      assert.doesNotMatch(empty.text, new RegExp(`id="file-${card}"`));
      const first = await holder.upload(licence, pdf('first'), '执照 <script>.pdf');
      assert.equal(first.status, 303);
      assert.equal((await holder.submit()).status, 303);
      assert.equal((await holder.stored()).agency?.state, 'submitted');
      assert.match((await holder.open()).text, /执照 &lt;script&gt;\.pdf/);

      const clerk = await reviewer(holder);
      assert.match((await clerk.agent.get('/admin/agency?lang=zh-CN')).text, new RegExp(holder.reference));
      const silent = await clerk.act('return-document', { item: licence, reason: '  ' });
      assert.equal(silent.status, 422);
      assert.match(silent.text, /请填写|请说明|原因/);
      assert.equal((await clerk.act('return-document', { item: licence, reason: '缺公章' })).status, 303);
      const returned = await holder.open();
      assert.match(asRead(returned).text, /退回原因：缺公章/);
      assert.deepEqual(await holder.told(), ['document_returned']);

      assert.equal((await holder.upload(licence, jpeg('sealed'), 'again.jpg')).status, 303);
      assert.equal((await desk.files()).length, 1, 'the file that was replaced is gone');
      assert.equal((await holder.submit()).status, 303);
      desk.hall.clock.advance(1000);
      assert.equal((await clerk.act('accept')).status, 303);
      assert.equal((await clerk.act('ready', { note: '2号窗口' })).status, 409, 'the card has not arrived');
      assert.equal((await clerk.act('receive-item', { item: card })).status, 303);
      desk.hall.clock.advance(1000);
      assert.equal((await clerk.act('ready', { note: '2号窗口' })).status, 303);
      assert.match((await holder.open()).text, /2号窗口/);
      assert.deepEqual(await holder.told(), [
        'document_returned',
        'document_accepted',
        'ready_for_collection',
      ]);
      assert.equal((await clerk.act('close')).status, 303);
      const { agency, booking } = await holder.stored();
      assert.deepEqual([agency?.state, booking.state], ['closed', 'completed']);

      for (const page of [await holder.open(), await clerk.open()])
        for (const line of ['退回 营业执照', '缺公章', '提交审核', '办结'])
          assert.match(asRead(page).text, new RegExp(line));
      const audit = await desk.hall.system.database.reader('audit').where({ subject: holder.reference });
      assert.deepEqual(audit.map(({ action }) => action).sort(), [
        'agency.accept',
        'agency.close',
        'agency.ready',
        'agency.receive_item',
        'agency.return_document',
      ]);
    });

    it('what was accepted can be sent, and the enterprise sees with whom and under which number', async () => {
      const holder = await Holder.book(desk.hall, { services: [{ code: 'NEW', quantity: 1 }] });
      await holder.open();
      const { items } = await itemsOf(holder);
      assert.equal(items.length, 4);
      for (const item of items) assert.equal((await holder.upload(item, png(item))).status, 303, item);
      await holder.submit();
      const clerk = await reviewer(holder);
      for (const item of items) assert.equal((await clerk.act('accept-document', { item })).status, 303);
      await clerk.act('accept');
      const nameless = await clerk.act('send');
      assert.equal(nameless.status, 422);
      assert.match(nameless.text, /请填写承运公司和单号/);
      assert.equal((await clerk.act('send', { note: '顺丰 SF1234' })).status, 303);
      assert.match((await holder.open()).text, /顺丰 SF1234/);
      assert.ok((await holder.told()).includes('sent_by_office'));
      await clerk.act('close');
      assert.equal((await holder.stored()).booking.state, 'completed');
    });

    it('self-service needs no upload: the page leads back, and nothing can be sent to it', async () => {
      const holder = await Holder.book(desk.hall, { mode: 'self_service' });
      const page = await holder.open();
      assert.equal(page.status, 303);
      assert.match(String(page.headers['location']), /#handling$/);
      await holder.open('');
      await holder.upload(licence, pdf());
      assert.equal((await holder.stored()).agency, undefined);
    });

    it('the choice can be changed until the branch has accepted, and what was uploaded waits for the way back', async () => {
      const holder = await Holder.book(desk.hall);
      await holder.open();
      await holder.upload(licence, pdf());
      assert.equal((await holder.post('/handling', { mode: 'self_service' })).status, 303);
      const clerk = await reviewer(holder);
      assert.equal((await clerk.act('accept')).status, 409);
      assert.equal((await holder.post('/handling', { mode: 'online_agency' })).status, 303);
      await holder.submit();
      await clerk.act('accept');
      assert.equal((await holder.post('/handling', { mode: 'self_service' })).status, 409);
      assert.equal((await holder.stored()).booking.handling, 'online_agency');
    });

    it('submitting without everything says what is missing, and submitting twice is the same as once', async () => {
      const holder = await Holder.book(desk.hall);
      await holder.open();
      const early = await holder.submit();
      assert.equal(early.status, 409);
      assert.match(early.text, new RegExp(`href="#file-${licence}"`));
      await holder.upload(licence, pdf());
      assert.equal((await holder.submit()).status, 303);
      assert.equal((await holder.submit()).status, 303);
      const events = await desk.hall.system.database.reader('agency_event').where({ booking: holder.id });
      assert.deepEqual(
        events.map(({ type }) => type),
        ['uploaded', 'submitted'],
      );
    });

    it('of two members of staff who look at the same page, the second is told that it has changed', async () => {
      const holder = await Holder.book(desk.hall);
      await holder.open();
      await holder.upload(licence, pdf());
      await holder.submit();
      const [clerk, colleague] = [await reviewer(holder), await reviewer(holder, 'colleague')];
      const [theirs, ours] = [await clerk.open(), await colleague.open()];
      assert.equal(
        (await clerk.act('return-document', { item: licence, reason: '看不清' }, theirs)).status,
        303,
      );
      const late = await colleague.act('accept', {}, ours);
      assert.equal(late.status, 409);
      assert.match(late.text, /看不清/, 'the page shows what has become of it');
      assert.equal((await holder.stored()).agency?.state, 'returned');
      const both = await Promise.all(
        [clerk, colleague].map(async (one) => one.act('receive-item', { item: card }, await one.open())),
      );
      assert.deepEqual(
        both.map(({ status }) => status),
        [303, 303],
        'the same action twice is done once',
      );
      const revisions = await desk.hall.system.database.reader('agency_event').where({ booking: holder.id });
      assert.equal(revisions.length, 4);
    });

    it('closing that was interrupted is completed by the job', async () => {
      const holder = await Holder.book(desk.hall);
      await holder.open();
      await holder.upload(licence, pdf());
      await holder.submit();
      await desk.hall.system.database
        .writer('agency_case')
        .where({ booking: holder.id })
        .update({ state: 'closed' });
      assert.equal(await settleAllClosed(desk.hall.system), 1);
      assert.equal((await holder.stored()).booking.state, 'completed');
      assert.equal(await settleAllClosed(desk.hall.system), 0);
    });

    it('the night calls nobody missed whose materials the branch has, and everybody who sent none', async () => {
      const [given, idle] = [await Holder.book(desk.hall), await Holder.book(desk.hall)];
      await given.open();
      await given.upload(licence, pdf());
      await given.submit();
      const { site, starts_at } = (await idle.stored()).booking;
      await openCounters(desk.hall, site, starts_at);
      desk.hall.clock.set('2026-11-30T08:00:00+08:00');
      await endDays(desk.hall.system);
      assert.equal((await given.stored()).booking.state, 'confirmed');
      assert.equal((await idle.stored()).booking.state, 'missed');
    });
  });
}

async function itemsOf(holder: Holder): Promise<{ readonly items: readonly string[] }> {
  const { text } = await holder.open();
  return { items: [...text.matchAll(/id="file-([A-Z_]+)"/g)].map(([, item = '']) => item) };
}
