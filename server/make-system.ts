import { makeBookingCommands } from './actions/booking/booking-commands.ts';
import { Planner } from './actions/planning/planner.ts';
import { HallCache } from './actions/queue/hall-cache.ts';
import { makeHallCommands } from './actions/queue/hall-commands.ts';
import { ServiceTimesCache } from './actions/queue/service-times-cache.ts';
import { makeSecrets } from './actions/secrets.ts';
import type { Announcer, Log, System } from './actions/system.ts';
import { Timings } from './actions/timings.ts';
import { Turns } from './actions/turns.ts';
import type { Clock } from './clock.ts';
import { elapsed } from './clock.ts';
import type { Config } from './config.ts';
import { CatalogueCache } from './store/catalogue/catalogue-cache.ts';
import type { Database } from './store/database.ts';

export interface SystemParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly announce: Announcer;
  readonly baseUrl: () => string;
}

/** Everything that actions work with, on an open and migrated database. */
export function makeSystem({ config, clock, database, log, announce, baseUrl }: SystemParts): System {
  const catalogueCache = new CatalogueCache(database, elapsed);
  const system: System = {
    config,
    clock,
    log,
    database,
    announce,
    baseUrl,
    catalogueCache,
    secrets: makeSecrets(config.sessionSecret, clock),
    catalogue: () => catalogueCache.current(),
    bookings: makeBookingCommands(() => system),
    halls: makeHallCommands(() => system),
    hallCache: new HallCache(),
    serviceTimes: new ServiceTimesCache(elapsed),
    planner: new Planner(),
    timings: new Timings(),
    uploadTurns: new Turns(),
  };
  return system;
}

/** For tools that change halls and bookings without screens to tell. */
export const tellNobody: Announcer = { hallChanged: () => {}, messagesQueued: () => {} };
