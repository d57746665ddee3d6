import { createKey } from '../../../server/actions/staff/create-key.ts';
import { clockFrom } from '../../../server/clock.ts';
import { compose } from '../../../server/compose.ts';
import { readConfig } from '../../../server/config.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { answer, settingsOf } from './answering.ts';
import { oneTransactionEach } from './interactive-commands.ts';
import { stackAlone, withoutWrites } from './unwritten-commands.ts';

/** What carries bookings out: ours, ours without the write, nothing at all, or a transaction for each. */
export type Variant = 'ours' | 'unwritten' | 'none' | 'interactive';

interface Settings {
  readonly databaseUrl: string;
  readonly clockStart: string;
  readonly variant?: Variant;
}

const { databaseUrl, clockStart, variant = 'ours' } = settingsOf<Settings>();
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
const variants = {
  ours: () => system.bookings,
  unwritten: () => withoutWrites(system),
  none: stackAlone,
  interactive: () => oneTransactionEach(system),
};
Object.assign(system, { bookings: variants[variant]() });
answer(await composed.listen(), {
  staffKey: async () => {
    const made = await createKey(system, { kind: 'staff', site: null, name: 'bench', actor: theSystem });
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
      const outcome = await system.halls.submit(site, { ...request, type: 'walk_in' }, { actor: theSystem });
      if (!outcome.ok) throw new Error(outcome.code);
    }
  },
});
