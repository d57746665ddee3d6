import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../server/command-line/run-command.ts';
import { openDatabase } from '../../server/store/database.ts';
import { jobRuns } from '../../server/store/job/job-run-query.ts';
import { attackClock, bookingBody, post, slotOf } from '../attack/attack-site.ts';
import { runToEnd, startProcess } from '../support/hall-process.ts';

const frameSize = 24 + 4096;
const first = 5;
const later = 20;

describe('a write-ahead log that is damaged in its middle', function () {
  this.timeout(300_000);
  let folder: string;
  let file: string;
  let url: string;

  const tool = async (...words: string[]) => {
    const said: string[] = [];
    const put = (line: string) => void said.push(line);
    const environment = {
      DATABASE_URL: url,
      SESSION_SECRET: 'a secret of at least thirty-two characters',
    };
    const code = await runCommand(words, environment, { print: put, note: () => {}, complain: put });
    return { code, said: said.join('\n') };
  };
  const bookings = async (of: string): Promise<number> => {
    const database = openDatabase(of);
    try {
      return Number((await database.reader('booking').count({ n: '*' }).first())?.['n']);
    } finally {
      await database.close();
    }
  };

  /** The job that empties the log runs when the program starts. */
  const forgotten = async (): Promise<void> => {
    const database = openDatabase(url);
    try {
      while (!(await jobRuns(database.reader)).has('retention'))
        await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await database.close();
    }
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hall-damaged-'));
    file = join(folder, 'hall.sqlite3');
    url = `sqlite:${file}`;
    const hall = await startProcess({ databaseUrl: url, clockStart: attackClock });
    const book = async (k: number): Promise<void> => {
      const answer = await post(
        hall.url,
        '/bookings',
        bookingBody(k, slotOf(`2026-11-${25 + (k % 3)}`, k % 20)),
      );
      assert.equal(answer.status, 201);
    };
    await forgotten();
    for (let k = 0; k < first; k += 1) await book(k);
    const middle = readFileSync(`${file}-wal`).length;
    for (let k = first; k < first + later; k += 1) await book(k);
    await hall.end('SIGKILL');
    const wal = readFileSync(`${file}-wal`);
    // the frame that comes right after what the first bookings wrote
    const at = middle + 24 + 100;
    assert.ok(at + frameSize < wal.length);
    wal.writeUInt8(wal.readUInt8(at) ^ 1, at);
    writeFileSync(`${file}-wal`, wal);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('ends the start, and every command, before SQLite leaves out what had been confirmed', async () => {
    const there = readFileSync(`${file}-wal`);
    const { code, output } = await runToEnd({ databaseUrl: url });
    assert.equal(code, 1);
    assert.match(
      output,
      /^DATABASE_URL: \S+-wal is damaged in its middle, and (\d+) confirmed changes [^\n]+\n$/,
    );
    assert.ok(Number(/ (\d+) confirmed/.exec(output)?.[1]) >= later, output);
    for (const words of [['doctor'], ['backup', '--to', join(folder, 'hall.backup')]]) {
      const refused = await tool(...words);
      assert.equal(refused.code, 1);
      assert.match(refused.said, /^DATABASE_URL: \S+-wal is damaged in its middle/);
    }
    assert.ok(readFileSync(`${file}-wal`).equals(there), 'everything is as it was');
  });

  it('can be left behind on purpose, and a copy of everything is kept', async () => {
    const there = readFileSync(`${file}-wal`);
    const dropped = await tool('drop-damaged-wal');
    assert.equal(dropped.code, 0, dropped.said);
    assert.match(dropped.said, /kept in \S+hall\.sqlite3\.damaged and [\s\S]+ confirmed changes are gone/);
    assert.ok(readFileSync(`${file}.damaged-wal`).equals(there));
    assert.ok(existsSync(`${file}.damaged`));
    const hall = await startProcess({ databaseUrl: url, clockStart: attackClock });
    assert.equal((await hall.end()).code, 0);
    assert.equal(await bookings(url), first, 'those of before the damage');
    assert.match((await tool('drop-damaged-wal')).said, /^Nothing is damaged/);
  });
});
