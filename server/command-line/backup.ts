import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { recordAudit } from '../actions/record-audit.ts';
import type { System } from '../actions/system.ts';
import { clockFrom, realClock } from '../clock.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { uploadFolder, uploadsIn } from '../store/agency/upload-folder.ts';
import { backUp } from '../store/backup/back-up.ts';
import { openToRead } from '../store/backup/open-to-read.ts';
import { type CheckedBackup, verifyBackup } from '../store/backup/verify-backup.ts';
import { refusalOf, UnwritableDatabase } from '../store/refused-database.ts';
import { type Command, needed } from './command.ts';
import { programVersion } from './program-version.ts';

/** Where the first release put the uploaded files of a backup. */
export function uploadsBeside(file: string): string {
  return resolve(`${file}.uploads`);
}

export const backup: Command = {
  name: 'backup',
  usage: 'backup --to <file> | --verify <file>',
  summary:
    'everything, uploaded files too, at one instant while the application runs, and read back; writes to that file only. --verify: is it whole?',
  options: { to: { type: 'string' }, verify: { type: 'string' } },
  async run({ options, config, open, print }) {
    if (options['verify'] !== undefined) {
      const file = needed(options, 'verify');
      print(`${file} is whole: ${told(await verifyBackup(file))}.`);
      return 0;
    }
    const file = needed(options, 'to');
    for (const path of [file, `${file}.part`])
      if (existsSync(path)) throw new Error(`${path} exists already`);
    const at = (config.clockStart === null ? realClock : clockFrom(config.clockStart)).now();
    try {
      await tell(await open(), file);
    } catch (error) {
      if (!cannotWrite(error, config.databaseUrl)) throw error;
      print('The database cannot be written: the backup goes on, without a line in the audit.');
    }
    const source = await openToRead(config.databaseUrl);
    try {
      const done = await backUp(source, file, { program: programVersion(), at });
      print(`The backup is in ${file}: ${told(done)}.`);
    } finally {
      await source.close();
    }
    print('Links to bookings keep working after a restore with the same SESSION_SECRET only.');
    const left = (await uploadsIn(uploadFolder(config.varFolder))).length;
    if (left === 0) return 0;
    print(
      `${left} uploaded files of an earlier version still lie in ${uploadFolder(config.varFolder)} and are not in it: start the application once, which takes them in.`,
    );
    return 1;
  },
};

/** It holds everything about everybody, so it is told, and in the backup too. */
async function tell(system: System, file: string): Promise<void> {
  await recordAudit(system, {
    actor: theSystem,
    action: 'database.backup',
    subject: basename(file),
    before: null,
    after: null,
    result: 'done',
  });
}

function told({ head, rows, total }: CheckedBackup): string {
  const uploads = rows.get('upload') ?? 0;
  const written = head.at === null ? '' : ` of ${new Date(head.at).toISOString()}`;
  const by = head.program === null ? 'the first release' : `program ${head.program}`;
  return `${total} rows in ${rows.size} tables, ${uploads} uploaded files, schema ${head.schema}, ${by}${written}`;
}

/** A full disk, or one that is only read. */
function cannotWrite(error: unknown, url: string): boolean {
  if (refusalOf(error, url) instanceof UnwritableDatabase) return true;
  return error instanceof Error && 'code' in error && error.code === '53100';
}
