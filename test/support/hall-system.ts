import supertest from 'supertest';
import { seedDatabase } from '../../seeds/seed-database.ts';
import type { Clock } from '../../server/clock.ts';
import { type Composed, compose } from '../../server/compose.ts';
import { type Config, readConfig } from '../../server/config.ts';
import type { LogTarget } from '../../server/make-logger.ts';
import type { Timing } from '../../server/realtime/timing.ts';
import type { Engine } from '../../server/store/database.ts';
import { freshDatabase } from './engines.ts';

/** A clock that stands still until it is told. */
export interface SetClock extends Clock {
  set(now: number | string): void;
  /** milliseconds */
  advance(by: number): void;
}

export function setClock(start: number | string): SetClock {
  const instant = (at: number | string): number => (typeof at === 'number' ? at : Date.parse(at));
  let now = instant(start);
  return {
    now: () => now,
    set: (at) => {
      now = instant(at);
    },
    advance: (by) => {
      now += by;
    },
  };
}

/** The very system that people use, on a fresh, seeded database. */
export interface HallSystem extends Composed {
  readonly clock: SetClock;
  /** where it listens */
  readonly url: string;
  /** requests without a memory for cookies; `agent()` has one */
  readonly request: ReturnType<typeof supertest>;
  agent(): ReturnType<typeof supertest.agent>;
}

export interface StartOptions {
  readonly engine: Engine;
  /** default: Monday 2026-11-23, 10:00 in Beijing */
  readonly clockStart?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Partial<Config>;
  /** a database that exists, for a second process's view of it; then nothing is seeded or thrown away */
  readonly databaseUrl?: string;
  /** where lines of the log go, with LOG_LEVEL in `env` */
  readonly log?: LogTarget;
  /** what paces sockets; absent: the time itself */
  readonly timing?: Timing;
}

export const mondayMorning = '2026-11-23T10:00:00+08:00';

export async function startSystem(options: StartOptions): Promise<HallSystem> {
  const fresh = options.databaseUrl === undefined ? await freshDatabase(options.engine) : null;
  const clock = setClock(options.clockStart ?? mondayMorning);
  const read = readConfig({
    PORT: '0',
    DATABASE_URL: options.databaseUrl ?? fresh?.url,
    SESSION_SECRET: 'a secret of at least thirty-two characters',
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    CHANNEL_HOSTS: '127.0.0.1',
    ...options.env,
  });
  const composed = await compose({ ...read, ...options.config }, clock, options);
  if (fresh !== null) await seedDatabase(composed.system);
  const url = await composed.listen();
  return {
    ...composed,
    clock,
    url,
    request: supertest(url),
    agent: () => supertest.agent(url),
    close: async () => {
      await composed.close();
      fresh?.discard();
    },
  };
}
