import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import { type FileRow, makeWorkbook, type TableFile } from './workbook.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const fileFormats = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The type of a spreadsheet file that was asked for; null: none that there is. */
export function fileFormat(value: unknown): FileFormat | null {
  return fileFormats.find((format) => format === value) ?? null;
}

/**
 * Answers with a file to download. Text that a spreadsheet would run as a formula stays text. CSV leaves while it is read, and no faster than it
 * is taken; a workbook can leave only when it is whole.
 */
export async function sendTable(response: Response, table: TableFile, format: FileFormat): Promise<void> {
  if (format === 'xlsx') return sendWorkbook(response, table.name, [table]);
  response.set('Cache-Control', 'no-store').attachment(`${table.name}.csv`).type('text/csv; charset=utf-8');
  try {
    await pipeline(Readable.from(csvOf(table)), response);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Whoever asked has gone away; nobody is there to be told of it. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Answers with several tables, each a sheet that bears its name. Throws Unavailable when too many are being made. */
export async function sendWorkbook(
  response: Response,
  name: string,
  tables: readonly TableFile[],
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const workbook = await makeWorkbook(tables, gone.signal);
  if (workbook === null) return;
  response.set('Cache-Control', 'no-store').attachment(`${name}.xlsx`).type(workbookType).send(workbook);
}

async function* csvOf({ columns, rows }: TableFile): AsyncGenerator<string> {
  // the mark at the beginning is what spreadsheets know Chinese by
  yield written([columns], true);
  for await (const some of rows) yield written(some, false);
}

function written(rows: readonly FileRow[], bom: boolean): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom, escape_formulas: true, record_delimiter: 'windows' },
  );
}
