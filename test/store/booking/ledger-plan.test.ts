import assert from 'node:assert/strict';
import pg from 'pg';
import { seedDatabase } from '../../../seeds/seed-database.ts';
import { idempotencyKey } from '../../../server/actions/idempotency.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { type BareSystem, onDatabase } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/commands.ts';
import { freshDatabase } from '../../support/engines.ts';
import { setClock } from '../../support/hall-system.ts';

const monday = '2026-11-23T10:00:00+08:00';
const start = Date.parse('2026-11-24T09:00:00+08:00');

/** A morning's rush that the statistics of PostgreSQL have not noticed yet. */
const crowd = [
  `insert into booking select (jsonb_populate_record(b, jsonb_build_object(
     'id', 'copy-' || n, 'reference', 'COPY' || n, 'token_hash', 'hash-' || n, 'limit_key', 'limit-' || n))).*
   from booking as b, generate_series(1, 6000) as n`,
  `insert into place (queue, slot_start, place_no, expires_at) select queue, slot_start, 1000 + n, 1 from place, generate_series(1, 6000) as n`,
  `insert into idempotency select (jsonb_populate_record(i, jsonb_build_object('key', 'copy-' || n))).* from idempotency as i, generate_series(1, 6000) as n`,
];

function submit({ system }: BareSystem, names: readonly string[]) {
  return Promise.all(
    names.map((id, k) => {
      const command = bookCommand({ id, start, mobile: `1380000${String(1000 + k)}` });
      const idempotency = idempotencyKey('test', `key-${id}`, { id });
      return system.bookings.submit(command, { actor: theSystem, idempotency });
    }),
  );
}

describe('what a batch of bookings reads [postgres]', () => {
  it('is looked up in the keys, never by reading a table from its beginning', async () => {
    const fresh = await freshDatabase('postgres');
    const office = onDatabase(fresh.url, setClock(monday), fresh.discard);
    const client = new pg.Client({ connectionString: fresh.url });
    try {
      await seedDatabase(office.system);
      const { writer } = office.system.database;
      await submit(office, ['first']);
      await client.connect();
      // as many rows at once take longer than a command may
      for (const sql of crowd) await client.query(sql);
      const asked: { sql: string; bindings: readonly unknown[] }[] = [];
      writer.on('query', ({ sql, bindings }) => asked.push({ sql, bindings }));
      await submit(office, ['a', 'b', 'c']);
      const reads = asked.filter(({ sql }) => /^\s*select[^;]*\b(booking|place|idempotency)\b/.test(sql));
      assert.ok(reads.length >= 2, 'what the commands reach, and what was answered before');
      for (const { sql, bindings } of reads) {
        const { rows } = await client.query(`explain ${sql}`, [...bindings]);
        const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
        assert.doesNotMatch(plan, /Seq Scan on (booking|place|idempotency)/, `${sql}\n${plan}`);
      }
    } finally {
      await client.end();
      await office.close();
    }
  });
});
