import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { loggableDetails } from './loggable.ts';

/** Where lines of the log go; absent: standard output. */
export interface LogTarget {
  write(line: string): void;
}

/** The log of a process: of every error that it is handed, only what may be known. */
export function makeLogger({ logLevel }: Pick<Config, 'logLevel'>, target?: LogTarget): Logger {
  const options = {
    level: logLevel,
    // pino's own would look into it once more
    serializers: { err: (facts: unknown) => facts },
    formatters: { log: (details: object) => loggableDetails(details) },
  };
  return target === undefined ? pino(options) : pino(options, target);
}
