import assert from 'node:assert/strict';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { runCommand } from '../../server/command-line/run-command.ts';
import type { Catalogue } from '../../server/domain/catalogue/catalogue.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { beginUpload, keepChunk } from '../../server/store/agency/upload-store.ts';
import { openDatabase } from '../../server/store/database.ts';
import { takeDatabase } from '../../server/store/take-database.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { engines, type FreshDatabase, freshDatabase } from '../support/engines.ts';
import { mondayMorning, startSystem } from '../support/hall-system.ts';

const leftBehind =
  /^(knex_|sqlite_)|^(staff_session|rate_limit|socket_io_attachments|day_tally|booking_(search|unindexed|names.*))$/;
const other = { sqlite: 'postgres', postgres: 'sqlite' } as const;

async function copy(from: string, to: string): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const output = {
    print: (line: string) => void said.push(line),
    note: () => {},
    complain: (line: string) => void said.push(line),
  };
  const secret = 'a secret of at least thirty-two characters';
  const environment = { DATABASE_URL: from, SESSION_SECRET: secret };
  const code = await runCommand(['copy-database', '--to', to], environment, output);
  return { code, said: said.join('\n') };
}

/** Every row of every table as plain JSON, sorted; booleans are 0 and 1 in one engine. */
async function everyRow(url: string): Promise<Map<string, readonly string[]>> {
  const database = openDatabase(url);
  try {
    const names =
      database.engine === 'sqlite'
        ? await database.reader('sqlite_master').where({ type: 'table' }).select('name')
        : await database
            .reader('information_schema.tables')
            .where({ table_schema: 'public', table_type: 'BASE TABLE' })
            .select({ name: 'table_name' });
    const found = new Map<string, readonly string[]>();
    for (const name of names.map((row) => String(row.name)).sort()) {
      if (leftBehind.test(name)) continue;
      const rows = await database.reader(name).select('*');
      found.set(name, rows.map(plain).sort());
    }
    return found;
  } finally {
    await database.close();
  }
}

function plain(row: Readonly<Record<string, unknown>>): string {
  const cells = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'boolean' ? Number(value) : value,
  ]);
  return JSON.stringify(cells.sort());
}

for (const engine of engines) {
  describe(`copy-database [${engine} to ${other[engine]}]`, function () {
    this.timeout(60_000);
    let source: FreshDatabase;
    let target: FreshDatabase;
    let url: string;
    let catalogue: Catalogue;
    let whileItRan: { readonly code: number; readonly said: string; readonly copied: number };
    before(async () => {
      source = await freshDatabase(engine);
      target = await freshDatabase(other[engine]);
      url = source.url;
      const hall = await startSystem({ engine, databaseUrl: url, clockStart: mondayMorning });
      await seedDatabase(hall.system);
      for (const mobile of ['13800001234', '13800001235'])
        await bookByApi(hall, 'BJ-TSY', { name: '王小明', mobile, email: 'wang@test.invalid' });
      await hall.system.halls.submit(
        'BJ-TSY',
        {
          type: 'walk_in',
          id: 't1',
          services: [{ code: 'RENEW', quantity: 1 }],
          priority: false,
          byStaff: true,
        },
        { actor: theSystem },
      );
      const { writer } = hall.system.database;
      const upload = { id: 'u1', size: 5, sha256: 'not looked at here' };
      await beginUpload(writer, upload, hall.clock.now());
      await keepChunk(writer, upload.id, 0, Buffer.from([0, 255, 10, 13, 34]));
      await hall.delivery.deliverDue();
      catalogue = await hall.system.catalogue();
      // as main.ts takes an SQLite file
      const held = await takeDatabase(url, () => {});
      const { code, said } = await copy(url, target.url);
      whileItRan = { code, said, copied: (await everyRow(target.url)).get('booking')?.length ?? 0 };
      await held.release();
      await hall.close();
    });
    after(() => {
      source.discard();
      target.discard();
    });

    it('is refused while the application runs, in one line, and nothing is copied', () => {
      assert.deepEqual([whileItRan.code, whileItRan.copied], [1, 0], whileItRan.said);
      assert.match(
        whileItRan.said,
        /another process works on .*: stop that|the application works on .*: stop every/,
      );
      assert.equal(whileItRan.said.split('\n').length, 1);
    });

    it('copies every row of every table, and says how many', async () => {
      const { code, said } = await copy(url, target.url);
      assert.equal(code, 0, said);
      const [here, there] = [await everyRow(url), await everyRow(target.url)];
      assert.ok((here.get('booking')?.length ?? 0) === 2 && (here.get('hall_event')?.length ?? 0) > 0);
      assert.equal(here.get('upload_chunk')?.length, 1);
      assert.deepEqual(there, here);
      const count = [...here.values()].reduce((sum, rows) => sum + rows.length, 0);
      assert.match(said, new RegExp(`^${count} rows are copied`));
    });

    it('what was copied is a hall that goes on: the link of a booking works, and the next ticket has the next number', async () => {
      const copied = await startSystem({ engine: other[engine], databaseUrl: target.url });
      try {
        assert.deepEqual(await copied.system.catalogue(), catalogue);
        const services = [{ code: 'RENEW', quantity: 1 }];
        const next = await copied.system.halls.submit(
          'BJ-TSY',
          { type: 'walk_in', id: 't2', services, priority: false, byStaff: true },
          { actor: theSystem },
        );
        assert.match((next.ok && next.value.ticket?.number) || '', /002$/);
      } finally {
        await copied.close();
      }
    });

    it('leaves a database that has rows as it is', async () => {
      const before = await everyRow(target.url);
      assert.equal((await copy(url, target.url)).code, 1);
      assert.deepEqual(await everyRow(target.url), before);
      assert.equal((await copy(url, url)).code, 2);
      assert.equal((await copy(url, 'mysql://nowhere')).code, 2);
    });
  });
}
