import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../server/command-line/run-command.ts';
import { openDatabase } from '../../server/store/database.ts';
import { engines, type FreshDatabase, freshDatabase } from '../support/engines.ts';
import { wholeNotice } from '../support/whole-notice.ts';

for (const engine of engines) {
  describe(`a database of a newer program [${engine}]`, function () {
    this.timeout(60_000);
    const mark = '999-of-tomorrow.ts';
    let folder = '';
    let newer: FreshDatabase;
    let current: FreshDatabase;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-newer-'));
      [newer, current] = [await freshDatabase(engine), await freshDatabase(engine)];
      const database = openDatabase(newer.url);
      await database.writer('knex_migrations').insert({ name: mark, batch: 9, migration_time: new Date(0) });
      await database.close();
    });
    after(() => {
      newer.discard();
      current.discard();
      rmSync(folder, { recursive: true, force: true });
    });

    const run = async (url: string, words: readonly string[]) => {
      const said: string[] = [];
      const put = (line: string) => void said.push(line);
      const environment = {
        DATABASE_URL: url,
        SESSION_SECRET: 'a secret of at least thirty-two characters',
      };
      const code = await runCommand(words, environment, { print: put, note: () => {}, complain: put });
      return { code, said };
    };
    const advice =
      /^(DATABASE_URL|copy-database: --to): [^\n]+ was written by a newer version of this program \(999-of-tomorrow\.ts is unknown here\): start that version, or restore a backup from before the upgrade into an empty database$/;

    it('is refused by each command of the tool in one line that says what to do, and left as it is', async () => {
      const file = join(folder, '2027.json');
      writeFileSync(file, JSON.stringify(wholeNotice(2027)));
      const whole = join(folder, 'whole.backup');
      assert.equal((await run(current.url, ['backup', '--to', whole])).code, 0);
      const channel = join(folder, 'channel.json');
      const settings = { url: 'https://gateway.invalid/hall' };
      writeFileSync(channel, JSON.stringify({ settings, secret: 'signing-key-1' }));
      for (const words of [
        ['create-staff', '--username', 'root', '--role', 'administrator'],
        ['create-key', '--kind', 'staff', '--site', 'BJ-TSY'],
        ['replay', '--site', 'BJ-TSY', '--day', '2026-11-24'],
        ['rebuild-statistics'],
        ['forget'],
        ['backup', '--to', join(folder, 'newer.backup')],
        ['restore', '--from', whole],
        ['copy-database', '--to', current.url],
        ['import-calendar', file],
        ['connect-channel', '--site', 'BJ-TSY', '--kind', 'webhook', channel],
        ['doctor'],
      ]) {
        const { code, said } = await run(newer.url, words);
        assert.deepEqual([code, said.length], [1, 1], `${words.join(' ')}\n${said.join('\n')}`);
        assert.match(said[0] ?? '', advice, words.join(' '));
      }
      assert.deepEqual(readdirSync(folder).sort(), ['2027.json', 'channel.json', 'whole.backup']);
    });

    it('is no place to copy another one to', async () => {
      const { code, said } = await run(current.url, ['copy-database', '--to', newer.url]);
      assert.deepEqual([code, said.length], [1, 1], said.join('\n'));
      assert.match(said[0] ?? '', advice);
      const database = openDatabase(newer.url);
      const names = await database.reader('knex_migrations').pluck('name');
      await database.close();
      assert.ok(names.length > 5 && names.includes(mark));
    });
  });
}
