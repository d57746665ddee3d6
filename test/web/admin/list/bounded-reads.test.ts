import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { bookingIndexer } from '../../../../server/actions/booking/index-bookings.ts';
import type { Database } from '../../../../server/store/database.ts';
import { patternOf } from '../../../../server/web/declared-page.ts';
import { engines } from '../../../support/engines.ts';
import type { HallSystem } from '../../../support/hall-system.ts';
import { exampleOf, plainExamples } from '../../../support/route-examples.ts';
import { there } from '../../../support/there.ts';
import { filledOffice } from '../filled-office.ts';
import { type Office, signIn } from '../office.ts';
import { addressOf, declared } from './every-list-laws.ts';
import { tellOthers } from './tell-others.ts';

/** Many times what a page shows. */
const many = 3000;
/** A page of fifty lines, what its lines name, and what every page of the office asks; a search shows a hundred of each kind. */
const most = 700;

/** What reads more than a page, and why. Nothing else may. */
const reasons: Readonly<Record<string, string>> = {
  'overview of /admin': 'its alarms look at the visits of today and to come, five hundred at a time',
  'bookings of /admin/day': 'the visits of one day',
  'tickets of /admin/day': 'the visits of one day',
  'waitlist of /admin/waitlist': 'whoever waits now has a turn among all, two thousand at most',
  'conflicts of /admin/sites/:site/conflicts': 'each visit to come is asked whether it can be held',
};

/** A table that grows with the years, and what a line must have for itself. */
const growing: readonly (readonly [table: string, own: readonly string[]])[] = [
  ['audit', ['id']],
  ['outbox', ['id']],
  ['booking', ['id', 'reference', 'limit_key']],
  ['agency_case', ['booking']],
  ['objection', ['booking']],
  ['waitlist_entry', ['id', 'booking', 'credit_code', 'contact_mobile']],
];

/** Bookings come first: cases and objections are of theirs. */
async function fill({ writer }: Database): Promise<void> {
  const [booking] = await writer('booking').limit(1);
  for (const [table, own] of growing) {
    const row = there((await writer(table as 'audit').limit(1))[0]) as unknown as Record<string, unknown>;
    const lines = Array.from({ length: many }, (_, k) => {
      const its = own.map((column) => {
        const from = column === 'booking' ? there(booking).id : row[column];
        return [column, from === null ? null : `${String(from)}-${k}`];
      });
      return { ...row, ...Object.fromEntries(its) };
    });
    if (table === 'waitlist_entry') for (const line of lines) Object.assign(line, { booking: null });
    await writer.batchInsert(table as 'audit', lines as never, 200);
  }
}

for (const engine of engines)
  describe(`what a list of the office reads of ${many} lines [${engine}]`, function () {
    this.timeout(240_000);
    let hall: HallSystem;
    let office: Office;
    let rows = 0;
    const note = (answer: unknown): void => {
      const found = Array.isArray(answer) ? answer : (answer as { rows?: unknown } | null | undefined)?.rows;
      if (Array.isArray(found)) rows += found.length;
    };

    before(async () => {
      ({ hall } = await filledOffice(engine));
      // it is another day than that on which the office signed in
      office = await signIn(hall, 'administrator');
      await tellOthers(hall, exampleOf('/admin/subscribers/:id', plainExamples, {}).split('/').at(-1) ?? '');
      await fill(hall.system.database);
      const index = bookingIndexer(hall.system);
      while ((await index()) > 0);
      const { reader, office: slow, writer } = hall.system.database;
      for (const connection of [reader, slow, writer] as readonly Knex[])
        connection.on('query-response', note);
    });
    after(() => hall.close());

    for (const { list, page } of declared) {
      const name = `${list.name} of ${patternOf(page)}`;
      it(`${name}: ${reasons[name] ?? 'a page, not all of them'}`, async () => {
        const address = addressOf(patternOf(page), list).split('#')[0] ?? '';
        await office.agent.get(address);
        rows = 0;
        const { status } = await office.agent.get(address);
        assert.equal(status, 200);
        assert.equal(rows > most, name in reasons, `${rows} rows were read`);
      });
    }
  });
