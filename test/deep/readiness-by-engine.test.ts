import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, migrate, openDatabase } from '../../server/store/database.ts';
import { troubleOf } from '../../server/store/health/trouble.ts';
import { becomes } from '../processes/ask-ready.ts';
import { startSystem } from '../support/hall-system.ts';
import { databaseUrl, startPostgres } from '../support/postgres-server.ts';
import { fillUp, mounted, unmount } from '../support/small-disk.ts';

describe('whether a process is ready [sqlite]', function () {
  this.timeout(300_000);

  it('not while another program holds the write lock', async () => {
    const hall = await startSystem({ engine: 'sqlite' });
    const other = openDatabase(hall.system.database.url);
    try {
      await becomes(hall, 200);
      const holding = await other.writer.transaction();
      assert.deepEqual((await becomes(hall, 503)).reasons, { write: 'locked' });
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
      fillUp(join(disk, 'filler'));
      const { reasons } = await becomes(hall, 503);
      assert.equal(reasons['folder'], 'disk_full');
      rmSync(join(disk, 'filler'));
      await becomes(hall, 200);
      await hall.close();
    } finally {
      unmount(disk);
      rmSync(disk, { recursive: true });
    }
  });
});

describe('whether a process is ready [postgres]', function () {
  this.timeout(300_000);

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

  it('not when the database is gone, which is told at once', async () => {
    const server = await startPostgres();
    const hall = await startSystem({
      engine: 'postgres',
      databaseUrl: databaseUrl(server.url, 'hall_template'),
    });
    try {
      await becomes(hall, 200);
      await server.stop();
      const { reasons } = await becomes(hall, 503);
      assert.deepEqual([reasons['database'], reasons['write']], ['database_away', 'database_away']);
      assert.equal((await hall.request.get('/healthz')).status, 200, 'the process itself lives');
    } finally {
      await hall.close();
    }
  });
});

it('each kind of trouble has a name of its own, and what is unknown says so', () => {
  const of = (code: string) => troubleOf(Object.assign(new Error('x'), { code }));
  const known = {
    SQLITE_FULL: 'disk_full',
    '53100': 'disk_full',
    ENOSPC: 'disk_full',
    SQLITE_BUSY: 'locked',
    SQLITE_READONLY: 'not_writable',
    '25006': 'database_away',
    EACCES: 'not_writable',
    ENOENT: 'gone',
    SQLITE_CORRUPT: 'damaged',
    ECONNREFUSED: 'database_away',
    '57P03': 'database_away',
    '53300': 'too_busy',
    '57014': 'too_slow',
    '42P01': 'failed',
  };
  for (const [code, trouble] of Object.entries(known)) assert.equal(of(code), trouble, code);
  for (const words of [
    'Connection terminated unexpectedly',
    'ROLLBACK - Client has encountered a connection error',
  ])
    assert.equal(troubleOf(new Error(words)), 'database_away');
});

/** Process ids of a PostgreSQL, its first one too. */
async function everyProcess({ reader }: Database): Promise<number[]> {
  const { rows } = (await reader.raw(
    `select pid from pg_stat_activity
     union select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::integer`,
  )) as { rows: { pid: number }[] };
  return rows.map(({ pid }) => pid);
}
