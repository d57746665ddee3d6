import assert from 'node:assert/strict';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { loadRecords } from '../../../server/store/catalogue/catalogue-query.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { hallAndOffice } from './hall-and-office.ts';
import { type Form, signIn, siteForms } from './office.ts';

const tuesdayNine = Date.parse('2026-11-24T09:00:00+08:00');
const dayLong = 24 * 60 * 60_000;

for (const engine of engines) {
  describe(`what a settings form would change [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const look = async (path: string, change: Form) =>
      suite.office.send(`${path}?lang=en`, { ...(await suite.office.form(path)), ...change, _look: '1' });
    const records = () => loadRecords(suite.hall.system.database.writer);
    /** "label: before → after", as the page lists it. */
    const listed = (html: string): string[] =>
      [
        ...html.matchAll(
          /<tr><th scope="row"><a href="#[^"]+">([^<]+)<\/a><\/th><td><del>([^<]*)<\/del><\/td><td><ins>([^<]*)<\/ins>/g,
        ),
      ].map(([, label, before, after]) => `${label}: ${before} → ${after}`);

    before(async () => {
      const booked = await suite.hall.system.bookings.submit(bookCommand({ id: 'b1', start: tuesdayNine }), {
        actor: theHolder,
      });
      assert.ok(booked.ok);
    });

    it('is listed field by field, now and after saving, and nothing is saved by looking', async () => {
      const before = await records();
      const told = await look('/admin/sites/BJ-TSY/rules', { noticeMinutes: '45', onePerDay: [] });
      assert.equal(told.status, 200);
      assert.deepEqual(listed(told.text).map((line) => line.replace(/^.* · /, '')).length, 2);
      assert.ok(
        listed(told.text).some((line) => line.endsWith(': 30 → 45')),
        listed(told.text).join(),
      );
      assert.ok(
        listed(told.text).some((line) => line.endsWith(': Yes → No')),
        listed(told.text).join(),
      );
      assert.match(told.text, /Every booking still fits/);
      assert.deepEqual(await records(), before);
    });

    it('is said to be nothing when nothing was changed, on every form of a site', async () => {
      for (const part of siteForms) {
        const told = await look(`/admin/sites/BJ-TSY/${part}`, {});
        assert.match(told.text, /This changes nothing/, part);
        assert.deepEqual(listed(told.text), [], part);
      }
    });

    it('names a new row, and a row that is taken away', async () => {
      const added = await look('/admin/sites/BJ-TSY/notices', {
        'notices.new1.text.zh-CN': '今天人多',
        'notices.new1.text.en': 'Busy today',
      });
      assert.equal(listed(added.text).length, 2);
      assert.match(listed(added.text).join(), /— → Busy today/);
      const removed = await look('/admin/cities', { 'cities.BJ.name.en': 'Peking' });
      assert.match(listed(removed.text).join(), /Beijing → Peking/);
    });

    it('says how many booked visits are shown other materials at once', async () => {
      const told = await look('/admin/materials', { 'materials.CARD_TO_RENEW.name.en': 'The old card' });
      assert.match(told.text, /1 booked visit is shown the new text at once/);
      const others = await look('/admin/services/UNLOCK/profile', { 'summary.en': 'Another summary' });
      assert.doesNotMatch(others.text, /is shown the new text/);
    });

    it('is saved by the button below it', async () => {
      const path = '/admin/sites/HZ/rules';
      const form = { ...(await suite.office.form(path)), noticeMinutes: '40' };
      const told = await suite.office.send(path, { ...form, _look: '1' });
      const token = /name="_confirm" value="([^"]*)"/.exec(told.text)?.[1];
      assert.equal(token, '');
      assert.equal((await suite.office.send(path, { ...form, _confirm: '' })).status, 303);
    });

    it('a shorter period of keeping is told with the visits that it has forgotten tonight, and saved only then', async () => {
      suite.hall.clock.advance(100 * dayLong);
      const manager = await signIn(suite.hall, 'manager', ['BJ-TSY']);
      const path = '/admin/sites/BJ-TSY/rules';
      const form = { ...(await manager.form(path)), retentionDays: '60' };
      const told = await manager.send(`${path}?lang=en`, form);
      assert.equal(told.status, 200);
      assert.match(told.text, /1 visit will be made anonymous tonight/);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      assert.equal((await manager.send(path, { ...form, _confirm: token })).status, 303);
    });
  });
}
