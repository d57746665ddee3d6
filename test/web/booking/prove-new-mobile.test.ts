import assert from 'node:assert/strict';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { saveChannel } from '../../../server/store/message/channel-store.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { changeRules } from '../../support/site-rules.ts';
import { there } from '../../support/there.ts';
import { type Office, signIn } from '../admin/office.ts';
import { Visitor, validDetails } from './visitor.ts';

const site = 'BJ-TSY';
const other = { name: '李雷', mobile: '13912345678', email: 'li@test.invalid', telephone: '' };

for (const engine of engines) {
  describe(`another mobile is proven like the first one [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;
    let people = 0;
    let visitor: Visitor;
    let reference: string;

    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on' } });
      office = await signIn(hall, 'manager', [site]);
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      const { writer } = hall.system.database;
      for (const table of ['contact_code', 'outbox', 'channel'] as const) await writer(table).delete();
      await changeRules(hall, site, { mobileProof: 'off', demandStarts: 0, mobilePerDay: 0, mobileOpen: 0 });
      await writer('booking').update({ credit_code: '', limit_key: null });
      people += 1;
      const details = {
        ...validDetails,
        mobile: `1370001${1000 + people}`,
        email: `w${people}@test.invalid`,
      };
      visitor = await new Visitor(hall).book(['RENEW'], details);
      reference = visitor.path.split('/')[2] ?? '';
      await changeRules(hall, site, { mobileProof: 'always' });
    });

    const stored = async (): Promise<Booking> =>
      there(await bookingByReference(hall.system.database.reader, reference));
    const page = (part = '') => `/bookings/${reference}${part}`;
    const codes = () => hall.system.database.reader('outbox').where({ template: 'contact_code' });
    const sentIn = (text: string): { codeId: string; codeBy: string } => ({
      codeId: /name="codeId" value="([^"]*)"/.exec(text)?.[1] ?? '',
      codeBy: /name="codeBy" value="([^"]*)"/.exec(text)?.[1] ?? '',
    });
    const codeOf = ({ codeId }: { codeId: string }) => hall.system.secrets.codeFor(codeId);
    const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

    it('when its holder hands the booking to somebody else, and nothing typed is lost', async () => {
      await visitor.open(page('/contact'));
      await visitor.send(other);
      assert.equal(visitor.page.status, 409);
      assert.match(visitor.text, /本网点要求先验证新的手机号码/);
      assert.match(visitor.text, /value="13912345678"/);
      const sent = sentIn(visitor.text);
      const [mail] = await codes();
      assert.deepEqual([mail?.recipient, sent.codeBy], [other.email, 'mail']);
      await visitor.send({ ...other, ...sent, code: wrong(codeOf(sent)) });
      assert.equal(visitor.page.status, 409);
      assert.match(visitor.text, /验证码不正确/);
      assert.notEqual((await stored()).contact.mobile, other.mobile);
      await visitor.send({ ...other, ...sent, code: codeOf(sent) });
      assert.equal(visitor.path, page());
      assert.equal((await stored()).contact.mobile, other.mobile);
    });

    it('when its holder changes the person in one step, and the code serves whatever else is refused', async () => {
      const { start } = await stored();
      const fields = { ...other, service: 'RENEW', 'quantity-RENEW': '1', 'answer-EXPIRED': 'NO' };
      await visitor.open(page('/change'));
      await visitor.send(fields, page('/change'));
      await visitor.send({ ...fields, start: String(start) }, page('/change'));
      assert.equal(visitor.page.status, 409, visitor.text);
      const sent = sentIn(visitor.text);
      assert.equal((await codes()).length, 1);
      const proven = { ...fields, ...sent, code: codeOf(sent) };
      await visitor.send({ ...proven, start: String(start + 60_000) }, page('/change'));
      assert.equal(visitor.page.status, 409, 'no visit begins at that minute');
      await visitor.send({ ...fields, start: String(start) }, page('/change'));
      assert.equal(visitor.path, page(), visitor.text);
      assert.equal((await stored()).contact.mobile, other.mobile);
    });

    it('not when the mobile stays, nor in quiet hours where only high demand wants it', async () => {
      const { contact } = await stored();
      await visitor.open(page('/contact'));
      await visitor.send({ ...other, mobile: contact.mobile });
      assert.equal(visitor.path, page());
      await changeRules(hall, site, { mobileProof: 'demand', demandStarts: 1 });
      await visitor.open(page('/contact'));
      await visitor.send(other);
      assert.equal(visitor.page.status, 409, 'one booking is high demand here');
      await changeRules(hall, site, { demandStarts: 1000 });
      await visitor.send(other);
      assert.equal(visitor.path, page());
    });

    it('by SMS where the site sends any: its mail address proves nothing of a mobile then', async () => {
      const { database, clock, secrets } = hall.system;
      const kind = 'webhook' as const;
      const settings = { url: 'http://127.0.0.1:9/', secret: 'x'.repeat(32) };
      await saveChannel(database.writer, { site, kind, active: true, secrets: '', settings }, clock.now());
      const token = secrets.tokenFor('booking', (await stored()).id);
      const post = (path: string, body: object) =>
        hall.request.post(`/api/v1${path}`).set('Authorization', `Bearer ${token}`).send(body);
      const { name, mobile, email } = other;
      const contact = { name, mobile, email };
      const change = (more: object = {}) =>
        post(`/bookings/${reference}/change`, { contact, ...more }).set('Idempotency-Key', `k${people}`);
      assert.equal((await change()).body.code, 'contact_unproven');
      const byMail = (await post(`/sites/${site}/contact-codes`, { email })).body;
      assert.equal(byMail.channel, 'mail');
      const mailed = { id: byMail.id, code: secrets.codeFor(byMail.id) };
      assert.equal((await change({ contactCode: mailed })).body.code, 'contact_unproven');
      const bySms = (await post(`/sites/${site}/contact-codes`, { mobile })).body;
      assert.equal(bySms.channel, 'sms');
      const given = { contactCode: { id: bySms.id, code: secrets.codeFor(bySms.id) } };
      assert.equal((await change(given)).status, 200);
      assert.equal((await change(given)).status, 200, 'a retry has the answer of the first time');
      assert.equal((await stored()).contact.mobile, mobile);
    });

    it('when staff change the person, who read the code out, or staff say how they know them', async () => {
      const path = `/admin/day/${reference}/change`;
      const form = { ...(await office.form(path)), service: 'RENEW', ...other, reason: '企业来电' };
      const asked = await office.send(path, form);
      assert.equal(asked.status, 409);
      assert.match(asked.text, /验证码已发给对方/);
      const sent = sentIn(asked.text);
      const wrongly = await office.send(path, { ...form, ...sent, code: wrong(codeOf(sent)) });
      assert.equal(wrongly.status, 409);
      assert.match(wrongly.text, /验证码不正确/);
      assert.notEqual((await stored()).contact.mobile, other.mobile);
      assert.equal((await office.send(path, { ...form, ...sent, code: codeOf(sent) })).status, 303);
      assert.equal((await stored()).contact.mobile, other.mobile);
      const third = { ...(await office.form(path)), service: 'RENEW', ...other, mobile: '13812345670' };
      const without = await office.send(path, { ...third, unproven: '1', reason: '已当面核对身份证' });
      assert.equal(without.status, 303, without.text);
      const lines = await hall.system.database
        .reader('audit')
        .where({ action: 'booking.change', subject: reference });
      assert.equal(lines.filter(({ after }) => String(after).includes('"unproven":true')).length, 1);
    });
  });
}
