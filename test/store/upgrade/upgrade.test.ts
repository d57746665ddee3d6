import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../server/command-line/run-command.ts';
import { everyJob } from '../../../server/jobs/every-job.ts';
import { schedule } from '../../../server/jobs/schedule.ts';
import { firstRelease } from '../../../server/store/backup/old-backup.ts';
import { tablesAt } from '../../../server/store/backup/schema.ts';
import { type Database, openDatabase } from '../../../server/store/database.ts';
import { schemaState } from '../../../server/store/schema-state.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines, type FreshDatabase, freshDatabase } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { filesBelow } from '../../web/agency/agency-desk.ts';
import { writeOldBackup } from '../backup/old-backups.ts';
import { staffKey, uploads } from './first-office.ts';
import { fillAsFirstRelease, firstRows } from './first-release.ts';
import { pastDays, referenceOf, tokenOf, visits } from './first-visits.ts';

const person = { name: '王小明', mobile: '13999998888', email: 'new@test.invalid' };
const evening = '2026-11-24T20:00:00+08:00';
/** What is called otherwise since: table, and columns. */
const renamed: Readonly<Record<string, readonly [table: string, columns: Readonly<Record<string, string>>]>> =
  {
    deletion_wish: ['deletion_request', { wished_at: 'requested_at' }],
  };

const plain = (row: Readonly<Record<string, unknown>>, columns: readonly string[]): string =>
  JSON.stringify(
    columns.map((name) => (typeof row[name] === 'boolean' ? Number(row[name]) : (row[name] ?? null))),
  );

/** Every row of the first release is there, under its name of today, and no other. */
/** No office named meant all of them; today that is said. */
function asToday(table: string, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return table === 'staff' && row['sites'] === '[]' ? { ...row, sites: '["*"]' } : { ...row };
}

async function sameRows({ reader }: Database): Promise<void> {
  for (const [then, rows] of Object.entries(firstRows)) {
    const [now, names] = renamed[then] ?? [then, {}];
    const columns = Object.keys(rows[0] ?? {});
    const found = (await reader(now)) as Record<string, unknown>[];
    assert.deepEqual(
      found
        .map((row) =>
          plain(
            row,
            columns.map((column) => names[column] ?? column),
          ),
        )
        .sort(),
      rows.map((row) => plain(asToday(then, row), columns)).sort(),
      then,
    );
  }
}

for (const engine of engines) {
  describe(`a database of the first release [${engine}]`, function () {
    this.timeout(180_000);
    let fresh: FreshDatabase;
    let folder: string;
    let hall: HallSystem;
    let backup: string;

    const tool = async (url: string, ...words: string[]): Promise<{ code: number; said: string }> => {
      const said: string[] = [];
      const print = (line: string) => void said.push(line);
      const environment = {
        DATABASE_URL: url,
        SESSION_SECRET: 'a secret of at least thirty-two characters',
        CLOCK_START: new Date(hall.clock.now()).toISOString(),
      };
      const code = await runCommand(words, environment, { print, complain: print, note: () => {} });
      return { code, said: said.join('\n') };
    };

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-upgrade-'));
      backup = join(folder, 'first.backup');
      fresh = await freshDatabase(engine);
      const database = openDatabase(fresh.url, { patient: true });
      try {
        await fillAsFirstRelease(database, folder);
        assert.equal((await schemaState(database)).is, 'older');
        await writeOldBackup(database, backup);
      } finally {
        await database.close();
      }
      hall = await startSystem({
        engine,
        databaseUrl: fresh.url,
        clockStart: evening,
        config: { varFolder: folder },
      });
    });
    after(async () => {
      await hall.close();
      fresh.discard();
      rmSync(folder, { recursive: true, force: true });
    });

    it('had rows in every table, hundreds of them', async () => {
      const tables = [...(await tablesAt(firstRelease.migrations)), 'staff_session', 'rate_limit'];
      assert.deepEqual(Object.keys(firstRows).sort(), tables.sort());
      for (const [table, rows] of Object.entries(firstRows)) assert.ok(rows.length > 0, table);
      for (const table of ['booking', 'place', 'outbox', 'booking_event', 'hall_event', 'audit'])
        assert.ok((firstRows[table]?.length ?? 0) >= 200, table);
    });

    it('is brought to the newest schema by a start, with every row as it was', async () => {
      assert.equal((await schemaState(hall.system.database)).is, 'current');
      await sameRows(hall.system.database);
    });

    it('is restored from a backup of the first release with every row as it was, and then migrated', async () => {
      const target = await freshDatabase(engine);
      const { code, said } = await tool(target.url, 'restore', '--from', backup);
      // its uploaded files are not beside it
      assert.equal(code, 1, said);
      assert.match(said, /schema 032-privacy-notice\.ts/);
      const restored = openDatabase(target.url);
      try {
        assert.equal((await schemaState(restored)).is, 'current');
        for (const table of ['staff_session', 'rate_limit']) {
          assert.deepEqual(await restored.reader(table), [], 'sessions and limits end with a restore');
          await restored.writer(table).insert([...(firstRows[table] ?? [])]);
        }
        await sameRows(restored);
      } finally {
        await restored.close();
        target.discard();
      }
    });

    it('is worked on: its links open, its keys call, what was uploaded is taken in, and new visits are booked', async () => {
      const scheduled = schedule(everyJob(hall.system), hall.system);
      await scheduled.catchUp();
      await scheduled.stop();
      assert.deepEqual(filesBelow(join(folder, 'uploads')), []);
      assert.equal(
        (await hall.system.database.reader('upload').whereNotNull('complete_at')).length,
        uploads.size,
      );
      const visit = visits.find(({ day, state }) => day === '2026-11-25' && state === 'confirmed');
      assert.ok(visit);
      const kept = await hall.request
        .get(`/api/v1/bookings/${referenceOf(visit)}`)
        .set('Authorization', `Bearer ${tokenOf(visit)}`);
      assert.equal(kept.status, 200, kept.text);
      const booked = await bookByApi(hall, 'BJ-TSY', person);
      const taken = visits.filter(({ start }) => start === Date.parse(booked.start));
      assert.ok(taken.length < 3, 'offered where a place was free');
      hall.clock.set('2026-11-25T08:55:00+08:00');
      const staff = (path: string, body: object = {}) =>
        hall.request.post(`/api/v1${path}`).set('Authorization', `Bearer ${staffKey}`).send(body);
      assert.equal((await staff('/sites/BJ-TSY/check-ins', { reference: referenceOf(visit) })).status, 201);
      assert.equal((await staff('/counters/BJ-TSY-1/open')).status, 200);
      const called = await staff('/counters/BJ-TSY-1/calls');
      assert.equal(called.body.ticket?.number, 'A001', called.text);
    });

    it('gives what is stored when its days are played, and the doctor finds nothing in its depth', async () => {
      for (const day of pastDays) {
        const { code, said } = await tool(fresh.url, 'replay', '--site', 'BJ-TSY', '--day', day);
        assert.equal(code, 0, said);
        assert.match(said, /245 events give exactly what is stored/);
      }
      const { code, said } = await tool(fresh.url, 'doctor', '--deep');
      assert.equal(code, 0, said);
      assert.doesNotMatch(said, /^ILL/m);
    });
  });
}
