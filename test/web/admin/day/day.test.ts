import assert from 'node:assert/strict';
import { deletePersonalData } from '../../../../server/actions/booking/delete-personal-data.ts';
import { builtInVersion } from '../../../../server/domain/privacy/privacy-notice.ts';
import { theHolder } from '../../../../server/domain/staff/actor.ts';
import { bookingByReference } from '../../../../server/store/booking/booking-query.ts';
import { engines } from '../../../support/engines.ts';
import { there } from '../../../support/there.ts';
import { signIn } from '../office.ts';
import { day, nine, officeOfADay, quarter, site } from './office-of-a-day.ts';

for (const engine of engines) {
  describe(`the day of a site [${engine}]`, function () {
    this.timeout(60_000);
    const { suite, invented, booked, stored, audited } = officeOfADay(engine);
    let token = '';
    before(async () => {
      token = String((await suite.office.form(`/admin/day/new?site=${site}&service=RENEW`))['_csrf']);
    });

    const typed = () => {
      const { enterprise, contact } = invented(nine);
      return {
        _csrf: token,
        form: suite.hall.system.secrets.newId(),
        enterprise: enterprise.name,
        creditCode: enterprise.creditCode,
        name: contact.name,
        mobile: contact.mobile,
        consent: builtInVersion,
      };
    };
    const newPath = `/admin/day/new?site=${site}&date=${day}&service=RENEW`;
    const act = (reference: string, verb: string, form: Record<string, string> = {}) =>
      suite.office.send(`/admin/day/${reference}/${verb}`, { _csrf: token, ...form });

    it('lists bookings with people masked', async () => {
      const { enterprise, contact, reference } = await booked(nine);
      const { text } = await suite.office.agent.get(`/admin/day?site=${site}&date=${day}&view=bookings`);
      assert.ok(
        text.includes(reference) &&
          text.includes(`${contact.mobile.slice(0, 3)}****${contact.mobile.slice(-4)}`),
      );
      assert.ok(
        !text.includes(contact.mobile) &&
          !text.includes(enterprise.creditCode) &&
          !text.includes(contact.name),
      );
      const own = await suite.office.agent.get(`/admin/day/${reference}`);
      assert.ok(!own.text.includes(contact.mobile) && !own.text.includes(enterprise.creditCode));
    });

    it('finds a booking by reference, enterprise, credit code or mobile, and no other', async () => {
      const { enterprise, contact, reference } = await booked(nine + quarter, {
        name: '北京百里挑一贸易有限公司',
      });
      const search = async (text: string, any = ''): Promise<string> =>
        (
          await suite.office.agent.get(
            `/admin/day?site=${site}&date=2026-11-30&q=${encodeURIComponent(text)}&any=${any}`,
          )
        ).text;
      const shown = reference.replace('-', ' ').toLowerCase();
      for (const text of [
        reference,
        shown,
        '百里挑一',
        enterprise.creditCode,
        enterprise.creditCode.slice(-6),
        contact.mobile,
      ])
        assert.ok((await search(text, '1')).includes(`/admin/day/${reference}"`), text);
      for (const text of [
        '百里挑二',
        '%',
        '_',
        enterprise.creditCode.slice(0, 6),
        contact.mobile.slice(0, 7),
      ])
        assert.ok(!(await search(text, '1')).includes(`/admin/day/${reference}"`), text);
      assert.ok(!(await search(reference)).includes(`/admin/day/${reference}"`), 'it is on another day');
    });

    it('draws the day, and says so when there is nothing to draw', async () => {
      const { reference } = await booked(nine + 2 * quarter);
      const { text } = await suite.office.agent.get(`/admin/day?site=${site}&date=${day}`);
      assert.match(text, /<svg class="timeline__picture"/);
      assert.ok(text.includes(`tabindex="-1" href="/admin/day/${reference}"`));
      assert.doesNotMatch(text, /\sstyle="|<style/);
      const sunday = await suite.office.agent.get(`/admin/day?site=${site}&date=2026-11-29`);
      assert.doesNotMatch(sunday.text, /timeline__picture/);
    });

    it('books for somebody under the same form rules, once however often the form is sent', async () => {
      const form = { ...typed(), start: String(nine + 4 * quarter) };
      const wrong = await suite.office.send(newPath, { ...form, mobile: '12', consent: '' });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /id="mobile-error"/);
      assert.ok(wrong.text.includes(form.enterprise), 'what was typed is kept');
      const first = await suite.office.send(newPath, form);
      const again = await suite.office.send(newPath, form);
      assert.equal(first.status, 303);
      assert.equal(again.headers['location'], first.headers['location']);
      const reference = /\/admin\/day\/([\w-]+)\?/.exec(first.headers['location'] ?? '')?.[1] ?? '';
      assert.equal((await stored(reference))?.source, 'staff');
      assert.equal((await audited('booking.book', reference)).length, 1);
    });

    it('overbooks only when it is meant, and with a reason', async () => {
      const start = nine + 6 * quarter;
      const all = await suite.hall.system.catalogue();
      const places = all.sites.get(site)?.queues[0]?.places ?? 0;
      for (let place = 0; place < places; place += 1) await booked(start);
      const form = { ...typed(), start: String(start) };
      assert.equal((await suite.office.send(newPath, form)).status, 409);
      const silent = await suite.office.send(newPath, { ...form, overbook: '1' });
      assert.equal(silent.status, 422);
      assert.match(silent.text, /id="reason-error"/);
      const meant = await suite.office.send(newPath, { ...form, overbook: '1', reason: '海关转来的急件' });
      assert.equal(meant.status, 303);
      const list = await suite.office.agent.get(`/admin/day?site=${site}&date=${day}&view=bookings&lang=en`);
      assert.match(list.text, /Overbooked/);
    });

    it('moves, and cancels with a reason only, and keeps why', async () => {
      const { reference, start } = await booked(nine + 8 * quarter);
      const moved = await act(reference, 'move', { start: String(start + quarter) });
      assert.equal(moved.status, 303);
      assert.equal((await stored(reference))?.starts_at, start + quarter);
      assert.equal((await act(reference, 'move', { start: 'soon' })).status, 422);
      assert.equal((await act(reference, 'cancel', { reason: ' ' })).status, 422);
      assert.equal((await stored(reference))?.state, 'confirmed');
      assert.equal((await act(reference, 'cancel', { reason: '企业来电' })).status, 303);
      assert.equal((await stored(reference))?.state, 'cancelled');
      assert.match((await suite.office.agent.get(`/admin/day/${reference}`)).text, /企业来电/);
      assert.equal((await audited('booking.cancel', reference)).length, 1);
      assert.equal((await act(reference, 'cancel', { reason: '再次' })).status, 409);
    });

    it('checks in by hand on the day, once', async () => {
      const { reference } = await booked(nine + 9 * quarter);
      assert.equal((await act(reference, 'check-in')).status, 409);
      suite.hall.clock.set(nine + 9 * quarter);
      const counter = await signIn(suite.hall, 'counter', [site]);
      const form = await counter.form(`/admin/day/${reference}`);
      const done = await counter.send(`/admin/day/${reference}/check-in`, { _csrf: form['_csrf'] ?? '' });
      assert.equal(done.status, 303);
      assert.equal((await stored(reference))?.state, 'arrived');
      const again = await counter.send(`/admin/day/${reference}/check-in`, { _csrf: form['_csrf'] ?? '' });
      assert.equal(again.headers['location'], done.headers['location'], 'a second click changes nothing');
      const tickets = await suite.hall.system.database.reader('ticket').where({ site, day });
      assert.equal(tickets.length, 1);
      const { id, number } = there(tickets[0]);
      const list = await counter.agent.get(`/admin/day?site=${site}&view=tickets`);
      assert.ok(list.text.includes(number));
      // the code for its holder is drawn in the page: an address of it would make this browser the holder's
      const { text } = await counter.agent.get(`/admin/day/${reference}`);
      assert.match(text, /ticket-code"><span role="img" aria-label="[^"]+"><svg/);
      assert.ok(!text.includes(suite.hall.system.secrets.tokenFor('ticket', id)));
      assert.ok(!text.includes('src="/tickets/'));
    });

    it('keeps notes, but not in the audit', async () => {
      const { reference } = await booked(nine + 16 * quarter);
      assert.equal((await act(reference, 'notes', { note: '  ' })).status, 422);
      assert.equal((await act(reference, 'notes', { note: '带<法人>身份证' })).status, 303);
      assert.match((await suite.office.agent.get(`/admin/day/${reference}`)).text, /带&lt;法人&gt;身份证/);
      const [line] = await audited('booking.note', reference);
      assert.ok(line !== undefined && !line.after?.includes('法人'));
      const booking = await bookingByReference(suite.hall.system.database.reader, reference);
      assert.ok(booking !== null);
      assert.equal(
        await deletePersonalData(suite.hall.system, booking, { ...theHolder, address: null }),
        'deleted',
      );
      assert.equal(
        (await suite.hall.system.database.reader('booking_note')).length,
        0,
        'they go with the person',
      );
    });

    it('lifts the block of an enterprise that has missed visits, with a reason', async () => {
      const { reference, enterprise } = await booked(nine + 17 * quarter);
      const { creditCode } = enterprise;
      for (const week of [1, 2]) {
        const missed = invented(nine);
        const row = there(await stored(reference));
        const at = suite.hall.clock.now() - week * 7 * 86_400_000;
        const more = {
          id: missed.id,
          reference: missed.reference,
          token_hash: missed.tokenHash,
          limit_key: null,
        };
        await suite.hall.system.database
          .writer('booking')
          .insert({ ...row, ...more, state: 'missed', starts_at: at, ends_at: at, places: '[]' });
      }
      const form = { ...typed(), creditCode, start: String(nine + 18 * quarter) };
      assert.equal((await suite.office.send(newPath, form)).status, 422, 'blocked');
      assert.equal((await act(reference, 'lift-block', { reason: '' })).status, 422);
      assert.equal((await act(reference, 'lift-block', { reason: '系统故障所致' })).status, 303);
      assert.equal(
        (await act(reference, 'lift-block', { reason: '再次' })).status,
        409,
        'nothing is blocked any more',
      );
      assert.equal((await suite.office.send(newPath, form)).status, 303, 'bookable without a reason');
    });

    it('is for staff of the site; an auditor reads and changes nothing', async () => {
      const { reference } = await booked(nine + 21 * quarter);
      assert.equal((await suite.hall.request.get('/admin/day')).status, 303);
      const elsewhere = await signIn(suite.hall, 'counter', ['BJ-QT']);
      for (const path of [`/admin/day?site=${site}`, `/admin/day/${reference}`])
        assert.equal((await elsewhere.agent.get(path)).status, 403, path);
      const auditor = await signIn(suite.hall, 'auditor');
      const form = await auditor.form(`/admin/day/${reference}`);
      for (const verb of ['cancel', 'notes', 'move', 'change', 'lift-block', 'check-in'])
        assert.equal((await auditor.send(`/admin/day/${reference}/${verb}`, form)).status, 403, verb);
      assert.equal((await auditor.agent.get(newPath)).status, 403);
      assert.equal((await suite.office.agent.get('/admin/day/ZZZZ-ZZZZ')).status, 404);
    });
  });
}
