import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { usualFile, withEnvironmentFile } from '../environment-file.ts';
import { plainError } from '../loggable.ts';
import { refusalOf } from '../store/refused-database.ts';
import { shownDatabase } from '../store/shown-database.ts';
import { backup } from './backup.ts';
import { type Command, UsageError } from './command.ts';
import { connectChannel } from './connect-channel.ts';
import { copyDatabase } from './copy-database.ts';
import { createKey } from './create-key.ts';
import { createStaff } from './create-staff.ts';
import { doctor } from './doctor.ts';
import { dropDamagedWal } from './drop-damaged-wal.ts';
import { forget } from './forget.ts';
import { importCalendar } from './import-calendar.ts';
import { lazySystem } from './lazy-system.ts';
import { rebuildStatistics } from './rebuild-statistics.ts';
import { replay } from './replay.ts';
import { resetStaff } from './reset-staff.ts';
import { restore } from './restore.ts';
import { unlockStaff } from './unlock-staff.ts';

const commands: readonly Command[] = [
  createStaff,
  unlockStaff,
  resetStaff,
  createKey,
  replay,
  rebuildStatistics,
  forget,
  backup,
  restore,
  copyDatabase,
  importCalendar,
  connectChannel,
  doctor,
  dropDamagedWal,
];

type Environment = Readonly<Record<string, string | undefined>>;

/** Where lines go. */
export interface Output {
  print(line: string): void;
  /** beside what was asked for: on which database it works */
  note(line: string): void;
  complain(line: string): void;
}

const terminal: Output = {
  print: (line) => console.log(line),
  note: (line) => console.error(line),
  complain: (line) => console.error(line),
};

/** Carries out one command line. Answers the exit code; what goes wrong is told in one line on the error output. */
export async function runCommand(
  words: readonly string[],
  environment: Environment,
  output: Output = terminal,
): Promise<number> {
  const [name = '', ...rest] = words;
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    const asked = name === 'help' || name === '--help' || name === '-h';
    (asked ? output.print : output.complain)(usage());
    return asked ? 0 : 2;
  }
  try {
    return await carryOut(command, rest, environment, output);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      output.complain(error instanceof ConfigError ? error.message : `${command.name}: ${plainError(error)}`);
      return 1;
    }
    output.complain(`${error.message}\nnpm run hall -- ${command.usage}`);
    return 2;
  }
}

async function carryOut(
  command: Command,
  words: readonly string[],
  given: Environment,
  output: Output,
): Promise<number> {
  const { values, positionals } = parse(command, words);
  const environment = withEnvironmentFile(given);
  const config = readConfig(environment, { keepSecret: false });
  output.note(nameOfDatabase(config.databaseUrl, environment));
  if (command.seals === true && config.secretIsNew)
    throw new ConfigError(
      'SESSION_SECRET: is not set, and none is kept in var: give that of the application',
    );
  const system = lazySystem(config, command);
  try {
    return await command.run({
      options: values,
      words: positionals,
      config,
      open: system.open,
      print: output.print,
    });
  } catch (error) {
    const refused = refusalOf(error, config.databaseUrl);
    throw refused === null ? error : new ConfigError(`DATABASE_URL: ${refused.message}`);
  } finally {
    await system.close();
  }
}

/** Whoever forgot to name the database of the service is told where it is named. */
function nameOfDatabase(url: string, environment: Environment): string {
  const named = environment['DATABASE_URL'] !== undefined && environment['DATABASE_URL'] !== '';
  const other = existsSync(usualFile) ? `; the service's is named in HALL_ENVIRONMENT=${usualFile}` : '';
  return `Database: ${shownDatabase(url)}${named ? '' : ` (DATABASE_URL is not set${other})`}`;
}

function parse(command: Command, words: readonly string[]) {
  const most = command.words ?? 0;
  try {
    const parsed = parseArgs({
      args: [...words],
      options: command.options,
      allowPositionals: most > 0,
      strict: true,
    });
    if (parsed.positionals.length !== most)
      throw new UsageError(most > 0 ? 'a file is missing' : 'too many words');
    return parsed;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(messageOf(error));
  }
}

function usage(): string {
  const width = Math.max(...commands.map((command) => command.usage.length));
  const lines = commands.map((command) => `  ${command.usage.padEnd(width)}   ${command.summary}`);
  return ['npm run hall -- <command>', '', ...lines].join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
