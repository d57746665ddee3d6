import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { runCommand } from '../../server/command-line/run-command.ts';
import { backUp } from '../../server/store/backup/back-up.ts';
import { BackupError } from '../../server/store/backup/backup-format.ts';
import { openToRead } from '../../server/store/backup/open-to-read.ts';
import { verifyBackup } from '../../server/store/backup/verify-backup.ts';
import { openDatabase } from '../../server/store/database.ts';
import { writeOldBackup } from '../store/backup/old-backups.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

const person = { name: '王小明', mobile: '13800001234', email: 'wang@test.invalid' };
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

for (const engine of engines) {
  describe(`a backup that is not whole [${engine}]`, function () {
    this.timeout(300_000);
    let hall: HallSystem;
    let folder: string;
    let good: string;
    let lines: string[];

    const tool = async (...words: string[]): Promise<{ code: number; said: string }> => {
      const said: string[] = [];
      const print = (line: string) => void said.push(line);
      const target = join(folder, 'target.sqlite3');
      const environment = { DATABASE_URL: `sqlite:${target}`, SESSION_SECRET: 'x'.repeat(32) };
      const code = await runCommand(words, environment, { print, complain: print, note: () => {} });
      return { code, said: said.join('\n') };
    };
    const written = (name: string, bytes: Uint8Array | readonly string[]): string => {
      const file = join(folder, name);
      writeFileSync(file, bytes instanceof Uint8Array ? bytes : gzipSync(`${bytes.join('\n')}\n`));
      return file;
    };
    /** Refused in one line by both commands, and no database is made. */
    const refused = async (file: string, why: RegExp): Promise<void> => {
      for (const words of [
        ['backup', '--verify', file],
        ['restore', '--from', file],
      ]) {
        const { code, said } = await tool(...words);
        assert.equal(code, 1, said);
        assert.match(said, why);
        assert.equal(said.split('\n').length, 1, said);
      }
      assert.ok(!existsSync(join(folder, 'target.sqlite3')), 'nothing is written');
    };
    const resealed = (changed: readonly string[], end: Record<string, unknown>): string[] => {
      const hash = createHash('sha256');
      for (const line of changed) hash.update(`${line}\n`);
      return [...changed, JSON.stringify({ ...end, sha256: hash.digest('hex') })];
    };
    const end = (): { rows: Record<string, number>; sha256: string } => JSON.parse(lines.at(-1) ?? '');

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-damaged-'));
      good = join(folder, 'good.backup');
      hall = await startSystem({ engine });
      for (const mobile of ['13800001234', '13800001235'])
        await bookByApi(hall, 'BJ-TSY', { ...person, mobile });
      const source = await openToRead(hall.system.database.url);
      await backUp(source, good, { program: '0.1.0', at: hall.clock.now() });
      await source.close();
      // of the format before seals: what is changed below is seen without one, too
      const read = gunzipSync(readFileSync(good)).toString().trimEnd().split('\n').slice(0, -1);
      const head = (read[0] ?? '').replace('"format":3', '"format":2');
      lines = resealed([head, ...read.slice(1, -1)], JSON.parse(read.at(-1) ?? ''));
    });
    after(async () => {
      await hall.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is told from one that is, which says what it holds and of which schema', async () => {
      const { code, said } = await tool('backup', '--verify', good);
      assert.equal(code, 0, said);
      assert.match(
        said,
        /is whole: \d+ rows in \d+ tables, 0 uploaded files, schema \d{3}-\S+\.ts, program 0\.1\.0/,
      );
      const { head, rows } = await verifyBackup(good);
      assert.equal(rows.get('booking'), 2);
      assert.deepEqual(JSON.parse(lines[0] ?? '').migrations, head.migrations);
      assert.equal(statSync(good).mode & 0o777, 0o600);
    });

    it('is refused wherever it was cut off', async () => {
      const bytes = readFileSync(good);
      for (const part of [0, 0.01, 0.3, 0.6, 0.9, 0.999]) {
        const file = written('cut', bytes.subarray(0, Math.floor(bytes.length * part)));
        await assert.rejects(verifyBackup(file), BackupError, String(part));
      }
      await refused(written('cut', bytes.subarray(0, -9)), /is damaged or cut off/);
      await refused(written('cut', gzipSync(lines.join('\n')).subarray(0, -9)), /is cut off/);
      await refused(written('no-end', lines.slice(0, -1)), /is cut off: its end is missing/);
    });

    it('is refused by restore when a byte was changed, and no database is made', async () => {
      const bytes = readFileSync(good);
      const middle = Buffer.from(bytes);
      middle[Math.floor(bytes.length / 2)] = (middle[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
      await refused(written('flipped', middle), /is damaged/);
    });

    it('is refused when rows are missing or were changed, though it was packed again', async () => {
      const row = lines.findIndex((line) => line.startsWith('["booking",'));
      await refused(
        written('row', lines.toSpliced(row, 1)),
        /is damaged: it says 2 rows of booking and has 1/,
      );
      const other = (lines[row] ?? '').replace('王小明', '王小红');
      assert.notEqual(other, lines[row]);
      await refused(written('changed', lines.with(row, other)), /is damaged: its checksum does not fit/);
      await refused(
        written('twice', [...lines, lines[1] ?? '']),
        /is damaged: something stands after its end/,
      );
    });

    it('is refused when a table was dropped, from it or from the database that it was made of', async () => {
      const { rating: _gone, ...rows } = end().rows;
      await refused(
        written('table', resealed(lines.slice(0, -1), { rows })),
        /is not complete: the table rating is missing/,
      );
      await hall.system.database.writer.schema.renameTable('rating', 'rating_gone');
      const source = await openToRead(hall.system.database.url);
      try {
        const file = join(folder, 'of-damaged');
        const at = { program: '0.1.0', at: 0 };
        await assert.rejects(backUp(source, file, at), /has lost its table rating/);
        assert.deepEqual([existsSync(file), existsSync(`${file}.part`)], [false, false]);
      } finally {
        await source.close();
        await hall.system.database.writer.schema.renameTable('rating_gone', 'rating');
      }
    });

    it('of a newer schema or format is refused with the program that can read it', async () => {
      const head = JSON.parse(lines[0] ?? '') as { migrations: string[] };
      const newer = { ...head, migrations: [...head.migrations, '999-later.ts'], program: '7.0.0' };
      const file = written('newer', resealed([JSON.stringify(newer), ...lines.slice(1, -1)], end()));
      await refused(file, /newer schema \(999-later\.ts, program 7\.0\.0\): restore it with that version/);
      await refused(
        written('format', [JSON.stringify({ ...newer, format: 4 })]),
        /newer format \(program 7\.0\.0\)/,
      );
    });

    it('is no backup at all when it is something else', async () => {
      await refused(written('text', Buffer.from('not a backup')), /damaged, or no backup/);
      await refused(written('json', ['{"some":"thing"}']), /is no backup/);
      await refused(written('empty', gzipSync('')), /is empty/);
    });

    it('of the first release is refused as well when it is cut off, changed, or lacks what it must have', async () => {
      const old = join(folder, 'old');
      await writeOldBackup(hall.system.database, old);
      await verifyBackup(old);
      const bytes = readFileSync(old);
      await refused(written('old-cut', bytes.subarray(0, Math.floor(bytes.length / 2))), /cut off|damaged/);
      if (engine === 'postgres') return;
      const database = openDatabase(`sqlite:${old}`);
      await database.writer.raw('pragma journal_mode = delete');
      await database.writer.raw('pragma foreign_keys = off');
      await database.writer.schema.dropTable('rating');
      await database.close();
      await refused(old, /is not complete: the table rating is missing/);
    });

    it('or is: restoring never changes a byte of it, of whichever release', async () => {
      const old = join(folder, 'old-kept');
      await writeOldBackup(hall.system.database, old);
      for (const file of [good, old]) {
        const before = hashOf(file);
        const { code, said } = await tool('restore', '--from', file);
        assert.equal(code, 0, said);
        assert.equal(hashOf(file), before);
        for (const beside of ['-wal', '-shm', '-journal']) assert.ok(!existsSync(`${file}${beside}`));
        rmSync(join(folder, 'target.sqlite3'));
      }
    });
  });
}
