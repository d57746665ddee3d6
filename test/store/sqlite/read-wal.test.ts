import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRaw, type RawConnection } from '../../../server/store/sqlite/raw-connection.ts';
import { readWal } from '../../../server/store/sqlite/read-wal.ts';

const pageSize = 4096;
const frameSize = 24 + pageSize;
const rows = 12;

describe('reading a write-ahead log', function () {
  this.timeout(60_000);
  let folder: string;
  let source: RawConnection;
  let copies = 0;
  const wal = (): string => `${join(folder, 'source')}-wal`;

  /** Database and log as they stand, as a crash leaves them; `change` is done to the log. */
  const crashed = (change: (bytes: Buffer) => Buffer | undefined = () => undefined): string => {
    copies += 1;
    const file = join(folder, `copy-${copies}`);
    copyFileSync(join(folder, 'source'), file);
    const bytes = readFileSync(wal());
    writeFileSync(`${file}-wal`, change(bytes) ?? bytes);
    return file;
  };
  /** How many of the rows SQLite shows. */
  const shown = async (file: string): Promise<number> => {
    const connection = await connectRaw(file, 0);
    try {
      return Number(await connection.value('select count(*) from t'));
    } catch {
      return 0;
    } finally {
      await connection.close();
    }
  };
  const flipped = (at: number) => (bytes: Buffer) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
    return bytes;
  };
  const frames = (): number => (statSync(wal()).size - 32) / frameSize;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hall-wal-'));
    source = await connectRaw(join(folder, 'source'), 0);
    await source.run(
      `pragma page_size = ${pageSize}; pragma journal_mode = wal; pragma synchronous = full; create table t (n, words); create index i on t (words);`,
    );
    for (let n = 0; n < rows; n += 1)
      await source.run(`insert into t values (${n}, hex(randomblob(${200 + 900 * (n % 3)})))`);
  });
  afterEach(async () => {
    await source.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('that a crash left whole, or cut off in the last write, finds nothing', async () => {
    assert.deepEqual(readWal(`${crashed()}-wal`), { state: 'sound', lost: 0 });
    assert.deepEqual(readWal(join(folder, 'no-such-file')), { state: 'sound', lost: 0 });
    const cut = crashed((bytes) => bytes.subarray(0, bytes.length - 1000));
    assert.equal(readWal(`${cut}-wal`).state, 'sound');
    assert.equal(await shown(cut), rows - 1, 'as SQLite sees it too');
  });

  it('finds every damage by which SQLite would lose more than the last change, wherever a bit is wrong', async () => {
    let damaged = 0;
    for (let k = 0; k < 150; k += 1) {
      // spread over the whole file, heads of frames as often as their pages
      const frame = k % frames();
      const at = k < 8 ? k * 4 : 32 + frame * frameSize + (k % 2 === 0 ? k % 24 : (k * 131) % frameSize);
      const file = crashed(flipped(at));
      const { state, lost } = readWal(`${file}-wal`);
      const visible = await shown(file);
      if (visible < rows - 1) {
        damaged += 1;
        assert.equal(state, 'damaged', `byte ${at}, ${visible} rows`);
        assert.ok(lost >= 1);
      }
      if (visible === rows) assert.notEqual(state, 'damaged', `byte ${at}`);
    }
    assert.ok(damaged > 50, `${damaged}`);
  });

  it('tells a last change that is not whole from one that others follow', async () => {
    // more than one page, so that its first frame can be wrong while its last is there
    await source.run(`insert into t values (${rows}, hex(randomblob(9000)))`);
    const file = crashed(flipped(32 + (frames() - 3) * frameSize + 500));
    assert.deepEqual(readWal(`${file}-wal`), { state: 'torn', lost: 1 });
    assert.equal(await shown(file), rows);
  });

  it('takes neither the rest of an earlier round nor of a write that was given up for damage', async () => {
    await source.run('pragma wal_checkpoint(restart)');
    await source.run(`insert into t values (${rows}, 'a new round')`);
    assert.deepEqual(readWal(`${crashed()}-wal`), { state: 'sound', lost: 0 });
    const before = statSync(wal()).size;
    await source.run(
      'pragma cache_size = 5; begin; insert into t select n + 100, hex(randomblob(3000)) from t; insert into t select n + 200, hex(randomblob(3000)) from t; rollback;',
    );
    assert.ok(statSync(wal()).size > before, 'it was written before it was given up');
    await source.run(`insert into t values (${rows + 1}, 'and on')`);
    assert.deepEqual(readWal(`${crashed()}-wal`), { state: 'sound', lost: 0 });
  });
});
