import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { plainError } from '../loggable.ts';
import { backup } from './backup.ts';
import { type Command, UsageError } from './command.ts';
import { connectChannel } from './connect-channel.ts';
import { copyDatabase } from './copy-database.ts';
import { createKey } from './create-key.ts';
import { createStaff } from './create-staff.ts';
import { doctor } from './doctor.ts';
import { importCalendar } from './import-calendar.ts';
import { lazySystem } from './lazy-system.ts';
import { rebuildStatistics } from './rebuild-statistics.ts';
import { replay } from './replay.ts';
import { restore } from './restore.ts';

const commands: readonly Command[] = [
  createStaff,
  createKey,
  replay,
  rebuildStatistics,
  backup,
  restore,
  copyDatabase,
  importCalendar,
  connectChannel,
  doctor,
];

type Environment = Readonly<Record<string, string | undefined>>;

/** Where lines go. */
export interface Output {
  print(line: string): void;
  complain(line: string): void;
}

const terminal: Output = { print: (line) => console.log(line), complain: (line) => console.error(line) };

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
  environment: Environment,
  output: Output,
): Promise<number> {
  const { values, positionals } = parse(command, words);
  const config = readConfig(environment);
  const system = lazySystem(config);
  try {
    return await command.run({
      options: values,
      words: positionals,
      config,
      open: system.open,
      print: output.print,
    });
  } finally {
    await system.close();
  }
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
