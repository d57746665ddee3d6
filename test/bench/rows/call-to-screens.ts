import { setTimeout as pause } from 'node:timers/promises';
import { Counters, post } from '../counters.ts';
import { alternate, median } from '../measure.ts';
import type { Row } from '../row.ts';
import { Screens } from '../screens.ts';

// longer than the pause between two pushes of a hall, of which the last has waited for the one before, and than that takes
const settled = 700;
const mostRounds = 60;

export const callToScreens: Row = {
  id: 'call-to-screens',
  ours: 'call next, from the request to the last of 500 screens',
  against: 'bare Socket.IO broadcast of the same bytes',
  target: { atMost: 1.5 },
  async run(office) {
    const { url } = await office.database('sqlite');
    const [hall, bare] = await Promise.all([office.hall(url), office.child('bare-broadcast')]);
    // one more is called before the first round
    await hall.ask('walkIns', mostRounds + 1);
    const counters = await Counters.at(hall);
    const counter = counters.codes[0] ?? '';
    await pause(settled);
    const screens = await Screens.connect(hall.url, 500);
    const others = await Screens.connect(bare.url, 500);
    const fromAnswer: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    const call = async (): Promise<number> => {
      await pause(settled);
      const shown = screens.allHear();
      const sent = performance.now();
      const reply = await counters.does(counter, 'calls');
      const last = await shown;
      fromAnswer.ours.push(last.at - reply.at);
      await bare.ask('keep', last.change);
      await counters.serve(counter);
      return last.at - sent;
    };
    const tell = async (): Promise<number> => {
      await pause(settled);
      const shown = others.allHear();
      const sent = performance.now();
      const reply = await post(`${bare.url}/tell`);
      const last = await shown;
      fromAnswer.bare.push(last.at - reply.at);
      return last.at - sent;
    };
    await call();
    await tell();
    const measured = await alternate(
      office.pick(15, 3),
      'ms',
      { ours: call, bare: tell },
      office.pick(mostRounds, 3),
    );
    screens.close();
    others.close();
    const note = `from the answer: ${median(fromAnswer.ours).toFixed(1)} and ${median(fromAnswer.bare).toFixed(1)} ms; not measured: the network, and drawing on the screen`;
    return { ...measured, note };
  },
};
