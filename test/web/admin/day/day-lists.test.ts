import assert from 'node:assert/strict';
import { inventedBooking } from '../../../../seeds/demo/invented-enterprises.ts';
import { seededRandom } from '../../../../server/domain/queue/seeded-random.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { type Office, signIn } from '../office.ts';

const site = 'BJ-TSY';
const day = '2026-11-24';
const nine = Date.parse(`${day}T09:00:00+08:00`);
const quarter = 15 * 60_000;
const services = [{ code: 'RENEW', quantity: 1 }];

for (const engine of engines) {
  describe(`the lists of a day [${engine}]`, function () {
    this.timeout(60_000);
    const random = seededRandom(5);
    let hall: HallSystem;
    let manager: Office;
    before(async () => {
      hall = await startSystem({ engine });
      manager = await signIn(hall, 'manager', [site]);
    });
    after(() => hall.close());
    beforeEach(() => hall.clock.set('2026-11-23T10:00:00+08:00'));

    const booked = async (start: number, more: { name?: string } = {}) => {
      const command = inventedBooking(hall.system, { site, start, services }, random);
      const enterprise = { ...command.enterprise, ...more };
      const made = await hall.system.bookings.submit({ ...command, enterprise }, { actor: 'holder' });
      assert.ok(made.ok, made.ok ? '' : made.code);
      return { ...command, enterprise };
    };
    const stored = (reference: string) => hall.system.database.reader('booking').where({ reference }).first();
    const audited = (action: string, subject: string) =>
      hall.system.database.reader('audit').where({ action, subject });

    it('hands lists out as files that run nothing, and writes that down', async () => {
      await booked(nine + 20 * quarter, { name: '=HYPERLINK("x")贸易公司' });
      const path = `/admin/day/export/bookings?site=${site}&date=${day}&view=bookings`;
      const csv = await manager.agent.get(`${path}&format=csv`);
      assert.match(
        csv.headers['content-disposition'] ?? '',
        /attachment; filename="?bookings-BJ-TSY-2026-11-24\.csv/,
      );
      assert.match(csv.text, /'=HYPERLINK/);
      assert.doesNotMatch(csv.text, /1390000\d{4}/);
      assert.equal((await manager.agent.get(`${path}&format=xlsx`)).status, 200);
      assert.equal((await manager.agent.get(`${path}&format=pdf`)).status, 404);
      assert.equal(
        (await manager.agent.get(`/admin/day/export/tickets?site=${site}&date=${day}&format=csv`)).status,
        200,
      );
      assert.equal((await manager.agent.get(`/admin/day/print?site=${site}&date=${day}`)).status, 200);
      assert.equal((await audited('booking.export', `${site} ${day}`)).length, 4);
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
      await hall.system.database.writer.batchInsert('booking', many, 400);
      const page = `/admin/day?site=${site}&date=2026-12-08&view=bookings&lang=en`;
      const first = await manager.agent.get(page);
      assert.match(first.text, /Page 1 of 200/);
      assert.equal(first.text.match(/href="\/admin\/day\/MANY-/g)?.length, 50);
      const last = await manager.agent.get(`${page}&page=200`);
      assert.equal(last.text.match(/href="\/admin\/day\/MANY-/g)?.length, 50);
      const found = await manager.agent.get(`${page}&sort=-reference&state=confirmed`);
      assert.match(found.text, /href="\/admin\/day\/MANY-9999"/);
      const conflicts = await manager.agent.get(`/admin/sites/${site}/conflicts?lang=en&page=2`);
      assert.match(conflicts.text, /10,000 bookings do not fit/);
      assert.match(conflicts.text, /Page 2 of 200/);
      assert.equal(conflicts.text.match(/href="\/admin\/day\/MANY-/g)?.length, 50);
      const picture = await manager.agent.get(`/admin/day?site=${site}&date=2026-12-08`);
      assert.ok(picture.text.length < 100_000, 'what begins together is drawn as one');
    });
  });
}
