import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { hashToken } from '../../server/actions/secrets.ts';
import { openDatabase } from '../../server/store/database.ts';
import { keyByHash } from '../../server/store/staff/key-query.ts';
import { onDatabase } from '../support/bare-system.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { mondayMorning, setClock } from '../support/hall-system.ts';

interface Ended {
  readonly status: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not the waiting kind of spawn: the database server of the tests talks to this process meanwhile. */
function hall(words: readonly string[], databaseUrl: string): Promise<Ended> {
  const secret = 'a secret of at least thirty-two characters';
  const env = { ...process.env, DATABASE_URL: databaseUrl, SESSION_SECRET: secret };
  return new Promise((resolve) => {
    const given = ['server/run.mjs', 'server/hall.ts', ...words];
    execFile(process.execPath, given, { env, timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe('The tool as a process', function () {
  this.timeout(60_000);

  it('an unknown command shows what there is and exits with 2', async () => {
    const { status, stderr } = await hall(['make-tea'], 'sqlite:/nonexistent/never-opened');
    assert.equal(status, 2);
    assert.match(stderr, /create-key/);
  });

  for (const engine of engines) {
    it(`create-key prints a key that works alone on its last line [${engine}]`, async () => {
      const fresh = await freshDatabase(engine);
      const started = onDatabase(fresh.url, setClock(mondayMorning));
      await seedDatabase(started.system);
      await started.close();
      const { status, stdout, stderr } = await hall(
        ['create-key', '--kind', 'staff', '--site', 'BJ-TSY'],
        fresh.url,
      );
      assert.equal(status, 0, stderr);
      assert.match(stderr, /^Database: /);
      const key = stdout.trimEnd().split('\n').at(-1) ?? '';
      assert.match(key, /^hall_[\w-]{43}$/);
      const database = openDatabase(fresh.url);
      try {
        const kept = await keyByHash(database.reader, hashToken(key));
        assert.deepEqual([kept?.kind, kept?.site, kept?.revokedAt], ['staff', 'BJ-TSY', null]);
      } finally {
        await database.close();
        fresh.discard();
      }
    });
  }
});
