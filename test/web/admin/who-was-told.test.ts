import assert from 'node:assert/strict';
import { minute } from '../../../server/domain/calendar/durations.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Form, inputsOf, type Office, signIn } from './office.ts';

const tuesday = '2026-11-24';
const settings = '/admin/sites/BJ-TSY';
const mobiles = { reached: '13800000001', failed: '13800000002', nowhere: '13800000003' };

for (const engine of engines) {
  describe(`a closure with bookings, from saving to everybody told or called [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;

    before(async () => {
      hall = await startSystem({ engine });
      office = await signIn(hall, 'manager', ['BJ-TSY']);
      const start = Date.parse(`${tuesday}T09:00:00+08:00`);
      for (const [id, mobile] of Object.entries(mobiles)) {
        const command = bookCommand({ id, start, mobile });
        const { email: _mail, ...contact } = command.contact;
        const email = id === 'nowhere' ? null : `${id}@test.invalid`;
        const booked = await hall.system.bookings.submit(
          { ...command, contact: { ...contact, email } },
          { actor: theHolder },
        );
        assert.ok(booked.ok, JSON.stringify(booked));
      }
    });
    after(() => hall.close());

    const shown = async (path = 'told') => (await office.agent.get(`${settings}/${path}?lang=en`)).text;
    const send = async (path: string, form: Form) => {
      const { _csrf } = inputsOf(await shown(path));
      return office.agent
        .post(`${settings}/${path}?lang=en`)
        .type('form')
        .send({ _csrf, ...form });
    };
    /** The part of the page under a heading of its own, without its tags. */
    const part = (html: string, name: string): string =>
      (
        new RegExp(`<section aria-labelledby="told-${name}">.*?</section>`, 's').exec(html)?.[0] ?? ''
      ).replaceAll(/<[^>]+>/g, ' ');
    const references = async (): Promise<Readonly<Record<string, string>>> => {
      const rows = await hall.system.database.reader('booking').select('id', 'reference');
      return Object.fromEntries(rows.map(({ id, reference }) => [id, reference]));
    };

    it('leads to the list of what does not fit, where nobody is called told before anything is done', async () => {
      const closure = {
        'closures.new1.kind': 'closed',
        'closures.new1.date': tuesday,
        'closures.new1.reason.zh-CN': '系统升级',
        'closures.new1.reason.en': 'Maintenance',
      };
      const form = { ...(await office.form(`${settings}/closures`)), ...closure };
      const told = await office.send(`${settings}/closures?lang=en`, form);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      const saved = await office.send(`${settings}/closures`, { ...form, _confirm: token });
      assert.equal(saved.headers['location'], `${settings}/conflicts?found=3`);
      assert.match(await shown('conflicts'), /href="[^"]*\/told">Who was told, and whom to call/);
      assert.match(await shown(), /settle them in the list of conflicts first/);
    });

    it('while a message can still be taken back, or is not sent, nobody counts as told', async () => {
      const done = await send('conflicts', { act: 'cancel' });
      assert.match(done.headers['location'] ?? '', /cancel=3/);
      const html = await shown();
      const { reached = '', failed = '', nowhere = '' } = await references();
      assert.equal(part(html, 'told'), '');
      for (const reference of [reached, failed]) assert.ok(part(html, 'on_its_way').includes(reference));
      assert.ok(part(html, 'not_told').includes(nowhere), 'there is no way to tell them but the telephone');
    });

    it('told are those whose message has gone out; the others are to be called', async () => {
      hall.clock.advance(3 * minute);
      const { writer } = hall.system.database;
      const byOffice = { template: 'cancelled_by_office' } as const;
      await writer('outbox')
        .where({ ...byOffice, booking: 'reached' })
        .update({ state: 'sent' });
      // kept is written and never sent: no mail server is set
      await writer('outbox')
        .where({ ...byOffice, booking: 'failed' })
        .update({ state: 'kept' });
      const html = await shown();
      const { reached = '', failed = '', nowhere = '' } = await references();
      assert.ok(part(html, 'told').includes(reached));
      assert.equal(part(html, 'on_its_way'), '');
      for (const reference of [failed, nowhere]) assert.ok(part(html, 'not_told').includes(reference));
      for (const mobile of Object.values(mobiles)) assert.ok(!html.includes(mobile), 'numbers are masked');
    });

    it('their numbers are shown to be called, to nobody unnoticed, and of those alone who were not told', async () => {
      const answer = await send('told', {});
      assert.equal(answer.status, 200);
      assert.ok(answer.text.includes(mobiles.failed) && answer.text.includes(mobiles.nowhere));
      assert.ok(!answer.text.includes(mobiles.reached));
      assert.match(answer.text, new RegExp(`href="tel:\\+86-${mobiles.failed}"`), 'a telephone dials it');
      assert.match(answer.text, /data-print/);
      const { failed = '', nowhere = '' } = await references();
      const noted = await hall.system.database
        .reader('audit')
        .where({ action: 'booking.unmask' })
        .select('subject');
      assert.deepEqual(noted.map(({ subject }) => subject).sort(), [failed, nowhere].sort());
    });

    it('what was taken back is nobody to be told of', async () => {
      const { writer } = hall.system.database;
      await writer('booking_event').insert({
        ...{
          id: 'back',
          booking: 'failed',
          at: hall.clock.now(),
          type: 'taken_back',
          data: '{}',
          actor: 'system',
        },
      });
      const { failed = '' } = await references();
      assert.ok(!(await shown()).includes(failed));
    });

    it('another office sees nothing of it', async () => {
      const other = await signIn(hall, 'manager', ['HZ']);
      assert.equal((await other.agent.get(`${settings}/told`)).status, 403);
    });
  });
}
