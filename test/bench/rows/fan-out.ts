import { setTimeout as pause } from 'node:timers/promises';
import { Counters } from '../counters.ts';
import { median, quantile } from '../measure.ts';
import type { Row } from '../row.ts';
import { Screens } from '../screens.ts';

const everyMilliseconds = 20;
/** longer than a call takes to reach all screens, and than the pause between two pushes of a hall */
const quiet = 400;

export const fanOut: Row = {
  id: 'fan-out',
  ours: '50 calls/s at one site, 200 screens: 99th percentile from the request to the last screen',
  against: 'the median when nobody else calls',
  target: { atMost: 4 },
  async run(office) {
    const { url } = await office.database('sqlite');
    await office.counters(
      url,
      Array.from({ length: 30 }, (_, k) => `BJ-TSY-${k + 1}`),
    );
    const hall = await office.hall(url);
    await hall.ask('walkIns', 40);
    const counters = await Counters.at(hall);
    const screens = await Screens.connect(hall.url, 200);
    const left = new Map<string, number>();
    const shown = new Map<string, number>();
    screens.hear(({ facts = [] }) => {
      for (const fact of facts) {
        if (fact.type !== 'ticket_called' || fact.number === undefined) continue;
        const still = (left.get(fact.number) ?? screens.count) - 1;
        left.set(fact.number, still);
        if (still === 0) shown.set(fact.number, performance.now());
      }
    });
    const asked = new Map<string, number>();
    const idle = [...counters.codes];
    const work = async (counter: string): Promise<void> => {
      const sent = performance.now();
      const [reply] = await Promise.all([counters.does(counter, 'calls'), counters.walkIn()]);
      const called = reply.body as { ticket: { number: string } } | null;
      if (called !== null) {
        asked.set(called.ticket.number, sent);
        await counters.serve(counter);
      }
      idle.push(counter);
    };
    // one after another, each when the last one is over: the quiet hall
    for (let k = 0; k < office.pick(20, 5); k += 1) {
      const counter = idle.shift();
      if (counter !== undefined) await work(counter);
      await pause(quiet);
    }
    const delaysOf = (): number[] =>
      [...asked].map(([number, at]) => (shown.get(number) ?? Number.POSITIVE_INFINITY) - at);
    const alone = median(delaysOf());
    asked.clear();
    const wanted = office.pick(10, 1.5) * (1000 / everyMilliseconds);
    const works: Promise<void>[] = [];
    const began = performance.now();
    for (let k = 0; k < wanted; k += 1) {
      const late = began + k * everyMilliseconds - performance.now();
      if (late > 0) await pause(late);
      const counter = idle.shift();
      if (counter !== undefined) works.push(work(counter));
    }
    const rate = works.length / ((performance.now() - began) / 1000);
    await Promise.all(works);
    await pause(1500);
    screens.close();
    const delays = delaysOf();
    const half = delays.length >> 1;
    const [early, late] = [median(delays.slice(0, half)), median(delays.slice(half))];
    const lost = delays.filter((delay) => delay === Number.POSITIVE_INFINITY).length;
    const p99 = quantile(delays, 0.99);
    return {
      unit: 'ms',
      ours: [p99],
      bare: [alone],
      ratios: [p99 / alone],
      note: `${rate.toFixed(0)} calls/s, ${lost} not shown; median of the first half ${early.toFixed(0)} ms, of the second ${late.toFixed(0)} ms; not measured: the network, other sites`,
    };
  },
};
