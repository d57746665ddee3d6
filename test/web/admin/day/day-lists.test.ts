import assert from 'node:assert/strict';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { engines } from '../../../support/engines.ts';
import { day, nine, officeOfADay, quarter, site } from './office-of-a-day.ts';

for (const engine of engines) {
  describe(`the lists of a day [${engine}]`, function () {
    this.timeout(60_000);
    const { suite, booked, stored, audited } = officeOfADay(engine);

    it('hands lists out as files that run nothing, and writes that down', async () => {
      await booked(nine + 20 * quarter, { name: '=HYPERLINK("x")贸易公司' });
      const path = `/admin/day?site=${site}&date=${day}&view=bookings`;
      const csv = await suite.office.agent.get(`${path}&format=csv`);
      assert.match(
        csv.headers['content-disposition'] ?? '',
        /attachment; filename="?bookings-BJ-TSY-2026-11-24\.csv/,
      );
      assert.match(csv.text, /'=HYPERLINK/);
      assert.doesNotMatch(csv.text, /1390000\d{4}/);
      assert.equal((await suite.office.agent.get(`${path}&format=xlsx`)).status, 200);
      assert.equal((await suite.office.agent.get(`${path}&format=pdf`)).status, 404);
      const tickets = `/admin/day?site=${site}&date=${day}&view=tickets`;
      assert.equal((await suite.office.agent.get(`${tickets}&format=csv`)).status, 200);
      assert.equal((await suite.office.agent.get(`/admin/day/print?site=${site}&date=${day}`)).status, 200);
      assert.equal((await audited('booking.export', `${site} ${day}`)).length, 4);
    });

    it('files of tickets carry the date and the site, so that several can be put together', async () => {
      const { halls, secrets } = suite.hall.system;
      const walkIn = { type: 'walk_in', priority: false, byStaff: true } as const;
      const services = [{ code: 'RENEW', quantity: 1 }];
      await halls.submit(site, { ...walkIn, id: secrets.newId(), services }, { actor: theSystem, day });
      const path = `/admin/day?site=${site}&date=${day}&view=tickets&lang=en`;
      const [head = '', ...lines] = (await suite.office.agent.get(`${path}&format=csv`)).text
        .replace(/^\uFEFF/, '')
        .trim()
        .split('\r\n');
      assert.match(head, /^Office,Date,Ticket,/);
      assert.ok(lines.length > 0);
      for (const line of lines) assert.match(line, new RegExp(`^[^,]+,${day},`));
      assert.doesNotMatch((await suite.office.agent.get(path)).text, /<th[^>]*>\s*(<a[^>]*>)?Date/);
    });

    it('shows 10,000 bookings page by page', async () => {
      const { reference } = await booked(nine + 22 * quarter);
      const row = await stored(reference);
      const many = Array.from({ length: 10_000 }, (_, number) => {
        const starts_at = Date.parse('2026-12-08T09:00:00+08:00') + (number % 30) * quarter;
        // on a place that the queue does not have, so that each is a conflict, too
        const places = JSON.stringify([{ queue: `${site}:A`, start: starts_at, place: 9 + (number % 80) }]);
        const own = {
          id: `many-${number}`,
          reference: `MANY-${number}`,
          limit_key: null,
          day: '2026-12-08',
          places,
        };
        return { ...row, ...own, starts_at, ends_at: starts_at + quarter };
      });
      await suite.hall.system.database.writer.batchInsert('booking', many, 400);
      const page = `/admin/day?site=${site}&date=2026-12-08&view=bookings&lang=en`;
      const first = await suite.office.agent.get(page);
      assert.match(first.text, /Page 1 of 200/);
      assert.equal(first.text.match(/href="\/admin\/day\/MANY-/g)?.length, 50);
      const last = await suite.office.agent.get(`${page}&page=200`);
      assert.equal(last.text.match(/href="\/admin\/day\/MANY-/g)?.length, 50);
      const found = await suite.office.agent.get(`${page}&sort=-reference&state=confirmed`);
      assert.match(found.text, /href="\/admin\/day\/MANY-9999"/);
      const conflicts = await suite.office.agent.get(`/admin/sites/${site}/conflicts?lang=en&page=2`);
      assert.match(conflicts.text, /10,000 bookings do not fit/);
      assert.match(conflicts.text, /Page 2 of 200/);
      assert.equal(conflicts.text.match(/href="\/admin\/day\/MANY-/g)?.length, 50);
      const picture = await suite.office.agent.get(`/admin/day?site=${site}&date=2026-12-08&lang=en`);
      assert.match(picture.text, /10000 booked/, 'each once, though they are read some at a time');
      assert.ok(picture.text.length < 100_000, 'what begins together is drawn as one');
    });
  });
}
