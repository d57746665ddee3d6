import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { attackClock, bookingBody, post, slotOf } from '../attack/attack-site.ts';
import { runToEnd, startProcess } from '../support/hall-process.ts';
import { fillUp, mounted, unmount } from '../support/small-disk.ts';

const hall = resolve(import.meta.dirname, '../../server/hall.ts');
const run = resolve(import.meta.dirname, '../../server/run.mjs');

async function tool(databaseUrl: string, ...words: string[]): Promise<string> {
  const { code, output } = await runToEnd({ databaseUrl, command: [process.execPath, run, hall, ...words] });
  assert.equal(code, 0, output);
  return output;
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('a backup of a database whose disk is full', function () {
  this.timeout(300_000);

  it('goes to another disk: while the application runs, when it was killed, and when it was stopped', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'hall-full-'));
    const elsewhere = mkdtempSync(join(tmpdir(), 'hall-elsewhere-'));
    if (!mounted(disk, '8m')) return;
    try {
      const file = join(disk, 'hall.sqlite3');
      const databaseUrl = `sqlite:${file}`;
      const first = await startProcess({ databaseUrl, clockStart: attackClock });
      const booked = await post(first.url, '/bookings', bookingBody(1, slotOf('2026-11-25', 0)));
      assert.equal(booked.status, 201);
      fillUp(join(disk, 'filler'));
      const backups = ['running', 'killed', 'stopped'].map((name) => join(elsewhere, name));
      const [running = '', killed = '', stopped = ''] = backups;
      assert.match(
        await tool(databaseUrl, 'backup', '--to', running),
        /cannot be written: the backup goes on/,
      );
      await first.end('SIGKILL');
      fillUp(join(disk, 'filler-2'));
      const log = readFileSync(`${file}-wal`);
      assert.ok(log.length > 0, 'what is confirmed stands in the log alone');
      assert.match(await tool(databaseUrl, 'backup', '--to', killed), /The backup is in/);
      // opened and closed in order: there is no log any more, and no room to make one
      for (const filler of ['filler', 'filler-2']) rmSync(join(disk, filler));
      const second = await startProcess({ databaseUrl, clockStart: attackClock });
      await second.end();
      assert.ok(!existsSync(`${file}-wal`));
      fillUp(join(disk, 'filler'));
      const before = hashOf(file);
      await tool(databaseUrl, 'backup', '--to', stopped);
      assert.equal(hashOf(file), before);
      for (const backup of backups) {
        assert.match(await tool(databaseUrl, 'backup', '--verify', backup), /is whole/);
        const target = `sqlite:${join(elsewhere, `${Math.random()}.sqlite3`)}`;
        await tool(target, 'restore', '--from', backup);
        const restored = await startProcess({ databaseUrl: target, clockStart: attackClock });
        const { reference, token } = booked.body as { reference: string; token: string };
        const answer = await fetch(`${restored.url}/api/v1/bookings/${reference}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        assert.equal(answer.status, 200);
        await restored.end();
      }
    } finally {
      unmount(disk);
      for (const folder of [disk, elsewhere]) rmSync(folder, { recursive: true, force: true });
    }
  });

  it('can itself lie on a disk that is only read', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'hall-read-only-'));
    const elsewhere = mkdtempSync(join(tmpdir(), 'hall-elsewhere-'));
    if (!mounted(disk)) return;
    try {
      const databaseUrl = `sqlite:${join(elsewhere, 'hall.sqlite3')}`;
      const first = await startProcess({ databaseUrl, clockStart: attackClock });
      await first.end();
      await tool(databaseUrl, 'backup', '--to', join(disk, 'hall.backup'));
      // as the first release did
      execFileSync('cp', [join(elsewhere, 'hall.sqlite3'), join(disk, 'old.backup')]);
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      for (const name of ['hall.backup', 'old.backup']) {
        const target = `sqlite:${join(elsewhere, `of-${name}`)}`;
        assert.match(await tool(target, 'restore', '--from', join(disk, name)), /rows of schema/);
      }
    } finally {
      unmount(disk);
      for (const folder of [disk, elsewhere]) rmSync(folder, { recursive: true, force: true });
    }
  });
});
