import assert from 'node:assert/strict';
import { theHolder } from '../../../../server/domain/staff/actor.ts';
import { bookingByReference } from '../../../../server/store/booking/booking-query.ts';
import { engines } from '../../../support/engines.ts';
import { there } from '../../../support/there.ts';
import { inputsOf, signIn } from '../office.ts';
import { nine, officeOfADay, quarter } from './office-of-a-day.ts';

for (const engine of engines) {
  describe(`staff change what a booking is for [${engine}]`, function () {
    this.timeout(60_000);
    const { suite, booked, audited } = officeOfADay(engine);
    const pathOf = (reference: string) => `/admin/day/${reference}/change`;
    const stored = async (reference: string) =>
      there(await bookingByReference(suite.hall.system.database.reader, reference));
    const open = async (reference: string) => ({
      ...(await suite.office.form(pathOf(reference))),
      service: 'RENEW',
    });
    const messages = async (id: string): Promise<string[]> =>
      (await suite.hall.system.database.reader('outbox').where({ booking: id })).map(
        ({ template }) => template,
      );

    it('services, quantities and person in one step at its own time, with a reason that the audit keeps and no name', async () => {
      const { reference, id, start } = await booked(nine);
      const form = { ...(await open(reference)), service: ['RENEW', 'UNLOCK'], 'quantity-RENEW': '2' };
      const person = { name: '李雷', mobile: '13912345678', email: 'li@test.invalid' };
      const silent = await suite.office.send(pathOf(reference), { ...form, ...person });
      assert.equal(silent.status, 422);
      assert.match(silent.text, /id="reason-error"/);
      assert.match(silent.text, /value="李雷"/);
      const done = await suite.office.send(pathOf(reference), { ...form, ...person, reason: '企业来电' });
      assert.equal(done.status, 303, done.text);
      const after = await stored(reference);
      const counted = after.services.map(({ code, quantity }) => [code, quantity]);
      assert.deepEqual(counted.sort(), [
        ['RENEW', 2],
        ['UNLOCK', 1],
      ]);
      assert.deepEqual(
        [after.start, after.contact.name, after.contact.mobile],
        [start, '李雷', '13912345678'],
      );
      const [line] = await audited('booking.change', reference);
      const kept = JSON.stringify(line);
      assert.ok(kept.includes('RENEW × 2') && kept.includes('contactChanged'), kept);
      assert.ok(!`${line?.before}${line?.after}`.includes('李雷') && !kept.includes('13912345678'));
      assert.ok((await messages(id)).includes('changed'), 'the holder is told');
      const page = await suite.office.agent.get(done.headers['location'] ?? '');
      assert.match(page.text, /已更改。系统无法通知预约人/);
      assert.match(page.text, /企业来电/);
    });

    it('shows nobody whom the office has not asked to see, and keeps the person when none is typed', async () => {
      const { reference, contact } = await booked(nine + quarter);
      const { text } = await suite.office.agent.get(pathOf(reference));
      assert.ok(!text.includes(contact.mobile) && !text.includes(contact.name));
      const form = { ...(await open(reference)), 'quantity-RENEW': '2', reason: '增加一张卡' };
      assert.equal((await suite.office.send(pathOf(reference), form)).status, 303);
      assert.equal((await stored(reference)).contact.mobile, contact.mobile);
      const half = { ...(await open(reference)), name: '李雷', reason: '换人' };
      const refused = await suite.office.send(pathOf(reference), half);
      assert.equal(refused.status, 422);
      assert.match(refused.text, /id="mobile-error"/);
    });

    it('corrects one thing of the contact and leaves the others, unless another person is named', async () => {
      const { reference, contact } = await booked(nine + 9 * quarter);
      const correct = async (typed: Readonly<Record<string, string>>) => {
        suite.hall.clock.advance(1000);
        const form = { ...(await open(reference)), ...typed, reason: '企业来电更正' };
        return suite.office.send(pathOf(reference), form);
      };
      assert.equal((await correct({ email: 'first@test.invalid' })).status, 303);
      assert.equal((await correct({ telephone: '010-65195656' })).status, 303);
      const kept = { ...contact, email: 'first@test.invalid' };
      const { telephone, ...others } = (await stored(reference)).contact;
      assert.deepEqual(others, { name: kept.name, mobile: kept.mobile, email: kept.email });
      assert.match(telephone ?? '', /65195656/);
      const wrong = await correct({ email: 'nowhere' });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /id="email-error"/);
      assert.ok(
        !wrong.text.includes(contact.mobile) && !wrong.text.includes(contact.name),
        'nobody is shown',
      );
      assert.equal((await correct({ mobile: '13912345670' })).status, 303);
      assert.deepEqual((await stored(reference)).contact.email, kept.email);
      assert.equal((await correct({ name: '李雷', mobile: '13912345678' })).status, 303);
      const another = { name: '李雷', mobile: '13912345678', email: null, telephone: null };
      assert.deepEqual((await stored(reference)).contact, another, 'nothing of the person before');
    });

    it('offers the nearest times where the longer visit has no room, and goes there', async () => {
      const last = nine + 11 * quarter; // the last of the morning
      const { reference } = await booked(last);
      const form = { ...(await open(reference)), 'quantity-RENEW': '6', reason: '企业来电' };
      const shown = await suite.office.send(pathOf(reference), { ...form, show: '1' });
      assert.equal(shown.status, 200);
      assert.match(shown.text, /原时间（.*）排不下/);
      assert.match(shown.text, /name="quantity-RENEW" value="6"/);
      const refused = await suite.office.send(pathOf(reference), { ...form, start: String(last) });
      assert.equal(refused.status, 409);
      assert.equal((await stored(reference)).start, last);
      const near = [...refused.text.matchAll(/name="start" value="(\d+)"/g)].map(([, at]) => Number(at));
      assert.ok(near.length > 6 && near[0] === last && new Set(near).size === near.length, near.join());
      const done = await suite.office.send(pathOf(reference), { ...form, start: String(near[1]) });
      assert.equal(done.status, 303, done.text);
      assert.equal((await stored(reference)).start, near[1]);
    });

    it('writes nothing over that the holder has done since the form was opened', async () => {
      const { reference, id, site } = await booked(nine + 4 * quarter);
      const form = { ...(await open(reference)), 'quantity-RENEW': '3', reason: '企业来电' };
      suite.hall.clock.advance(1000);
      const by = { kind: 'holder' } as const;
      const moved = {
        type: 'move',
        booking: id,
        site,
        start: nine + 5 * quarter,
        actor: by,
        overbook: false,
      } as const;
      assert.ok((await suite.hall.system.bookings.submit(moved, { actor: theHolder })).ok);
      const stale = await suite.office.send(pathOf(reference), form);
      assert.equal(stale.status, 409);
      assert.match(stale.text, /role="alert" tabindex="-1"\s+autofocus/);
      assert.match(stale.text, /name="quantity-RENEW" value="3"/);
      assert.equal((await stored(reference)).services[0]?.quantity, 1);
    });

    it('names the service whose quantity is missing', async () => {
      const { reference } = await booked(nine);
      const services = ['RENEW', 'UNLOCK'];
      const form = { ...(await open(reference)), service: services, 'quantity-UNLOCK': '', reason: '来电' };
      const told = await suite.office.send(`${pathOf(reference)}?lang=en`, form);
      assert.equal(told.status, 422);
      assert.match(told.text, /Unlock: give a whole number/);
      assert.doesNotMatch(told.text, /renewal: give a whole number/);
    });

    it('keeps the quantity that a colleague has saved meanwhile, and what was ticked here', async () => {
      const { reference } = await booked(nine + 8 * quarter);
      const mine = await open(reference);
      suite.hall.clock.advance(1000);
      const theirs = { ...(await open(reference)), 'quantity-RENEW': '2', reason: '企业来电' };
      assert.equal((await suite.office.send(pathOf(reference), theirs)).status, 303);
      const service = ['RENEW', 'UNLOCK'];
      const late = await suite.office.send(pathOf(reference), { ...mine, service, reason: '企业来电' });
      assert.equal(late.status, 409);
      suite.hall.clock.advance(1000);
      const merged = inputsOf(late.text);
      assert.deepEqual([merged['service'], merged['quantity-RENEW']], [service, '2']);
    });

    it('is not bound by the time until which a holder may change', async () => {
      const { reference, start } = await booked(nine + 6 * quarter);
      suite.hall.clock.set(start - 5 * 60_000);
      const office = await signIn(suite.hall, 'manager');
      const opened = await office.form(pathOf(reference));
      const form = { ...opened, service: 'RENEW', 'quantity-RENEW': '2', reason: '企业来电' };
      assert.equal((await office.send(pathOf(reference), form)).status, 303);
      assert.equal((await stored(reference)).services[0]?.quantity, 2);
    });
  });
}
