import exceljs from 'exceljs';
import type { Office } from './office.ts';

/** The workbook that an address answers with. */
export async function workbookOf({ agent }: Pick<Office, 'agent'>, path: string): Promise<exceljs.Workbook> {
  const answer = await agent
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(answer.body);
  return workbook;
}
