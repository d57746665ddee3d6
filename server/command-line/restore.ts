import { existsSync } from 'node:fs';
import { takeInUploads } from '../actions/agency/take-in-uploads.ts';
import { countUploads } from '../store/agency/upload-query.ts';
import { restoreRows } from '../store/backup/restore-rows.ts';
import { verifyBackup } from '../store/backup/verify-backup.ts';
import { uploadsBeside } from './backup.ts';
import { type Command, needed } from './command.ts';

export const restore: Command = {
  name: 'restore',
  usage: 'restore --from <file>',
  summary:
    'a backup of either engine, of this or an earlier version, into an empty database of either engine',
  options: { from: { type: 'string' } },
  fills: true,
  alone: true,
  async run({ options, open, print }) {
    const file = needed(options, 'from');
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    // before a database is made for it
    const checked = await verifyBackup(file);
    const system = await open();
    await restoreRows(system.database, file, checked);
    // the first release put uploaded files beside it
    await takeInUploads(system, uploadsBeside(file), { remove: false });
    const { files, missing } = await countUploads(system.database.reader);
    print(
      `${checked.total} rows of schema ${checked.head.schema} and ${files - missing} uploaded files are back.`,
    );
    if (missing > 0)
      print(`${missing} uploaded files are missing: their enterprises must upload them again.`);
    return missing === 0 ? 0 : 1;
  },
};
