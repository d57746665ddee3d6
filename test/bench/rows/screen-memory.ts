import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../child.ts';
import { alternate } from '../measure.ts';
import type { Row } from '../row.ts';
import { Screens } from '../screens.ts';

export const screenMemory: Row = {
  id: 'screen-memory',
  ours: 'memory for each connected screen',
  against: 'bare Socket.IO',
  target: { atMost: 1.3 },
  async run(office) {
    const count = office.pick(800, 200);
    const { url } = await office.database('sqlite');
    const [hall, bare] = await Promise.all([office.hall(url), office.child('bare-broadcast')]);
    await hall.ask('walkIns', 20);
    const each = async (child: Child): Promise<number> => {
      const before = await child.ask<number>('memory');
      const screens = await Screens.connect(child.url, count);
      await pause(300);
      const after = await child.ask<number>('memory');
      screens.close();
      await pause(300);
      return (after - before) / count / 1024;
    };
    // what the first connection loads is no client's
    await each(hall);
    await each(bare);
    const sides = { ours: () => each(hall), bare: () => each(bare) };
    const measured = await alternate(office.pick(3, 1), 'KB/screen', sides);
    return { ...measured, note: "not measured: the sockets' memory in the kernel, TLS" };
  },
};
