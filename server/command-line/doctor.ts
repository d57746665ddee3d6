import type { System } from '../actions/system.ts';
import { plainError } from '../loggable.ts';
import { type Command, type Options, UsageError } from './command.ts';
import { deepChecks } from './deep-checks.ts';
import {
  auditSealed,
  backupsFresh,
  calendarHorizon,
  channelsAccept,
  databaseAnswers,
  folderWritable,
  headKept,
  isSeeded,
  keysValid,
  lastForgotten,
  mailServer,
  migrationsDone,
  networksTold,
  publicAddress,
  uploadsThere,
} from './doctor-checks.ts';

const marks = { well: 'ok  ', mind: 'mind', ill: 'ILL ' } as const;

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--deep [--days <n>]] [--audit-head <hash>]',
  summary:
    'looks at everything that the application needs; deep: reads the whole database and plays the last 7 (n) days; audit-head: is what an auditor was told still so? changes nothing',
  options: { deep: { type: 'boolean' }, days: { type: 'string' }, 'audit-head': { type: 'string' } },
  async run({ options, config, open, print }) {
    const days = daysIn(options);
    const system = await open();
    let ill = false;
    const head = options['audit-head'];
    const told = typeof head === 'string' ? [(system: System) => headKept(system, head)] : [];
    for (const check of [
      databaseAnswers,
      migrationsDone,
      isSeeded,
      calendarHorizon,
      publicAddress,
      networksTold,
      mailServer,
      channelsAccept,
      folderWritable,
      uploadsThere,
      backupsFresh,
      lastForgotten,
      auditSealed,
      keysValid,
      ...told,
    ]) {
      const { state, text } = await check(system).catch((error: unknown) => ({
        state: 'ill' as const,
        text: `${check.name} could not be looked at: ${plainError(error)} → look at what is said above first`,
      }));
      ill ||= state === 'ill';
      print(`${marks[state]}  ${text}`);
    }
    if (options['deep'] === true) {
      for (const { name, examine } of deepChecks) {
        const { well, faults } = await examine(system, days).catch((error: unknown) => ({
          well: '',
          faults: [`${name} could not be looked at: ${plainError(error)} → look at what is said above first`],
        }));
        ill ||= faults.length > 0;
        for (const line of faults) print(`${marks.ill}  ${line}`);
        if (faults.length === 0) print(`${marks.well}  ${well}`);
      }
    }
    print(
      ill ? 'Not everything is well.' : `All is well for ${config.databaseUrl.replace(/:\/\/.*@/, '://…@')}.`,
    );
    return ill ? 1 : 0;
  },
};

function daysIn(options: Options): number {
  const days = Number(options['days'] ?? 7);
  if (Number.isInteger(days) && days >= 0 && days <= 3650) return days;
  throw new UsageError('--days must be a whole number up to 3650');
}
