import readWorkbook, { type SheetData } from 'read-excel-file/node';
import type { Office } from './office.ts';

/** The rows of each sheet of the workbook that an address answers with, the names of the columns first. */
export async function workbookOf(
  { agent }: Pick<Office, 'agent'>,
  path: string,
): Promise<readonly SheetData[]> {
  const answer = await agent
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
  const sheets = await readWorkbook(answer.body, { trim: false });
  return sheets.map(({ data }) => data);
}
