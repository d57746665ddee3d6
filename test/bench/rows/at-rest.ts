import { setTimeout as pause } from 'node:timers/promises';
import { alternate } from '../measure.ts';
import type { Row } from '../row.ts';

const most = 130;
/** Milliseconds after the last page: some 15 s of idleness and the engine gives back what it has kept for more. */
const idle = 30_000;

export const memoryAtRest: Row = {
  id: 'memory-at-rest',
  ours: 'memory of the machine that the process holds at rest, half a minute after a few pages',
  against: `${most} MB`,
  target: { atMost: 1 },
  async run(office) {
    const measured = await alternate(office.pick(3, 1), 'MB', {
      ours: async () => {
        const { url } = await office.database('sqlite');
        const hall = await office.hall(url);
        for (const path of ['/', '/services', '/sites', '/services/NEW', '/sites/BJ-TSY'])
          await (await fetch(hall.url + path)).arrayBuffer();
        await pause(idle);
        return hall.ask<number>('resident');
      },
      bare: async () => most,
    });
    return {
      ...measured,
      note: 'SQLite, Node as it is; not measured: threads for pictures and plans, which begin when asked for',
    };
  },
};
