import type { Log, System } from '../actions/system.ts';
import { clockFrom, realClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { loggableDetails } from '../loggable.ts';
import { makeSystem, tellNobody } from '../make-system.ts';
import { type Database, openDatabase } from '../store/database.ts';

const quiet: Log = {
  info: () => {},
  warn: (details, message) => console.error(message, JSON.stringify(loggableDetails(details))),
  error: (details, message) => console.error(message, JSON.stringify(loggableDetails(details))),
};

/** A system without screens on the configured database, opened when it is first needed. */
export function lazySystem(config: Config): { open(): Promise<System>; close(): Promise<void> } {
  let database: Database | null = null;
  let system: System | null = null;
  return {
    async open() {
      if (system !== null) return system;
      database = openDatabase(config.databaseUrl, { patient: true });
      const clock = config.clockStart === null ? realClock : clockFrom(config.clockStart);
      const baseUrl = (): string => config.baseUrl ?? `http://${config.host}:${config.port}`;
      system = makeSystem({ config, clock, database, log: quiet, announce: tellNobody, baseUrl });
      return system;
    },
    close: async () => database?.close(),
  };
}
