import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readiness } from '../../server/actions/health/readiness.ts';
import { type Database, migrate, openDatabase } from '../../server/store/database.ts';
import { troubleOf } from '../../server/store/health/trouble.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { databaseUrl, startPostgres } from '../support/postgres-server.ts';

const site = 'BJ-TSY';

interface Told {
  readonly status: number;
  /** name of a check → why it is not well */
  readonly reasons: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}

async function ready(hall: HallSystem): Promise<Told> {
  const began = performance.now();
  const { status, body } = await hall.request.get('/readyz');
  const milliseconds = performance.now() - began;
  const { checks } = body as Readiness;
  assert.equal(body.status, status === 200 ? 'ready' : 'unavailable');
  const wrong = checks.filter(({ ok }) => !ok);
  return {
    status,
    milliseconds,
    reasons: Object.fromEntries(wrong.map(({ name, reason }) => [name, reason ?? '?'])),
  };
}

/** Asks until the answer is another one than before; an answer stands for a second. */
async function becomes(hall: HallSystem, status: number): Promise<Told> {
  for (let asked = 0; asked < 100; asked += 1) {
    const told = await ready(hall);
    // "within two seconds", on a machine that does much else
    assert.ok(told.milliseconds < 4000, `${told.milliseconds} ms`);
    if (told.status === status) return told;
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error(`never ${status}`);
}

for (const engine of engines) {
  describe(`whether a process is ready [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let folder: string;
    let varFolder: string;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-ready-'));
      varFolder = join(folder, 'var');
      hall = await startSystem({ engine, config: { varFolder } });
      await becomes(hall, 200);
    });
    afterEach(async () => {
      await hall.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('it writes its line at most once a second, however many ask', async () => {
      const { reader, writer } = hall.system.database;
      let statements = 0;
      writer.on('query', ({ sql }: { sql: string }) => {
        if (sql.includes('heartbeat')) statements += 1;
      });
      await Promise.all(Array.from({ length: 50 }, () => ready(hall)));
      assert.ok(statements <= 2, `${statements}`);
      assert.equal((await reader('heartbeat')).length, 1);
    });

    it('not while a migration is missing', async () => {
      const { writer } = hall.system.database;
      const [last] = await writer('knex_migrations').orderBy('id', 'desc').limit(1);
      await writer('knex_migrations').where({ id: last.id }).delete();
      assert.deepEqual((await becomes(hall, 503)).reasons, { database: 'migrations_missing' });
      await writer('knex_migrations').insert(last);
      await becomes(hall, 200);
    });

    it('not without its folder, nor when a file stands there', async () => {
      const away = join(folder, 'away');
      renameSync(varFolder, away);
      assert.deepEqual((await becomes(hall, 503)).reasons, { folder: 'gone' });
      writeFileSync(varFolder, 'no folder');
      assert.deepEqual((await becomes(hall, 503)).reasons, { folder: 'gone' });
      rmSync(varFolder);
      renameSync(away, varFolder);
      await becomes(hall, 200);
    });

    it('not while a batch of its commands hangs, and again when it is done', async () => {
      const { catalogueCache, halls } = hall.system;
      const within = catalogueCache.within.bind(catalogueCache);
      let go = (): void => {};
      const held = new Promise<void>((release) => {
        go = release;
      });
      catalogueCache.within = async (transaction) => {
        await held;
        return within(transaction);
      };
      const open = halls.submit(
        site,
        { type: 'open_counter', counter: `${site}-1`, staff: null },
        { actor: 'test' },
      );
      const { reasons } = await becomes(hall, 503);
      // the one connection that writes on SQLite is the one that hangs
      assert.deepEqual(reasons, { halls: 'stuck', ...(engine === 'sqlite' ? { write: 'writer_busy' } : {}) });
      const { text } = await hall.request.get('/metrics');
      assert.match(text, /hall_check_ok\{check="halls"\} 0/);
      assert.ok(Number(/hall_command_age_seconds\{queue="halls"\} (\S+)/.exec(text)?.[1]) > 1, text);
      go();
      assert.ok((await open).ok);
      await becomes(hall, 200);
    });

    it('not while somebody else holds what a booking must lock', async () => {
      const other = openDatabase(hall.system.database.url);
      const holding = await other.writer.transaction();
      if (engine === 'postgres')
        await holding.raw(`select pg_advisory_xact_lock(hashtextextended('booking:${site}', 0))`);
      const booking = hall.system.bookings.submit(
        { type: 'release_hold', hold: 'none', site },
        { actor: 'test' },
      );
      const { reasons } = await becomes(hall, 503);
      assert.equal(reasons['bookings'], 'stuck');
      await holding.rollback();
      await booking;
      await becomes(hall, 200);
      await other.close();
    });

    it('not when a job has not ended well for too long', async () => {
      const { writer } = hall.system.database;
      await writer.schema.renameTable('place', 'place_away');
      hall.startJobs();
      await becomes(hall, 200);
      hall.clock.advance(30 * 60 * 60_000);
      assert.deepEqual((await becomes(hall, 503)).reasons, { jobs: 'behind' });
      await writer.schema.renameTable('place_away', 'place');
    });
  });
}

describe('whether a process is ready [sqlite]', function () {
  this.timeout(60_000);

  it('not while another program holds the write lock', async () => {
    const hall = await startSystem({ engine: 'sqlite' });
    const other = openDatabase(hall.system.database.url);
    try {
      await becomes(hall, 200);
      const holding = await other.writer.transaction();
      assert.deepEqual((await becomes(hall, 503)).reasons, { write: 'write_locked' });
      await holding.rollback();
      await becomes(hall, 200);
    } finally {
      await other.close();
      await hall.close();
    }
  });

  it('not when the file cannot grow any more', async () => {
    const hall = await startSystem({ engine: 'sqlite' });
    try {
      const { writer } = hall.system.database;
      await writer.raw('create table filler (data blob)');
      await writer.raw(
        'create trigger grows after update on heartbeat begin insert into filler values (zeroblob(1000000)); end',
      );
      const [{ page_count: pages }] = await writer.raw('pragma page_count');
      await writer.raw(`pragma max_page_count = ${pages + 1}`);
      assert.deepEqual((await becomes(hall, 503)).reasons, { write: 'disk_full' });
      await writer.raw('drop trigger grows');
      await becomes(hall, 200);
    } finally {
      await hall.close();
    }
  });

  it('not on a disk that is full, where this machine lets us have a small one', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'hall-disk-'));
    if (!mounted(disk)) return;
    try {
      const database = `sqlite:${join(disk, 'hall.sqlite3')}`;
      const first = openDatabase(database);
      await migrate(first);
      await first.close();
      const hall = await startSystem({
        engine: 'sqlite',
        databaseUrl: database,
        config: { varFolder: join(disk, 'var') },
      });
      await becomes(hall, 200);
      execFileSync('sh', ['-c', `head -c 100m /dev/zero > ${join(disk, 'filler')} || true`], {
        stdio: 'ignore',
      });
      const { reasons } = await becomes(hall, 503);
      assert.equal(reasons['folder'], 'disk_full');
      rmSync(join(disk, 'filler'));
      await becomes(hall, 200);
      await hall.close();
    } finally {
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });
});

describe('whether a process is ready [postgres]', function () {
  this.timeout(120_000);

  it('not while the database is silent, which is told within two seconds', async () => {
    const server = await startPostgres();
    const hall = await startSystem({
      engine: 'postgres',
      databaseUrl: databaseUrl(server.url, 'hall_template'),
    });
    await becomes(hall, 200);
    const pids = await everyProcess(hall.system.database);
    const all = (signal: NodeJS.Signals): void => {
      for (const pid of pids) process.kill(pid, signal);
    };
    try {
      all('SIGSTOP');
      const { reasons } = await becomes(hall, 503);
      assert.deepEqual([reasons['database'], reasons['write']], ['no_answer', 'no_answer']);
      const { status, text } = await hall.request.get('/metrics');
      assert.equal(status, 200, 'numbers are there all the same');
      assert.match(text, /hall_check_ok\{check="database"\} 0/);
      assert.doesNotMatch(text, /^hall_outbox_undelivered \d/m, 'what nobody knows is no nought');
    } finally {
      all('SIGCONT');
    }
    try {
      await becomes(hall, 200);
    } finally {
      await hall.close();
      await server.stop();
    }
  });
});

it('each kind of trouble has a name of its own, and what is unknown says so', () => {
  const of = (code: string) => troubleOf(Object.assign(new Error('x'), { code }));
  const known = {
    SQLITE_FULL: 'disk_full',
    '53100': 'disk_full',
    ENOSPC: 'disk_full',
    SQLITE_BUSY: 'write_locked',
    SQLITE_READONLY: 'not_writable',
    '25006': 'not_writable',
    EACCES: 'not_writable',
    ENOENT: 'gone',
    SQLITE_CORRUPT: 'damaged',
    ECONNREFUSED: 'unreachable',
    '57P03': 'unreachable',
    '53300': 'unreachable',
    '57014': 'no_answer',
    '42P01': 'failed',
  };
  for (const [code, trouble] of Object.entries(known)) assert.equal(of(code), trouble, code);
  assert.equal(troubleOf(new Error('Connection terminated unexpectedly')), 'unreachable');
});

function mounted(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Process ids of a PostgreSQL, its first one too. */
async function everyProcess({ reader }: Database): Promise<number[]> {
  const { rows } = (await reader.raw(
    `select pid from pg_stat_activity
     union select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::integer`,
  )) as { rows: { pid: number }[] };
  return rows.map(({ pid }) => pid);
}
