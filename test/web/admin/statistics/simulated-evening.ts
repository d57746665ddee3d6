import type { Engine } from '../../../../server/store/database.ts';
import { begun } from '../../../support/begun.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { type Office, signIn } from '../office.ts';
import { simulate, type Truth } from './simulated-truth.ts';
import { cells } from './table-cells.ts';

export const day = '2026-11-24';
export const query = `site=BJ-TSY&from=${day}&to=${day}`;

/** The evening of a day that was simulated: what is known of it, and an administrator who asks for its figures. */
export interface SimulatedEvening {
  readonly hall: HallSystem;
  readonly truth: Truth;
  readonly office: Office;
  /** The cells of one of the tables, of that day unless it is asked otherwise. */
  table(name: string, wanted?: string): Promise<string[][]>;
}

/** Plays the day before the first test of the suite that calls this, and closes its hall after the last. */
export function simulatedEvening(engine: Engine, visitors: number): SimulatedEvening {
  let hall: HallSystem | null = null;
  let truth: Truth | null = null;
  let office: Office | null = null;
  before(async () => {
    hall = await startSystem({ engine });
    truth = await simulate(hall, 'BJ-TSY', day, visitors);
    hall.clock.set(`${day}T20:00:00+08:00`);
    office = await signIn(hall, 'administrator');
  });
  after(() => hall?.close());
  return {
    get hall() {
      return begun(hall);
    },
    get truth() {
      return begun(truth);
    },
    get office() {
      return begun(office);
    },
    table: async (name, wanted = query) => {
      const address = `/admin/statistics?${wanted}&list=${name}&format=csv&lang=en`;
      return cells((await begun(office).agent.get(address)).text);
    },
  };
}
