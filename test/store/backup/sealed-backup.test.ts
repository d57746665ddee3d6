import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { backUp } from '../../../server/store/backup/back-up.ts';
import { BackupError } from '../../../server/store/backup/backup-format.ts';
import { openToRead } from '../../../server/store/backup/open-to-read.ts';
import { verifyBackup } from '../../../server/store/backup/verify-backup.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { testSite } from '../../support/sites.ts';

for (const engine of engines) {
  describe(`a sealed backup [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    let folder: string;
    let bytes: Buffer;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-sealed-'));
      bare = await bareSystem({ engine, sites: [testSite()], now: '2026-11-23T10:00:00+08:00' });
      const source = await openToRead(bare.system.database.url);
      await backUp(source, join(folder, 'good'), { program: '0.1.0', at: bare.clock.now() });
      await source.close();
      bytes = readFileSync(join(folder, 'good'));
    });
    after(async () => {
      await bare.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const refused = async (changed: Buffer, what: string): Promise<void> => {
      const file = join(folder, 'changed');
      writeFileSync(file, changed);
      await assert.rejects(verifyBackup(file), BackupError, what);
    };
    const withByte = (at: number, by: number): Buffer => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ by;
      return changed;
    };

    it('is whole as it was written, and every program that unpacks gzip can read it', async () => {
      const { head } = await verifyBackup(join(folder, 'good'));
      assert.equal(head.format, 3);
      const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
      assert.match(lines.at(-1) ?? '', /^\{"sealed":"[0-9a-f]{64}"\}$/);
    });

    it('is refused whichever byte differs, and by whatever', async () => {
      const anyByte = fc.integer({ min: 0, max: bytes.length - 1 });
      const anyChange = fc.integer({ min: 1, max: 255 });
      await fc.assert(
        fc.asyncProperty(anyByte, anyChange, (at, by) => refused(withByte(at, by), `byte ${at} by ${by}`)),
        { numRuns: 200 },
      );
    });

    it('is refused for every bit of the head and the end of gzip, which unpacking does not look at', async () => {
      const ends = [...bytes.keys()].filter((at) => at < 10 || at >= bytes.length - 130);
      for (const at of ends) await refused(withByte(at, 1 << (at % 8)), `byte ${at}`);
    });

    it('is refused when something was put behind it, or its seal was taken away', async () => {
      await refused(Buffer.concat([bytes, Buffer.from([0])]), 'longer');
      await refused(Buffer.concat([bytes, bytes]), 'twice');
      await refused(bytes.subarray(0, -1), 'shorter');
      const [, second = 0] = [...bytes.keys()].filter(
        (at) => bytes.readUInt16BE(Math.min(at, bytes.length - 2)) === 0x1f8b,
      );
      for (const at of new Set([second, bytes.length - 110]))
        await refused(bytes.subarray(0, at), `cut at ${at}`);
      const file = join(folder, 'appended');
      writeFileSync(file, bytes);
      appendFileSync(file, 'more');
      await assert.rejects(verifyBackup(file), BackupError);
    });
  });
}
