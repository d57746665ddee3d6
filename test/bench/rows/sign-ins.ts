import { setTimeout as pause } from 'node:timers/promises';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import { alternate, quantile } from '../measure.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

const password = 'Correct-horse-7-battery';
const clerks = 60;

/** The slowest hundredth of answers of /readyz while something goes on, milliseconds. */
async function readyWhile(url: string, going: Promise<unknown>): Promise<number> {
  const times: number[] = [];
  let goes = true;
  const ended = () => {
    goes = false;
  };
  going.then(ended, ended);
  while (goes) {
    const began = performance.now();
    await (await fetch(`${url}/readyz`)).arrayBuffer();
    times.push(performance.now() - began);
    await pause(2);
  }
  await going;
  return quantile(times, 0.99);
}

/** A morning: everybody signs in at once, at machines that they know. */
export const signIns: Row = {
  id: 'sign-ins',
  ours: `slowest hundredth of /readyz while ${clerks} clerks sign in at once`,
  against: 'the same with nobody',
  target: { atMost: 2 },
  async run(office) {
    const { url } = await office.database('sqlite');
    const bare = onDatabase(url, setClock(clockStart));
    for (let i = 0; i < clerks; i += 1) {
      const wanted = {
        username: `clerk-${i}`,
        name: `clerk-${i}`,
        role: 'counter',
        sites: [],
        password,
      } as const;
      const made = await createStaff(bare.system, { ...wanted, actor: theSystem });
      if (!made.ok) throw new Error(made.code);
    }
    await bare.close();
    const hall = await office.hall(url);
    const machines = await office.child('signing-in', { url: hall.url, clerks, password });
    const before = await machines.ask<number>('first');
    const refused: number[] = [];
    const measured = await alternate(
      office.pick(12, 2),
      'ms',
      {
        ours: async () => {
          const asked = machines.ask<number>('atOnce');
          const ready = await readyWhile(hall.url, asked);
          refused.push(await asked);
          // not measured: while they wait nobody signs in
          await machines.ask('again');
          return ready;
        },
        bare: () => readyWhile(hall.url, pause(office.pick(3000, 1000))),
      },
      office.pick(24, 2),
    );
    const note = `of ${clerks} at once told to come again: ${refused.join(', ')}; before that, one by one: ${before}`;
    return { ...measured, note };
  },
};
