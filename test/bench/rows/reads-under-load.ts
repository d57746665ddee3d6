import type { Engine } from '../../../server/store/database.ts';
import { alternate, median } from '../measure.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

function readsUnderLoad(engine: Engine): Row {
  return {
    id: `reads-under-load-${engine}`,
    ours: `30 days of free slots while 50 at once saturate the writer, in the same process [${engine}]`,
    against: 'the same read, idle',
    target: { atMost: 2 },
    async run(office) {
      const { url } = await office.database(engine, 50);
      const child = await office.child('reading', { databaseUrl: url, clockStart });
      const milliseconds = office.pick(1500, 400);
      const rates: number[] = [];
      const ours = async (): Promise<number> => {
        const { time, rate } = await child.ask<{ time: number; rate: number }>('saturated', milliseconds);
        rates.push(rate);
        return time;
      };
      const bare = () => child.ask<number>('idle', milliseconds);
      await ours();
      await bare();
      const measured = await alternate(office.pick(4, 2), 'ms', { ours, bare });
      return {
        ...measured,
        note: `${median(rates).toFixed(0)} bookings/s meanwhile; not measured: HTTP, other processes`,
      };
    },
  };
}

export const readsUnderLoadSqlite = readsUnderLoad('sqlite');
export const readsUnderLoadPostgres = readsUnderLoad('postgres');
