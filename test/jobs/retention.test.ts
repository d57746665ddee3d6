import assert from 'node:assert/strict';
import { endDays } from '../../server/jobs/end-days.ts';
import { forgetWhatIsOver } from '../../server/jobs/retention.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { openCounters } from '../support/worked-day.ts';

const day = 24 * 60 * 60_000;
const personal = [
  '王芳',
  '13800138000',
  'wang@enterprise.invalid',
  '91110108551385082Q',
  '北京示例贸易有限公司',
];

for (const engine of engines) {
  describe(`retention [${engine}]`, () => {
    let hall: HallSystem;
    let reference = '';
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      const contact = { name: '王芳', mobile: '13800138000', email: 'wang@enterprise.invalid' };
      const booked = await bookByApi(hall, 'BJ-TSY', contact);
      reference = booked.reference;
      await openCounters(hall, 'BJ-TSY', booked.start);
      hall.clock.advance(3 * day);
      await endDays(hall.system);
    });
    after(() => hall.close());

    const everything = async (): Promise<string> => {
      const tables = [
        'booking',
        'booking_event',
        'outbox',
        'ticket',
        'place',
        'audit',
        'hold',
        'message_opt_out',
      ];
      const rows = [];
      for (const table of tables) rows.push(await hall.system.database.reader(table));
      return JSON.stringify(rows);
    };

    it('before its period is over a visit is left as it is', async () => {
      hall.clock.advance(175 * day);
      const { bookings } = await forgetWhatIsOver(hall.system);
      assert.equal(bookings, 0);
      assert.ok((await everything()).includes('13800138000'));
    });

    it('after its period nothing names the person, and what the visit was stays for statistics', async () => {
      hall.clock.advance(7 * day);
      const forgotten = await forgetWhatIsOver(hall.system);
      assert.equal(forgotten.bookings, 1);
      const kept = await everything();
      for (const text of personal) assert.equal(kept.includes(text), false, text);
      const row = (await hall.system.database.reader('booking').where({ reference }).first()) as {
        state: string;
        site: string;
        services: string;
      };
      assert.deepEqual([row.state, row.site], ['missed', 'BJ-TSY']);
      assert.match(row.services, /RENEW/);
    });

    it('run again, and by several processes at once, it finds nothing to forget', async () => {
      const another = await startSystem({ engine, databaseUrl: hall.system.database.url });
      try {
        const both = await Promise.all([
          forgetWhatIsOver(hall.system),
          forgetWhatIsOver({ ...another.system, clock: hall.clock }),
        ]);
        assert.deepEqual(
          both.map(({ bookings, messages }) => bookings + messages),
          [0, 0],
        );
      } finally {
        await another.close();
      }
    });

    it('what reports by mail were written is known for as long as one could be made up for, and longer', async () => {
      const sendings = () => hall.system.database.writer('report_sending');
      const now = hall.clock.now();
      await sendings().insert(
        [1, 399, 401].map((days) => ({
          ...{ subscription: `of ${days}`, period_from: '2026-01-01', period_to: '2026-01-01', asked_at: 0 },
          ...{ message: 'm', written_at: now - days * day },
        })),
      );
      await forgetWhatIsOver(hall.system);
      const kept = await sendings().orderBy('subscription').select('subscription');
      assert.deepEqual(
        kept.map(({ subscription }) => subscription),
        ['of 1', 'of 399'],
      );
    });

    it('what it did is in the audit', async () => {
      const lines = await hall.system.database.reader('audit').where({ action: 'booking.anonymise' });
      assert.equal(lines.length, 1);
    });
  });
}
