import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import type { Sheet } from 'write-excel-file/node';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const fileFormats = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

export interface TableFile {
  /** without an extension, letters and digits */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The type of a spreadsheet file that was asked for; null: none that there is. */
export function fileFormat(value: unknown): FileFormat | null {
  return fileFormats.find((format) => format === value) ?? null;
}

/** Answers with a file to download. Text that a spreadsheet would run as a formula stays text. */
export async function sendTable(response: Response, table: TableFile, format: FileFormat): Promise<void> {
  response.set('Cache-Control', 'no-store').attachment(`${table.name}.${format}`);
  if (format === 'csv') response.type('text/csv; charset=utf-8').send(csvOf(table));
  else {
    response.type(workbookType).send(await workbookOf([table]));
  }
}

/** Answers with several tables, each a sheet that bears its name. */
export async function sendWorkbook(
  response: Response,
  name: string,
  tables: readonly TableFile[],
): Promise<void> {
  response.set('Cache-Control', 'no-store').attachment(`${name}.xlsx`).type(workbookType);
  response.send(await workbookOf(tables));
}

function csvOf({ columns, rows }: TableFile): string {
  // the mark at the beginning is what spreadsheets know Chinese by
  return stringify([[...columns], ...rows.map((row) => [...row])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

async function workbookOf(tables: readonly TableFile[]): Promise<Buffer> {
  // needed now and then, not at every start
  const { default: writeWorkbook } = await import('write-excel-file/node');
  return writeWorkbook(tables.map(sheetOf)).toBuffer();
}

function sheetOf({ name, columns, rows }: TableFile): Sheet<never> {
  const widths = columns.map((column, position) =>
    Math.max(...[column, ...rows.slice(0, 200).map((row) => row[position])].map(widthOf)),
  );
  return {
    sheet: name.slice(0, 31),
    stickyRowsCount: 1,
    columns: widths.map((widest) => ({ width: Math.min(44, widest + 3) })),
    data: [columns.map((value) => ({ value, fontWeight: 'bold' })), ...rows.map((row) => [...row])],
  };
}

/** Chinese characters are two columns wide. */
function widthOf(value: string | number | null | undefined): number {
  return [...String(value ?? '')].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
}
