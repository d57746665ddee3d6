/**
 * A backup is gzip of lines of JSON in UTF-8, the same for both engines, written and read as a stream:
 *
 *   {"backup":"electronic-port-hall","format":3,"schema":"…","migrations":["…"],"program":"0.1.0","engine":"sqlite","at":1795000000000}
 *   ["booking",{"id":"…",…}]              a row; parents stand before what points to them; bytes are {"$base64":"…"}
 *   …
 *   {"rows":{"booking":1,…},"sha256":"…"}  every table with its number of rows; SHA-256 of all bytes before this line
 *
 * Behind it stands a seal, a piece of gzip of its own: {"sealed":"…"}, SHA-256 of all bytes of the file before it, packed ones. Format 2 had none, and so
 * did not see a bit that changes nothing of what is unpacked. The first release wrote a database file (SQLite) or the rows alone (PostgreSQL): `old-backup.ts` reads these.
 */
export const backupName = 'electronic-port-hall';
export const backupFormat = 3;

export type Row = Readonly<Record<string, unknown>>;
export type Entry = readonly [table: string, row: Row];

export interface BackupHead {
  /** of the file; absent: that of the first release */
  readonly format?: number;
  /** the newest migration of the database */
  readonly schema: string;
  /** every migration that the database had */
  readonly migrations: readonly string[];
  /** version of the program that wrote it; null: the first release did not say */
  readonly program: string | null;
  /** epoch ms; null: not said */
  readonly at: number | null;
}

export interface BackupEnd {
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

/** What is in the file, row by row; the file is only read. `entries` fails at its end when the whole is not what it says. */
export interface OpenBackup {
  readonly head: BackupHead;
  entries(): AsyncGenerator<Entry>;
  /** its tables, with rows or without, once all entries have come; null: the first release's PostgreSQL backups do not say */
  tables(): readonly string[] | null;
}

/** The file is not what it should be; the message is one line that says what. */
export class BackupError extends Error {}

export function lineOfHead(head: Omit<BackupHead, 'format'>, engine: string): string {
  const { schema, migrations, program, at } = head;
  return `${JSON.stringify({ backup: backupName, format: backupFormat, schema, migrations, program, engine, at })}\n`;
}

export function lineOfRow(table: string, row: Row): string {
  const plain = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? { $base64: Buffer.from(value).toString('base64') } : value,
  ]);
  return `${JSON.stringify([table, Object.fromEntries(plain)])}\n`;
}

/** Null: the line is no row. */
export function rowOfLine(line: string): Entry | null {
  const read: unknown = JSON.parse(line);
  if (!Array.isArray(read)) return null;
  const [table, plain] = read as [string, Record<string, unknown>];
  const row = Object.entries(plain).map(([name, value]) => [name, isBytes(value) ? bytesOf(value) : value]);
  return [table, Object.fromEntries(row) as Row];
}

interface Bytes {
  readonly $base64: string;
}

function isBytes(value: unknown): value is Bytes {
  return typeof value === 'object' && value !== null && '$base64' in value;
}

function bytesOf({ $base64 }: Bytes): Buffer {
  return Buffer.from($base64, 'base64');
}
