// A thread of its own for one workbook: the library builds and packs a sheet in one piece, 50,000 lines take it some seconds.
import { parentPort } from 'node:worker_threads';
import writeWorkbook from 'write-excel-file/node';

const sheets = [];

parentPort.on('message', async (said) => {
  if (said.rows !== undefined) sheets.at(-1).rows.push(...said.rows);
  else if (said.sheet !== undefined) sheets.push({ ...said.sheet, rows: [] });
  else {
    const buffer = await writeWorkbook(sheets.map(sheetOf)).toBuffer();
    const bytes = new Uint8Array(buffer);
    // handed over, not copied
    parentPort.postMessage(bytes, [bytes.buffer]);
  }
});

function sheetOf({ name, columns, rows }) {
  const widths = columns.map((column, position) =>
    Math.max(...[column, ...rows.slice(0, 200).map((row) => row[position])].map(widthOf)),
  );
  return {
    sheet: name.slice(0, 31),
    stickyRowsCount: 1,
    columns: widths.map((widest) => ({ width: Math.min(44, widest + 3) })),
    data: [columns.map((value) => ({ value, fontWeight: 'bold' })), ...rows],
  };
}

/** Chinese characters are two columns wide. */
function widthOf(value) {
  return [...String(value ?? '')].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
}
