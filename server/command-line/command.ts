import type { ParseArgsConfig } from 'node:util';
import type { System } from '../actions/system.ts';
import type { Config } from '../config.ts';

/** What was given on the command line; a list where an option may be repeated. */
export type Options = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

export interface CommandRun {
  readonly options: Options;
  /** what is not an option */
  readonly words: readonly string[];
  readonly config: Config;
  /** the system on the configured database, which is opened when this is first asked for and closed by the caller */
  open(): Promise<System>;
  print(line: string): void;
}

/** One command of the tool. Answers the exit code: 0 done, 1 it did not work, 2 it was asked wrongly. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly words?: number;
  /** it fills a database that need not be there yet; every other command works on one that has been started */
  readonly fills?: true;
  /** on SQLite the application must not run beside it */
  readonly alone?: true;
  /** it seals something that the application must be able to open: with the same SESSION_SECRET */
  readonly seals?: true;
  run(run: CommandRun): Promise<0 | 1 | 2>;
}

/** The text of an option; a UsageError when it is not there. */
export function needed(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}

/** The text of an option that must be one of a few. */
export function oneOf<T extends string>(options: Options, name: string, allowed: readonly T[]): T {
  const value = needed(options, name);
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`--${name} must be ${allowed.join(', ')}`);
  return found;
}

/** The command was given wrongly; the message says how. */
export class UsageError extends Error {}
