import { setImmediate } from 'node:timers/promises';
import type { FileRow, TableFile } from '../list/workbook.ts';
import type { TableAsk } from './raw-table.ts';
import { rawTable, type TableName } from './tables.ts';

/** A table with every line and column as a sheet of a workbook. Ten years of many offices are some thousand lines: whoever waits is served before. */
export async function tableSheet(name: TableName, ask: TableAsk): Promise<TableFile> {
  await setImmediate();
  const { t } = ask.page;
  const { columns, rows } = rawTable(name, ask);
  return {
    name: t(`statistics.section.${name}.title`),
    columns: columns.map((column) => t(`statistics.column.${column}`)),
    total: rows.length,
    rows: inPieces(rows),
  };
}

async function* inPieces(rows: readonly FileRow[]): AsyncGenerator<readonly FileRow[]> {
  for (let from = 0; from < rows.length; from += 100) {
    yield rows.slice(from, from + 100);
    await setImmediate();
  }
}
