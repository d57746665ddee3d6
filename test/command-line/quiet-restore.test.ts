import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../server/command-line/run-command.ts';
import { openDatabase } from '../../server/store/database.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { breakWrites } from '../support/broken-writes.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { startSystem } from '../support/hall-system.ts';

const person = { name: 'Wilhelmina Testperson', mobile: '13912345678', email: 'wilhelmina@personal.invalid' };

for (const engine of engines) {
  it(`a restore whose rows the database refuses names nobody on the terminal [${engine}]`, async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'hall-quiet-'));
    const hall = await startSystem({ engine });
    const fresh = await freshDatabase(engine);
    try {
      await bookByApi(hall, 'BJ-TSY', person);
      const said: string[] = [];
      const output = {
        print: (line: string) => void said.push(line),
        note: () => {},
        complain: (line: string) => void said.push(line),
      };
      const run = (url: string, ...words: string[]) =>
        runCommand(
          words,
          { DATABASE_URL: url, SESSION_SECRET: 'a secret of at least thirty-two characters' },
          output,
        );
      const file = join(folder, 'backup');
      assert.equal(await run(hall.system.database.url, 'backup', '--to', file), 0);
      const target = openDatabase(fresh.url);
      await breakWrites(target, ['booking']);
      await target.close();
      assert.equal(await run(fresh.url, 'restore', '--from', file), 1);
      const last = said.at(-1) ?? '';
      assert.match(last, /^restore: (SQLITE_CONSTRAINT|23514): /);
      assert.doesNotMatch(said.join('\n'), /Wilhelmina|13912345678|personal\.invalid|insert into/);
      assert.doesNotMatch(last, /\n/);
    } finally {
      await hall.close();
      fresh.discard();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
