import { runCommand } from './command-line/run-command.ts';
import { tellLastError } from './last-error.ts';

tellLastError();
process.exitCode = await runCommand(process.argv.slice(2), process.env);
