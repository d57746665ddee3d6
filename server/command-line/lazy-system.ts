import type { Log, System } from '../actions/system.ts';
import { clockFrom, realClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { loggableDetails } from '../loggable.ts';
import { makeSystem, tellNobody } from '../make-system.ts';
import { type Database, openDatabase, refuseNewer } from '../store/database.ts';
import { schemaState } from '../store/schema-state.ts';
import type { Held } from '../store/sqlite/hold-file.ts';
import { databaseExists, lookAtDatabase, takeDatabase } from '../store/take-database.ts';
import type { Command } from './command.ts';
import { neverStarted } from './require-current.ts';

const quiet: Log = {
  info: () => {},
  warn: (details, message) => console.error(message, JSON.stringify(loggableDetails(details))),
  error: (details, message) => console.error(message, JSON.stringify(loggableDetails(details))),
};

/**
 * A system without screens on the configured database, opened when it is first needed: the application's, which is never made here except
 * by a command that fills one.
 */
export function lazySystem(
  config: Config,
  needs: Pick<Command, 'fills' | 'alone'>,
): { open(): Promise<System>; close(): Promise<void> } {
  let database: Database | null = null;
  let system: System | null = null;
  let held: Held | null = null;
  return {
    async open() {
      if (system !== null) return system;
      const url = config.databaseUrl;
      if (needs.fills !== true && !databaseExists(url)) throw neverStarted(url);
      const warn = (line: string): void => console.error(line);
      if (needs.alone === true) held = await takeDatabase(url, warn);
      else await lookAtDatabase(url, warn);
      database = openDatabase(url, { patient: true });
      const schema = await schemaState(database);
      refuseNewer(schema, url);
      if (needs.fills !== true && schema.is === 'none') throw neverStarted(url);
      const clock = config.clockStart === null ? realClock : clockFrom(config.clockStart);
      const baseUrl = (): string => config.baseUrl ?? `http://${config.host}:${config.port}`;
      system = makeSystem({ config, clock, database, log: quiet, announce: tellNobody, baseUrl });
      return system;
    },
    close: async () => {
      await database?.close();
      await held?.release();
    },
  };
}
