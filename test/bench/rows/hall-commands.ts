import type { Engine } from '../../../server/store/database.ts';
import { alternate } from '../measure.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

const counters = Array.from({ length: 30 }, (_, k) => `BJ-TSY-${k + 1}`);

function hallCommands(engine: Engine, processes: number): Row {
  return {
    id: `hall-commands-${engine}`,
    ours: `hall commands of 30 counters at one site, a quarter of them calls, ${processes} process(es) [${engine}]`,
    against: 'the same SQL, a transaction each on one connection, nothing decided',
    target: null,
    async run(office) {
      const { url } = await office.database(engine);
      await office.counters(url, counters);
      const settings = { databaseUrl: url, clockStart };
      const children = await Promise.all(
        Array.from({ length: processes }, () => office.child('hall-load', settings)),
      );
      const milliseconds = office.pick(1000, 400);
      let round = 0;
      const ours = async (): Promise<number> => {
        await Promise.all(children.map((child) => child.ask('day', round)));
        round += 1;
        await children[0]?.ask('open', counters);
        const each = children.map((child, n) => {
          const mine = counters.filter((_, k) => k % processes === n);
          return child.ask<number>('work', { counters: mine, milliseconds });
        });
        return ((await Promise.all(each)).reduce((sum, one) => sum + one, 0) * 1000) / milliseconds;
      };
      const bare = async (): Promise<number> =>
        (((await children[0]?.ask<number>('raw', milliseconds)) ?? 0) * 1000) / milliseconds;
      await ours();
      const measured = await alternate(office.pick(3, 1), 'commands/s', { ours, bare });
      return { ...measured, note: 'not measured: screens that listen, pages, several sites' };
    },
  };
}

export const hallCommandsSqlite = hallCommands('sqlite', 1);
export const hallCommandsPostgres = hallCommands('postgres', 3);
