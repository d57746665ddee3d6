import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import {
  type BackupEnd,
  BackupError,
  type BackupHead,
  backupFormat,
  backupName,
  type Entry,
  type OpenBackup,
  rowOfLine,
} from './backup-format.ts';
import { firstRelease, isSqlite, openSqliteBackup } from './old-backup.ts';
import { sealedLength } from './seal-file.ts';

const firstSealed = 3;

/** Looks at the beginning of a backup of any release. Fails with a BackupError when it is none. */
export async function openBackup(file: string): Promise<OpenBackup> {
  if (await isSqlite(file)) return openSqliteBackup(file);
  const first = await firstLine(file);
  if (first.startsWith('["'))
    return { head: firstRelease, entries: () => rowsAlone(file), tables: () => null };
  const head = headOf(file, first);
  const length = await lengthOf(file, head);
  let end: BackupEnd | null = null;
  const entries = () =>
    checkedRows(file, length, (read) => {
      end = read;
    });
  return { head, entries, tables: () => Object.keys(end?.rows ?? {}) };
}

/** How far it reads; undefined: to the end. A byte that differs from what was written, wherever it stands, is seen here. */
async function lengthOf(file: string, { format }: BackupHead): Promise<number | undefined> {
  if (Number(format) < firstSealed) return undefined;
  const length = await sealedLength(file);
  if (length === null)
    throw new BackupError(`${file} is damaged or cut off: its bytes are not those that were sealed`);
  return length;
}

function headOf(file: string, line: string): BackupHead {
  let head: (BackupHead & { backup?: unknown }) | null = null;
  try {
    head = JSON.parse(line) as BackupHead;
  } catch {}
  if (head?.backup !== backupName || !Array.isArray(head.migrations))
    throw new BackupError(`${file} is no backup`);
  if (Number(head.format) > backupFormat)
    throw new BackupError(
      `${file} is of a newer format (program ${head.program}): restore it with that version of the program or a newer one`,
    );
  return head;
}

async function firstLine(file: string): Promise<string> {
  const lines = linesOf(file);
  try {
    for await (const line of lines) return line;
  } finally {
    await lines.return(undefined);
  }
  throw new BackupError(`${file} is empty`);
}

async function* checkedRows(
  file: string,
  length: number | undefined,
  ended: (end: BackupEnd) => void,
): AsyncGenerator<Entry> {
  const hash = createHash('sha256');
  const rows = new Map<string, number>();
  let end: BackupEnd | null = null;
  let first = true;
  for await (const line of linesOf(file, length)) {
    if (end !== null) throw new BackupError(`${file} is damaged: something stands after its end`);
    if (first) hash.update(`${line}\n`);
    else {
      const entry = readRow(file, line);
      if (entry === null) end = JSON.parse(line) as BackupEnd;
      else {
        hash.update(`${line}\n`);
        rows.set(entry[0], (rows.get(entry[0]) ?? 0) + 1);
        yield entry;
      }
    }
    first = false;
  }
  if (end === null) throw new BackupError(`${file} is cut off: its end is missing`);
  for (const [table, said] of Object.entries(end.rows)) {
    const found = rows.get(table) ?? 0;
    if (found !== said)
      throw new BackupError(`${file} is damaged: it says ${said} rows of ${table} and has ${found}`);
  }
  const stranger = [...rows.keys()].find((table) => end?.rows[table] === undefined);
  if (stranger !== undefined)
    throw new BackupError(`${file} is damaged: it does not say how many rows of ${stranger} it has`);
  if (hash.digest('hex') !== end.sha256)
    throw new BackupError(`${file} is damaged: its checksum does not fit`);
  ended(end);
}

/** As the first release wrote them: no head, and no end but that of gzip. */
async function* rowsAlone(file: string): AsyncGenerator<Entry> {
  for await (const line of linesOf(file)) {
    const entry = readRow(file, line);
    if (entry === null) throw new BackupError(`${file} is damaged: a line is no row`);
    yield entry;
  }
}

function readRow(file: string, line: string): Entry | null {
  try {
    return rowOfLine(line);
  } catch {
    throw new BackupError(`${file} is damaged: a line cannot be read`);
  }
}

async function* linesOf(file: string, length = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  const source = createReadStream(file, { end: length - 1 });
  const unpacked = createGunzip();
  source.once('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for await (const piece of unpacked) {
      const lines = (rest + decoder.decode(piece as Buffer, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new BackupError(`${file} is cut off`);
    if (code?.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new BackupError(`${file} is damaged, or no backup: it cannot be unpacked`);
    throw error;
  } finally {
    source.destroy();
  }
  if (rest !== '') throw new BackupError(`${file} is cut off: its last line has no end`);
}
