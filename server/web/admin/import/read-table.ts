import { parse } from 'csv-parse/sync';
import { type CellValue, readSheet } from 'read-excel-file/node';
import { entriesOf } from './bounded-zip.ts';

/** What a file is refused for before a line of it is looked at. */
export type TableRefusal = 'unreadable' | 'empty' | 'too_large' | 'too_many_rows';

/** The first sheet of a workbook, or a text file with separated values. */
export interface ReadTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export const largestTable = 1024 * 1024;
const bounds = { entries: 200, unpacked: 20 * 1024 * 1024 };
/** A workbook whose cells lie further away would be filled up to them. */
const furthest = { rows: 5000, columns: 100 };

export async function readTable(
  bytes: Uint8Array,
  mostRows: number,
): Promise<ReadTable | { readonly refused: TableRefusal }> {
  if (bytes.length > largestTable) return { refused: 'too_large' };
  const lines = isZip(bytes) ? await linesOfWorkbook(bytes) : linesOfText(bytes);
  if ('refused' in lines) return lines;
  const [head, ...rows] = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (head === undefined || rows.length === 0) return { refused: 'empty' };
  if (rows.length > mostRows) return { refused: 'too_many_rows' };
  return { columns: head.cells, rows };
}

type Lines = ReadTable['rows'] | { readonly refused: TableRefusal };

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** A cell with a formula says what it was when the file was saved: nothing is run. */
async function linesOfWorkbook(bytes: Uint8Array): Promise<Lines> {
  const entries = entriesOf(bytes, bounds);
  if (entries === null) return { refused: 'too_large' };
  // a sheet may lie anywhere and have any name
  for (const content of entries.values()) {
    const part = content.toString('latin1');
    if (part.includes('<!DOCTYPE')) return { refused: 'unreadable' };
    if (part.includes('sheetData') && reachesFar(part)) return { refused: 'too_many_rows' };
  }
  try {
    const rows = await readSheet(Buffer.from(bytes), { trim: false });
    return rows.map((row, index) => ({ line: index + 1, cells: row.map(textOfCell) }));
  } catch {
    return { refused: 'unreadable' };
  }
}

/** Whether a cell or row says that it is far away, or says where it is in a way that no program writes. */
function reachesFar(sheet: string): boolean {
  for (const [, said = ''] of sheet.matchAll(/\sr\s*=\s*(["'][^"']*["']?)/g)) {
    const [, letters = '', row = ''] = /^["']([A-Z]{0,3})(\d{1,7})["']$/.exec(said) ?? [];
    if (row === '' || Number(row) > furthest.rows || columnNumber(letters) > furthest.columns) return true;
  }
  return false;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function textOfCell(value: CellValue | null): string {
  if (value === null) return '';
  if (!(value instanceof Date)) return cleaned(String(value));
  const said = value.toISOString();
  // a time of day alone is a moment of the day before the calendar of spreadsheets begins
  return value.getUTCFullYear() < 1901 ? said.slice(11, 16) : said.slice(0, 10);
}

function linesOfText(bytes: Uint8Array): Lines {
  const text = decoded(bytes);
  if (text === null || text.includes('\0')) return { refused: 'unreadable' };
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record.map(cleaned) }));
  } catch {
    return { refused: 'unreadable' };
  }
}

/** UTF-8 with or without its mark, UTF-16 with one, else what Chinese spreadsheets write. */
function decoded(bytes: Uint8Array): string | null {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  }
}

/** Whatever parts the names of the columns most often. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  const bare = head.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '，'].map((one) => [one, bare.split(one).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** A mark that keeps a spreadsheet from running a text is not part of it. */
function cleaned(value: string): string {
  return value.replace(/^'(?=[=+\-@])/, '').trim();
}
