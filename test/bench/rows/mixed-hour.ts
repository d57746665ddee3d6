import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../child.ts';
import { Counters } from '../counters.ts';
import { requestsPerSecond } from '../load.ts';
import { alternate } from '../measure.ts';
import type { Row } from '../row.ts';
import { Screens } from '../screens.ts';

const most = 50;

/** What an office does in an hour, in seconds: people look for times and pages, screens stand, counters call. */
async function mixed(hall: Child, counters: Counters, milliseconds: number): Promise<void> {
  const [counter = ''] = counters.codes;
  const until = performance.now() + milliseconds;
  const paths = [
    '/',
    '/services/NEW',
    '/sites',
    '/sites/BJ-TSY',
    '/api/v1/sites/BJ-TSY/slots?service=RENEW',
    '/api/v1/sites/BJ-TSY/board',
  ];
  const calls = async (): Promise<void> => {
    while (performance.now() < until) {
      await counters.does(counter, 'calls');
      await counters.serve(counter);
      await pause(200);
    }
  };
  const load = { connections: 4, seconds: milliseconds / 1000 };
  await Promise.all([requestsPerSecond(hall.url, load, paths), calls()]);
}

export const mixedHour: Row = {
  id: 'mixed-hour',
  ours: 'delay of the loop at 99.9 % of moments: pages, times, 100 screens and calls together',
  against: `${most} ms`,
  target: { atMost: 1 },
  async run(office) {
    const { url } = await office.database('sqlite');
    const hall = await office.hall(url);
    await hall.ask('walkIns', office.pick(300, 60));
    const screens = await Screens.connect(hall.url, 100);
    const counters = await Counters.at(hall);
    await mixed(hall, counters, office.pick(5000, 1500));
    let longest = 0;
    const measured = await alternate(office.pick(4, 2), 'ms', {
      ours: async () => {
        await hall.ask('watchLoop');
        await mixed(hall, counters, office.pick(10_000, 2000));
        const [late = 0, worst = 0] = await hall.ask<readonly number[]>('loopDelays', [99.9]);
        longest = Math.max(longest, worst);
        return late;
      },
      bare: async () => most,
    });
    screens.close();
    return {
      ...measured,
      note: `at most ${longest.toFixed(0)} ms; minutes, not an hour; other programs on the same cores count, too; not measured: exports, plans, jobs of the night`,
    };
  },
};
