import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { runCommand } from '../../server/command-line/run-command.ts';
import { openDatabase } from '../../server/store/database.ts';
import { onDatabase } from '../support/bare-system.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { startProcess } from '../support/hall-process.ts';
import { mondayMorning, setClock } from '../support/hall-system.ts';

const root = resolve(import.meta.dirname, '../..');
const secret = 'a secret of at least thirty-two characters';
const key = ['create-key', '--kind', 'staff', '--site', 'BJ-TSY'];

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run hall --` in a folder, with nothing in its environment but what is given. */
function hall(
  cwd: string,
  words: readonly string[],
  given: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = { PATH: process.env['PATH'], ...given };
  const script = [join(root, 'server/run.mjs'), join(root, 'server/hall.ts'), ...words];
  return new Promise((ended) => {
    execFile(process.execPath, script, { cwd, env, timeout: 90_000 }, (error, stdout, stderr) => {
      ended({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe('the database of the tool', function () {
  this.timeout(240_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hall-tool-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is never made by it: without one every command says so in one line, and leaves no file', async () => {
    const { code, stdout, stderr } = await hall(folder, key);
    assert.deepEqual([code, stdout], [1, ''], stderr);
    const [first = '', second = '', ...rest] = stderr.trimEnd().split('\n');
    assert.match(first, /^Database: \S+var\/hall\.sqlite3 \(DATABASE_URL is not set/);
    const missing =
      /^DATABASE_URL: there is no database at \S+hall\.sqlite3: name that of the application, .* or run npm start first$/;
    assert.match(second, missing);
    assert.deepEqual(rest, []);
    for (const words of [
      ['create-staff', '--username', 'root', '--role', 'administrator'],
      ['backup', '--to', join(folder, 'hall.backup')],
      ['doctor'],
      ['rebuild-statistics'],
      ['copy-database', '--to', `sqlite:${join(folder, 'other.sqlite3')}`],
      ['drop-damaged-wal'],
    ]) {
      const said: string[] = [];
      const put = (line: string) => void said.push(line);
      const environment = {
        DATABASE_URL: `sqlite:${join(folder, 'var/hall.sqlite3')}`,
        SESSION_SECRET: secret,
      };
      assert.equal(await runCommand(words, environment, { print: put, note: () => {}, complain: put }), 1);
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', missing);
    }
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is that of `npm start` when nothing else is named, and the key is still the last line', async () => {
    const started = await startProcess({ databaseUrl: '', cwd: folder, env: { SESSION_SECRET: '' } });
    try {
      const { code, stdout, stderr } = await hall(folder, key);
      assert.equal(code, 0, stderr);
      assert.match(stdout.trimEnd().split('\n').at(-1) ?? '', /^hall_[\w-]{43}$/);
      assert.match(stderr, /^Database: \S+var\/hall\.sqlite3 /);
    } finally {
      await started.end();
    }
  });

  it('is that of the service when its environment file is named, and what is set beside counts more', async () => {
    const fresh = await freshDatabase('postgres');
    const seeded = onDatabase(fresh.url, setClock(mondayMorning));
    await seedDatabase(seeded.system);
    await seeded.close();
    const file = join(folder, 'environment');
    writeFileSync(file, `# of the service\nDATABASE_URL=${fresh.url}\nSESSION_SECRET="${secret} #1"\n`);
    const service = { HALL_ENVIRONMENT: file };
    const made = await hall(folder, key, service);
    assert.equal(made.code, 0, made.stderr);
    const { host, pathname, password } = new URL(fresh.url);
    assert.equal(made.stderr, `Database: postgres://hall@${host}${pathname}\n`);
    assert.ok(!made.stderr.includes(`:${password}@`));
    const other = await hall(folder, key, { ...service, DATABASE_URL: 'sqlite:elsewhere' });
    assert.match(other.stderr, /there is no database at \S+elsewhere/);
    writeFileSync(file, `SESSION_SECRET=${secret} #1\n`);
    const unquoted = await hall(folder, key, service);
    assert.match(
      unquoted.stderr,
      /^HALL_ENVIRONMENT: put the value of SESSION_SECRET in \S+ in double quotes\n$/,
    );
    const missing = await hall(folder, key, { HALL_ENVIRONMENT: join(folder, 'nowhere') });
    assert.match(missing.stderr, /^HALL_ENVIRONMENT: \S+nowhere cannot be read \(ENOENT\)\n$/);
  });

  it('gets no secret that only the tool knows', async () => {
    const fresh = await freshDatabase('sqlite');
    const file = join(folder, 'channel.json');
    writeFileSync(
      file,
      JSON.stringify({ settings: { url: 'https://gateway.invalid/' }, secret: 'signing-key-1' }),
    );
    const words = ['connect-channel', '--site', 'BJ-TSY', '--kind', 'webhook', file];
    const { code, stderr } = await hall(folder, words, { DATABASE_URL: fresh.url });
    fresh.discard();
    assert.equal(code, 1);
    assert.match(stderr, /SESSION_SECRET: is not set, and none is kept/);
    assert.ok(!existsSync(join(folder, 'var')));
  });

  for (const engine of engines)
    it(`is not touched when the application has never run on it, or an older one has [${engine}]`, async () => {
      const fresh = await freshDatabase(engine);
      const database = openDatabase(fresh.url);
      const environment = { DATABASE_URL: fresh.url, SESSION_SECRET: secret };
      try {
        const names: string[] = await database.reader('knex_migrations').orderBy('id').pluck('name');
        const last = names.at(-1) ?? '';
        await database.writer('knex_migrations').where({ name: last }).delete();
        const older = await hall(folder, key, environment);
        assert.match(older.stderr, /is of an older version: start the application once/);
        assert.equal(older.code, 1);
        await database.writer('knex_migrations').delete();
        const never = await hall(folder, key, environment);
        assert.match(never.stderr, /there is no database at/);
        assert.deepEqual(await database.reader('knex_migrations').pluck('name'), []);
      } finally {
        await database.close();
        fresh.discard();
      }
    });
});
