import type { Command } from './command.ts';
import {
  calendarHorizon,
  databaseAnswers,
  folderWritable,
  mailServer,
  migrationsDone,
  publicAddress,
  seedsPlanted,
  uploadsThere,
} from './doctor-checks.ts';

const marks = { well: 'ok  ', mind: 'mind', ill: 'ILL ' } as const;

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor',
  summary: 'looks at everything that the application needs; changes nothing',
  options: {},
  async run({ config, open, print }) {
    const system = await open();
    let ill = false;
    for (const check of [
      databaseAnswers,
      migrationsDone,
      seedsPlanted,
      calendarHorizon,
      publicAddress,
      mailServer,
      folderWritable,
      uploadsThere,
    ]) {
      const { state, text } = await check(system).catch((error: unknown) => ({
        state: 'ill' as const,
        text: `${check.name}: ${String(error)}`,
      }));
      ill ||= state === 'ill';
      print(`${marks[state]}  ${text}`);
    }
    print(
      ill ? 'Not everything is well.' : `All is well for ${config.databaseUrl.replace(/:\/\/.*@/, '://…@')}.`,
    );
    return ill ? 1 : 0;
  },
};
