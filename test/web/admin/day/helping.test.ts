import assert from 'node:assert/strict';
import { bookingByReference } from '../../../../server/store/booking/booking-query.ts';
import { engines } from '../../../support/engines.ts';
import { there } from '../../../support/there.ts';
import { signIn } from '../office.ts';
import { nine, officeOfADay, quarter } from './office-of-a-day.ts';

for (const engine of engines) {
  describe(`staff help one enterprise [${engine}]`, function () {
    this.timeout(60_000);
    const { suite, booked, audited } = officeOfADay(engine);
    const pathOf = (reference: string, verb = '') => `/admin/day/${reference}${verb}`;
    const stored = async (reference: string) =>
      there(await bookingByReference(suite.hall.system.database.reader, reference));
    const token = async (reference: string) => {
      const { text } = await suite.office.agent.get(pathOf(reference));
      return { _csrf: there(/name="_csrf" value="([^"]+)"/.exec(text)?.[1]) };
    };
    const send = async (reference: string, verb: string, fields: Readonly<Record<string, string>>) =>
      suite.office.send(pathOf(reference, verb), { ...(await token(reference)), ...fields });
    const messages = async (booking: string) =>
      suite.hall.system.database.reader('outbox').where({ booking }).orderBy('created_at').orderBy('id');

    it('with the confirmation once more, in the language that is chosen from then on', async () => {
      const { reference, id } = await booked(nine);
      const nobody = await send(reference, '/confirmation', { locale: 'zh-CN' });
      assert.match(nobody.headers['location'] ?? '', /done=confirm-none$/);
      const { writer } = suite.hall.system.database;
      await writer('booking').where({ id }).update({ contact_email: 'wang@test.invalid' });
      const before = (await messages(id)).length;
      suite.hall.clock.advance(1000);
      const sent = await send(reference, '/confirmation', { locale: 'en' });
      assert.equal(sent.status, 303, sent.text);
      const after = await messages(id);
      const again = after.filter(({ created_at }) => created_at === suite.hall.clock.now());
      assert.equal(after.length, before + again.length);
      assert.deepEqual(
        again.map(({ template, locale, recipient }) => [template, locale, recipient]),
        [['booked', 'en', 'wang@test.invalid']],
      );
      assert.ok(after.filter(({ state }) => state === 'queued').every(({ locale }) => locale === 'en'));
      assert.equal((await stored(reference)).locale, 'en');
      const kept = (await audited('booking.confirm_again', reference)).map(({ after }) =>
        JSON.parse(String(after)),
      );
      assert.ok(
        kept.some(({ locale, messages }) => locale === 'en' && messages === 1),
        JSON.stringify(kept),
      );
      const page = await suite.office.agent.get(there(sent.headers['location']));
      assert.match(page.text, /确认消息正在发送/);
      assert.match(page.text, /再次发送确认/, 'in its history');
      await send(reference, '/cancel', { reason: '企业来电' });
      assert.equal((await send(reference, '/confirmation', { locale: 'en' })).status, 409);
    });

    it('with a copy of what is stored, for whoever is known to be the person, and the proof in the audit', async () => {
      const { reference, id, contact } = await booked(nine + quarter);
      const unknown = await send(reference, '/personal-data', { do: 'export' });
      assert.equal(unknown.status, 422);
      assert.match(unknown.text, /id="data-reason-error"/);
      assert.ok(!unknown.text.includes(contact.mobile));
      assert.deepEqual(await audited('booking.export_person', id), []);
      const copy = await send(reference, '/personal-data', { do: 'export', proof: 'shown_id' });
      assert.equal(copy.status, 200);
      assert.match(copy.headers['content-disposition'] ?? '', new RegExp(`attachment.*${reference}\\.json`));
      assert.ok(copy.text.includes(contact.mobile) && !copy.text.includes('tokenHash'));
      const [line] = await audited('booking.export_person', id);
      assert.deepEqual(JSON.parse(String(line?.after)), { proof: 'shown_id' });
    });

    it('by deleting it, after which nothing names the person and the proof is still known', async () => {
      const { reference, id, contact } = await booked(nine + 2 * quarter);
      const done = await send(reference, '/personal-data', { do: 'delete', proof: 'called_back' });
      assert.equal(done.status, 303, done.text);
      const row = await suite.hall.system.database.reader('booking').where({ id }).first();
      assert.deepEqual([row?.state, row?.contact_mobile], ['cancelled', '']);
      assert.deepEqual(await messages(id), []);
      const page = await suite.office.agent.get(there(done.headers['location']));
      assert.match(page.text, /不再含有个人信息/);
      assert.ok(!page.text.includes(reference) && !page.text.includes(contact.name));
      const [line] = await audited('booking.delete', id);
      assert.deepEqual(JSON.parse(String(line?.after)), { proof: 'called_back' });
      const { agent } = await signIn(suite.hall, 'auditor');
      const audit = await agent.get(`/admin/audit?subject=${reference.toLowerCase()}`);
      const shown = audit.text.replace(/<[^>]+>/g, ' ');
      assert.match(shown, new RegExp(`删除个人数据\\s+${reference}`), 'by its reference, not by an id');
      assert.ok(!shown.includes(id));
      const detail = there(/href="(\/admin\/audit\/[^"?]+)"/.exec(audit.text)?.[1]);
      assert.ok((await agent.get(detail)).text.includes(reference));
    });
  });
}
