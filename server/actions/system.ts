import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Hall, HallEvent } from '../domain/queue/hall/hall.ts';
import type { CatalogueCache } from '../store/catalogue/catalogue-cache.ts';
import type { Database } from '../store/database.ts';
import type { BookingCommands } from './booking/booking-order.ts';
import type { Planner } from './planning/planner.ts';
import type { HallCache } from './queue/hall-cache.ts';
import type { HallCommands } from './queue/hall-order.ts';
import type { ServiceTimesCache } from './queue/service-times-cache.ts';
import type { Secrets } from './secrets.ts';
import type { Timings } from './timings.ts';
import type { Turns } from './turns.ts';

/** What has happened in a hall, told after the commit (H5). */
export interface HallChange {
  readonly hall: Hall;
  readonly events: readonly HallEvent[];
}

/** Whoever wants to know of changes: the gateway of the screens. Nothing below `compose` knows who that is. */
export interface Announcer {
  hallChanged(change: HallChange): void;
  /** there is something to deliver */
  /** `atOnce`: among them is one that does not wait for what is being delivered */
  messagesQueued(how?: { readonly atOnce: boolean }): void;
}

export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Everything that an action works with; made once by `compose`. */
export interface System {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly database: Database;
  readonly secrets: Secrets;
  readonly catalogueCache: CatalogueCache;
  /** the catalogue for reading, at most a second old */
  catalogue(): Promise<Catalogue>;
  readonly announce: Announcer;
  readonly bookings: BookingCommands;
  readonly halls: HallCommands;
  readonly hallCache: HallCache;
  readonly serviceTimes: ServiceTimesCache;
  /** answers questions of staffing, beside the loop that serves */
  readonly planner: Planner;
  readonly timings: Timings;
  /** one piece of an upload is written at a time, so that bookings come between */
  readonly uploadTurns: Turns;
  /** address under which people reach us, no trailing slash */
  baseUrl(): string;
}
