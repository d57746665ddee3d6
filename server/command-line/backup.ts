import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { recordAudit } from '../actions/record-audit.ts';
import { uploadFolder } from '../store/agency/upload-folder.ts';
import { backUp } from '../store/backup/back-up.ts';
import { copyUploads } from '../store/backup/copy-uploads.ts';
import { type Command, needed } from './command.ts';

/** Where the uploaded files of a backup are. */
export function uploadsBeside(file: string): string {
  return resolve(`${file}.uploads`);
}

export const backup: Command = {
  name: 'backup',
  usage: 'backup --to <file>',
  summary:
    'everything, at one instant, while the application runs (SQLite: a database file; PostgreSQL: gzip; uploaded files: a folder beside it)',
  options: { to: { type: 'string' } },
  async run({ options, config, open, print }) {
    const file = needed(options, 'to');
    for (const path of [file, uploadsBeside(file)])
      if (existsSync(path)) throw new Error(`${path} exists already`);
    const system = await open();
    // it holds everything about everybody, so it is told, and in the backup too
    await recordAudit(system, {
      actor: 'system',
      address: null,
      action: 'database.backup',
      subject: basename(file),
      before: null,
      after: null,
      result: 'done',
    });
    const [uploads, copies] = [uploadFolder(config.varFolder), uploadsBeside(file)];
    // before and after the instant of the rows: what they point to is there, whatever the application does meanwhile
    const files = await copyUploads(uploads, copies);
    await backUp(system.database, file);
    const uploaded = files + (await copyUploads(uploads, copies));
    print(
      `The backup is in ${file}${uploaded === 0 ? '' : `, with ${uploaded} uploaded files in ${copies}`}. Links to bookings keep working after a restore with the same SESSION_SECRET only.`,
    );
    return 0;
  },
};
