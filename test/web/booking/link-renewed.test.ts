import assert from 'node:assert/strict';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { messageLinks } from '../../../server/web/message-links.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { Visitor, validDetails } from './visitor.ts';

const heir = { name: '李四', mobile: '13912345678', email: 'heir@test.invalid', telephone: '' };

for (const engine of engines) {
  describe(`the link of a booking that is handed to somebody else [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let visitor: Visitor;
    let reference = '';
    /** as it was mailed to whoever booked */
    let first = '';
    let people = 0;

    const stored = async (): Promise<Booking> =>
      there(await bookingByReference(hall.system.database.reader, reference));
    const page = (part = ''): string => `/bookings/${reference}${part}`;
    const linkNow = async (): Promise<string> =>
      messageLinks(hall.system)
        .booking(await stored())
        .replace(hall.system.baseUrl(), '');
    const statusOf = async (link: string): Promise<number> =>
      (await new Visitor(hall).open(link)).page.status;
    /** what has been delivered to an address, newest first, as mail */
    const mailTo = async (recipient: string): Promise<string> => {
      await hall.delivery.deliverDue();
      const rows = await hall.system.database
        .reader('outbox')
        .where({ recipient, template: 'booked' })
        .orderBy('created_at', 'desc')
        .select('id');
      return String(rows.length);
    };

    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      await hall.system.database.writer('booking').update({ credit_code: '', limit_key: null });
      people += 1;
      visitor = await new Visitor(hall).book(['RENEW'], {
        ...validDetails,
        mobile: `1370001${1000 + people}`,
        email: `w${people}@test.invalid`,
      });
      reference = visitor.path.split('/')[2] ?? '';
      first = await linkNow();
      assert.equal(await statusOf(first), 200);
    });

    it('is another one: the old one opens nothing, the browser that did it goes on, and the new one is mailed', async () => {
      await visitor.open(page('/contact'));
      await visitor.send({ ...heir, mobile: `1391234${1000 + people}` });
      assert.equal(visitor.page.status, 200, visitor.text);
      assert.match(visitor.text, /联系方式已更新/);
      assert.equal(await statusOf(first), 404);
      assert.equal((await visitor.open(page())).page.status, 200);
      assert.equal(await statusOf(await linkNow()), 200);
      assert.equal(await mailTo(heir.email), '1');
    });

    it('is the same when only a name is put right', async () => {
      const { contact } = await stored();
      await visitor.open(page('/contact'));
      await visitor.send({ ...contact, telephone: '', email: contact.email ?? '', name: '王芳芳' });
      assert.equal((await stored()).contact.name, '王芳芳');
      assert.equal(await statusOf(first), 200);
      assert.equal(await linkNow(), first);
    });

    it('is mailed again where the address has stayed and the mobile is another', async () => {
      const { contact } = await stored();
      await visitor.open(page('/contact'));
      await visitor.send({ ...heir, email: contact.email ?? '', mobile: `1391235${1000 + people}` });
      assert.equal(await statusOf(first), 404);
      assert.equal(await mailTo(contact.email ?? ''), '2');
    });

    it('is in the answer of the API, and again for whoever asks again with the old token', async () => {
      const token = new URL(first, 'http://hall.invalid').searchParams.get('token') ?? '';
      const { name, email } = heir;
      const change = (by: string) =>
        hall.request
          .post(`/api/v1/bookings/${reference}/change`)
          .set('Authorization', `Bearer ${by}`)
          .set('Idempotency-Key', `renewed-${people}`)
          .send({ contact: { name, email, mobile: `1391236${1000 + people}` } });
      const done = await change(token);
      assert.equal(done.status, 200, done.text);
      const fresh = String(done.body.token);
      assert.notEqual(fresh, token);
      const look = (by: string) =>
        hall.request.get(`/api/v1/bookings/${reference}`).set('Authorization', `Bearer ${by}`);
      assert.equal((await look(token)).status, 404);
      assert.equal((await look(fresh)).status, 200);
      const again = await change(token);
      assert.deepEqual([again.status, again.body.token], [200, fresh]);
      assert.equal((await change('x'.repeat(32))).status, 404, 'nobody else is answered');
    });

    it('is the one that was mailed again when a change of person is taken back, of which nobody was told', async () => {
      const { id, site, start, services, answers } = await stored();
      const contact = { ...heir, mobile: `1391237${1000 + people}`, telephone: null };
      const changed = await hall.system.bookings.submit(
        {
          ...{ type: 'change', booking: id, site, start, services, answers, contact, ticks: [] },
          ...{ actor: { kind: 'holder' }, overbook: false, undo: hall.system.secrets.newId(), chance: 0 },
        },
        { actor: theSystem },
      );
      assert.ok(changed.ok, JSON.stringify(changed));
      const second = await linkNow();
      const back = await hall.system.bookings.submit(
        { type: 'take_back', booking: id, site },
        { actor: theSystem },
      );
      assert.ok(back.ok, JSON.stringify(back));
      assert.equal(await statusOf(second), 404);
      assert.equal(await linkNow(), first);
      assert.equal(await statusOf(first), 200);
    });

    it('what still waited for whoever was reached before does not bring them the new one', async () => {
      const { id, contact } = await stored();
      await visitor.open(page('/contact'));
      await visitor.send({ ...heir, mobile: `1391238${1000 + people}` });
      const { link = null, tokenHash } = await stored();
      assert.notEqual(link, null);
      assert.notEqual(tokenHash, '');
      const token = new URL(await linkNow(), 'http://hall.invalid').searchParams.get('token') ?? '-';
      await hall.delivery.deliverDue();
      const { reader } = hall.system.database;
      const outbox = await reader('outbox').where({ booking: id, recipient: contact.email ?? '' });
      assert.ok(outbox.length > 0);
      assert.ok(!JSON.stringify(outbox).includes(token));
    });
  });
}
