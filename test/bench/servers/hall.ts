import { createKey } from '../../../server/actions/staff/create-key.ts';
import { clockFrom } from '../../../server/clock.ts';
import { compose } from '../../../server/compose.ts';
import { readConfig } from '../../../server/config.ts';
import { answer, settingsOf } from './answering.ts';
import { interactiveLane } from './interactive-lane.ts';
import { noLane, unwrittenLane } from './no-lane.ts';

/** What carries bookings out: ours, ours without the write, nothing at all, or a transaction for each. */
export type Lane = 'ours' | 'unwritten' | 'none' | 'interactive';

interface Settings {
  readonly databaseUrl: string;
  readonly clockStart: string;
  readonly lane?: Lane;
}

const { databaseUrl, clockStart, lane = 'ours' } = settingsOf<Settings>();
const config = readConfig({
  PORT: '0',
  DATABASE_URL: databaseUrl,
  SESSION_SECRET: 'a secret of at least thirty-two characters',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'error',
  SECOND_FACTOR: 'optional',
});
const composed = await compose(config, clockFrom(Date.parse(clockStart)));
const { system } = composed;
const lanes = {
  ours: () => system.bookings,
  unwritten: () => unwrittenLane(system),
  none: noLane,
  interactive: () => interactiveLane(system),
};
Object.assign(system, { bookings: lanes[lane]() });
answer(await composed.listen(), {
  staffKey: async () => {
    const made = await createKey(system, { kind: 'staff', site: null, name: 'bench', actor: 'bench' });
    return made.ok ? made.value.key : null;
  },
  walkIns: async (count: number) => {
    const site = 'BJ-TSY';
    const services = [{ code: 'RENEW', quantity: 1 }];
    for (let k = 0; k < count; k += 1) {
      const request = {
        type: 'walk_in',
        id: system.secrets.newId(),
        services,
        priority: false,
        byStaff: true,
      };
      const outcome = await system.halls.submit(site, { ...request, type: 'walk_in' }, { actor: 'bench' });
      if (!outcome.ok) throw new Error(outcome.code);
    }
  },
});
