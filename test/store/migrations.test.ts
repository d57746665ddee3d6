import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { everyMigration } from '../../db/every-migration.ts';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { recordAudit } from '../../server/actions/record-audit.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { type BareSystem, onDatabase } from '../support/bare-system.ts';
import { bookCommand } from '../support/commands.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { setClock } from '../support/hall-system.ts';

const tuesday = Date.parse('2026-11-24T09:00:00+08:00');

/** Every table and column of ours. */
async function shape(knex: Knex, engine: string): Promise<string[]> {
  const rows =
    engine === 'postgres'
      ? (
          await knex.raw(
            `select table_name as t, column_name as c, data_type as d from information_schema.columns where table_schema = 'public'`,
          )
        ).rows
      : await knex.raw(
          `select m.name as t, p.name as c, p.type as d from sqlite_master m, pragma_table_info(m.name) p where m.type = 'table'`,
        );
  return (rows as { t: string; c: string; d: string }[])
    .filter(({ t }) => !t.startsWith('knex_') && !t.startsWith('sqlite_'))
    .map(({ t, c, d }) => `${t}.${c} ${d}`)
    .sort();
}

/** The whole thread, so that there are rows everywhere. */
async function live({ system, clock }: BareSystem): Promise<void> {
  const by = { actor: theSystem };
  clock.set(tuesday - 24 * 60 * 60_000);
  await seedDatabase(system);
  const hold = { type: 'hold', id: 'h', site: 'BJ-TSY', services: [{ code: 'RENEW', quantity: 1 }] } as const;
  const held = await system.bookings.submit({ ...hold, start: tuesday, replaces: null }, by);
  const idempotency = { scope: 'test', key: 'k', fingerprint: 'f' };
  const booked = await system.bookings.submit(bookCommand({ id: 'b', start: tuesday }), {
    ...by,
    idempotency,
  });
  clock.set(tuesday - 10 * 60_000);
  const arrive = { type: 'arrive', id: 't', reference: 'REF-b', priority: false } as const;
  const opened = { type: 'open_counter', counter: 'BJ-TSY-1', staff: null } as const;
  const answers = [
    held,
    booked,
    await system.halls.submit('BJ-TSY', arrive, by),
    await system.halls.submit('BJ-TSY', opened, by),
  ];
  assert.ok(
    answers.every((outcome) => outcome.ok),
    JSON.stringify(answers),
  );
  const none = { address: null, before: null, after: null };
  await recordAudit(system, { actor: theSystem, action: 'test.test', subject: 'b', result: 'done', ...none });
}

describe('the list of migrations', () => {
  it('names every file of the folder, in order', () => {
    const files = readdirSync(join(import.meta.dirname, '../../db/migrations')).toSorted();
    assert.deepEqual([...everyMigration.keys()], files);
  });
});

for (const engine of engines) {
  describe(`migrations [${engine}]`, function () {
    this.timeout(60_000);

    it('each goes down and up again with rows in the tables, and all of them end where they began', async () => {
      const fresh = await freshDatabase(engine);
      const bare = onDatabase(fresh.url, setClock(tuesday), fresh.discard);
      try {
        const { writer } = bare.system.database;
        const full = await shape(writer, engine);
        await live(bare);
        const before = await shape(writer, engine);
        const shapes = [before];
        for (;;) {
          const [, done] = (await writer.migrate.down()) as [number, string[]];
          if (done.length === 0) break;
          const lower = await shape(writer, engine);
          await writer.migrate.up();
          assert.deepEqual(await shape(writer, engine), shapes.at(-1), `${done[0]} up again`);
          await writer.migrate.down();
          assert.deepEqual(await shape(writer, engine), lower, `${done[0]} down again`);
          shapes.push(lower);
        }
        assert.ok(shapes.length > 5);
        assert.deepEqual(shapes.at(-1), [], 'nothing is left');
        await writer.migrate.latest();
        assert.deepEqual(await shape(writer, engine), full);
        bare.system.catalogueCache.forget();
        const again = onDatabase(fresh.url, setClock(tuesday));
        await live(again).finally(() => again.close());
      } finally {
        await bare.close();
      }
    });
  });
}
