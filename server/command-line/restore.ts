import { existsSync } from 'node:fs';
import { filesOfDocuments } from '../store/agency/agency-query.ts';
import { hasUpload, uploadFolder } from '../store/agency/upload-folder.ts';
import { copyUploads } from '../store/backup/copy-uploads.ts';
import { restoreRows } from '../store/backup/restore-rows.ts';
import { migrate } from '../store/database.ts';
import { uploadsBeside } from './backup.ts';
import { type Command, needed } from './command.ts';

export const restore: Command = {
  name: 'restore',
  usage: 'restore --from <file>',
  summary: 'a backup of either engine into an empty database of either engine, with its uploaded files',
  options: { from: { type: 'string' } },
  fills: true,
  alone: true,
  async run({ options, config, open, print }) {
    const file = needed(options, 'from');
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    const system = await open();
    await migrate(system.database);
    const uploads = uploadFolder(config.varFolder);
    // files that no row points to are swept, rows without their files would mislead
    const files = await copyUploads(uploadsBeside(file), uploads);
    const rows = await restoreRows(system.database, file);
    print(`${rows} rows and ${files} uploaded files are back.`);
    let missing = 0;
    for (const id of await filesOfDocuments(system.database.reader))
      if (!(await hasUpload(uploads, id))) missing += 1;
    if (missing > 0)
      print(
        `${missing} uploaded files are not in ${uploadsBeside(file)}: their enterprises must upload them again.`,
      );
    return missing === 0 ? 0 : 1;
  },
};
