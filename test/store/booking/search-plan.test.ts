import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { searchBookings } from '../../../server/store/booking/day-query.ts';
import type { Engine } from '../../../server/store/database.ts';
import { hintIn } from '../../../server/web/admin/day/asked-day.ts';
import { fillNamed, referenceOf } from '../../bench/fill/named-bookings.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';

const count = 10_000;
const typed = [
  ...[referenceOf(count - 7), '911100000000009991', '13800009989', '9995'],
  ...['港务', '有限公司', '第00009995', '北京港务有限公司第00009990', '谢', '谢谢', '京'],
];

/** What reads a whole table in the plan of a statement, if the engine may use any index that there is. */
async function wholeTables(
  connection: Knex,
  engine: Engine,
  sql: string,
  bindings: readonly never[],
): Promise<readonly string[]> {
  if (engine === 'sqlite') {
    const steps: { readonly detail: string }[] = await connection.raw(`explain query plan ${sql}`, [
      ...bindings,
    ]);
    return steps
      .map(({ detail }) => detail)
      .filter((step) => /^SCAN (booking|b|booking_search|s)\b/.test(step));
  }
  const transaction = await connection.transaction();
  await transaction.raw('set local enable_seqscan = off');
  const { rows } = await transaction.raw(`explain ${sql}`, [...bindings]);
  await transaction.rollback();
  const plan = (rows as readonly Record<string, string>[]).map((row) => row['QUERY PLAN'] ?? '');
  return plan.filter((step) => /Seq Scan on booking(_search)?\b/.test(step));
}

for (const engine of engines) {
  describe(`what a search among all bookings reads [${engine}]`, () => {
    let bare: BareSystem;
    before(async function () {
      this.timeout(60_000);
      bare = await bareSystem({ engine, sites: [hallSite(1)], now: '2026-11-24T09:00:00+08:00' });
      await fillNamed(bare, count);
    });
    after(() => bare?.close());

    const search = (text: string) =>
      searchBookings(bare.system.database, {
        ...{ sites: ['BJ-TSY', 'HZ'], day: null, hint: hintIn(bare.system, text), state: null, queue: null },
        ...{ sort: null, page: 1, perPage: 50 },
      });

    it('is found by indexes, whatever is typed: by no statement that reads all', async () => {
      const { office } = bare.system.database;
      const asked: { readonly sql: string; readonly bindings: readonly never[] }[] = [];
      const hear = (query: (typeof asked)[number]): unknown => asked.push(query);
      office.on('query', hear);
      for (const text of typed) await search(text);
      office.off('query', hear);
      assert.ok(asked.length > typed.length * 2);
      for (const { sql, bindings } of asked)
        assert.deepEqual(await wholeTables(office, engine, plain(sql), bindings), [], sql);
    });

    it('finds a part of a name that most have, one that few have, and one of a few at its end', async () => {
      const totals: number[] = [];
      for (const text of ['有限公司', '第00009995', '北京港务有限公司第00009990', '谢'])
        totals.push((await search(text)).total);
      assert.deepEqual(totals, [500, 1, 1, 0]);
    });
  });
}

/** As knex's own parameters. */
function plain(sql: string): string {
  return sql.replace(/\$\d+/g, '?');
}
