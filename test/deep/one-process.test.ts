import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../server/command-line/run-command.ts';
import { openDatabase } from '../../server/store/database.ts';
import { attackClock, bookingBody, post, slotOf } from '../attack/attack-site.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { type ProcessOptions, runToEnd, startProcess } from '../support/hall-process.ts';

const secret = 'a secret of at least thirty-two characters';

/** Ends by itself, with one line that names the variable. */
async function refused(options: ProcessOptions): Promise<string> {
  const { code, output } = await runToEnd(options);
  assert.equal(code, 1, output);
  assert.match(output, /^DATABASE_URL: [^\n]+\n$/, `one line: ${output}`);
  return output;
}

async function tool(databaseUrl: string, ...words: string[]) {
  const said: string[] = [];
  const put = (line: string) => void said.push(line);
  const output = { print: put, note: () => {}, complain: put };
  const code = await runCommand(words, { DATABASE_URL: databaseUrl, SESSION_SECRET: secret }, output);
  return { code, said: said.join('\n') };
}

describe('a process and its database', function () {
  this.timeout(300_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hall-start-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('an SQLite file serves one: a second is refused, by whatever path, and one that was killed leaves no lock', async () => {
    const file = join(folder, 'hall.sqlite3');
    const first = await startProcess({ databaseUrl: `sqlite:${file}`, clockStart: attackClock });
    const link = join(folder, 'link.sqlite3');
    symlinkSync(file, link);
    try {
      for (const path of [file, link]) {
        const said = await refused({ databaseUrl: `sqlite:${path}` });
        assert.match(said, /another process works on/);
      }
      // what may work beside it does, what may not is refused
      const made = await tool(`sqlite:${file}`, 'create-key', '--kind', 'staff', '--site', 'BJ-TSY');
      assert.equal(made.code, 0, made.said);
      const backup = join(folder, 'hall.backup');
      const kept = await tool(`sqlite:${file}`, 'backup', '--to', backup);
      assert.equal(kept.code, 0, kept.said);
      for (const words of [
        ['restore', '--from', backup],
        ['copy-database', '--to', `sqlite:${join(folder, 'other.sqlite3')}`],
        ['drop-damaged-wal'],
      ]) {
        const { code, said } = await tool(`sqlite:${file}`, ...words);
        assert.equal(code, 1);
        assert.match(said, /another process works on/, words[0]);
      }
      assert.ok(!existsSync(join(folder, 'other.sqlite3')));
    } finally {
      await first.end('SIGKILL');
    }
    const next = await startProcess({ databaseUrl: `sqlite:${file}`, clockStart: attackClock });
    assert.equal((await next.end()).code, 0);
  });

  it('whatever it writes is for its user alone, whatever the umask was, and what was open to others becomes so', async () => {
    const file = join(folder, 'data', 'hall.sqlite3');
    const home = join(folder, 'home');
    mkdirSync(join(home, 'var', 'uploads', 'ab'), { recursive: true, mode: 0o755 });
    writeFileSync(join(home, 'var', 'uploads', 'ab', 'licence'), 'everybody could read this', {
      mode: 0o644,
    });
    for (const path of ['var', 'var/uploads', 'var/uploads/ab']) chmodSync(join(home, path), 0o755);
    const before = process.umask(0);
    const starting = startProcess({
      databaseUrl: `sqlite:${file}`,
      clockStart: attackClock,
      cwd: home,
      env: { SESSION_SECRET: '' },
    });
    process.umask(before);
    const hall = await starting;
    try {
      await post(hall.url, '/bookings', bookingBody(0, slotOf('2026-11-26', 0)));
      const made = readdirSync(join(folder, 'data')).sort();
      assert.deepEqual(
        made,
        ['', '-lock', '-shm', '-wal'].map((end) => `hall.sqlite3${end}`),
      );
      const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
        (path) => path !== 'home',
      );
      assert.ok(all.includes('home/var/session-secret'));
      const open = all.filter((path) => (statSync(join(folder, path)).mode & 0o077) !== 0);
      assert.deepEqual(open, []);
    } finally {
      await hall.end('SIGKILL');
    }
  });

  it('a file that is damaged, is no database, or cannot be written ends the start with what to do', async () => {
    const good = join(folder, 'good.sqlite3');
    const hall = await startProcess({ databaseUrl: `sqlite:${good}`, clockStart: attackClock });
    assert.equal((await hall.end()).code, 0);
    const bytes = readFileSync(good);
    const file = (name: string, change: (copy: Buffer) => void): string => {
      const copy = Buffer.from(bytes);
      change(copy);
      writeFileSync(join(folder, name), copy);
      return `sqlite:${join(folder, name)}`;
    };
    const middle = file('middle', (copy) => copy.fill(0x5a, copy.length >> 1, (copy.length >> 1) + 8192));
    const short = file('short', () => {});
    truncateSync(join(folder, 'short'), 3 * 4096 + 100);
    const cases: readonly (readonly [databaseUrl: string, said: RegExp])[] = [
      [middle, /is damaged \(.*restore --from/],
      [short, /is damaged \(.*restore --from/],
      [file('other', (copy) => copy.write('not a database at all')), /is not an SQLite database/],
      [`sqlite:${folder}`, /is not a file/],
      [`sqlite:${join(good, 'below')}`, /cannot be made/],
      ['sqlite:/proc/hall.sqlite3', /cannot be written/],
    ];
    const all = await Promise.all(
      cases.map(async ([databaseUrl, said]) => ({ said, line: await refused({ databaseUrl }) })),
    );
    for (const { said, line } of all) assert.match(line, said);
  });

  it('a file that this user may only read ends the start with what to do', async () => {
    // root may write what it likes
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    const file = join(folder, 'read.sqlite3');
    writeFileSync(file, '', { mode: 0o444 });
    chmodSync(file, 0o444);
    chmodSync(folder, 0o777);
    const options: ProcessOptions = { databaseUrl: `sqlite:${file}` };
    const said = await refused(nobody === undefined ? options : { ...options, uid: nobody });
    assert.match(said, /cannot be written: give both to the user/);
  });

  it('an address of PostgreSQL that leads nowhere ends the start, and no password is shown', async () => {
    const { username, password, host, pathname } = new URL((await freshDatabase('postgres')).url);
    const bad: readonly (readonly [url: string, said: RegExp])[] = [
      [`postgres://${username}:mistyped@${host}${pathname}`, /refuses this user or password/],
      [`postgres://${username}:${password}@${host}/nowhere`, /nowhere does not exist: create/],
      ['postgres://a b@[::/hall', /is not an address such as/],
    ];
    const all = await Promise.all(
      bad.map(async ([databaseUrl, said]) => ({ said, line: await refused({ databaseUrl }) })),
    );
    for (const { said, line } of all) {
      assert.match(line, said);
      assert.doesNotMatch(line, /mistyped/);
    }
  });

  for (const engine of engines)
    it(`a database of a newer version is left as it is, by the program and by its tool [${engine}]`, async () => {
      const fresh = await freshDatabase(engine);
      const database = openDatabase(fresh.url);
      try {
        const batch = { name: '999-of-tomorrow.ts', batch: 9, migration_time: new Date(0) };
        await database.writer('knex_migrations').insert(batch);
        const advice = /newer version.*999-of-tomorrow.*start that version, or restore a backup/;
        assert.match(await refused({ databaseUrl: fresh.url }), advice);
        const { code, said } = await tool(fresh.url, 'create-key', '--kind', 'staff', '--site', 'BJ-TSY');
        assert.equal(code, 1);
        assert.match(said, /^DATABASE_URL: [^\n]*newer version[^\n]*$/);
      } finally {
        await database.close();
        fresh.discard();
      }
    });

  it('a port that is taken is said to be the port, and not the database', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const fresh = await freshDatabase('sqlite');
    const { code, output } = await runToEnd({ databaseUrl: fresh.url, env: { PORT: String(port) } });
    server.close();
    fresh.discard();
    assert.equal(code, 1);
    assert.match(output, /^PORT: /m);
  });
});
