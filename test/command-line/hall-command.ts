import { runCommand } from '../../server/command-line/run-command.ts';

const secret = 'a secret of at least thirty-two characters';

/** `npm run hall -- …` on a database, in this process; what it says line by line. */
export async function hall(
  url: string,
  ...words: string[]
): Promise<{ code: number; lines: string[]; complaints: string[] }> {
  const lines: string[] = [];
  const complaints: string[] = [];
  const environment = { DATABASE_URL: url, SESSION_SECRET: secret, CLOCK_START: '2026-11-23T10:00:00+08:00' };
  const output = {
    print: (line: string) => void lines.push(line),
    note: () => {},
    complain: (line: string) => void complaints.push(line),
  };
  return { code: await runCommand(words, environment, output), lines, complaints };
}
