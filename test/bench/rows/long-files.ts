import type { Engine } from '../../../server/store/database.ts';
import { alternate, median } from '../measure.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

/** Milliseconds that the loop may compute in one piece. */
const allowed = 20;

function longFiles(engine: Engine): Row {
  return {
    id: `long-files-${engine}`,
    ours: `the longest piece on the loop while 50,000 lines of the audit are put into a workbook [${engine}]`,
    against: 'the 20 ms that a piece may take',
    target: { atMost: 1 },
    async run(office) {
      const { url } = await office.database(engine);
      const child = await office.child('exporting', { databaseUrl: url, clockStart });
      await child.ask('fill', office.pick(50_000, 5000));
      const csv: number[] = [];
      const ours = async (): Promise<number> => {
        csv.push(await child.ask<number>('held', 'csv'));
        return child.ask<number>('held', 'xlsx');
      };
      await ours();
      csv.length = 0;
      const measured = await alternate(office.pick(3, 1), 'ms', { ours, bare: async () => allowed });
      return {
        ...measured,
        note: `CSV ${median(csv).toFixed(0)} ms; not measured: the sending, several files at once`,
      };
    },
  };
}

export const longFilesSqlite = longFiles('sqlite');
export const longFilesPostgres = longFiles('postgres');
