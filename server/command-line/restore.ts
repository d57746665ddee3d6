import { existsSync } from 'node:fs';
import { putBack } from '../store/backup/put-back.ts';
import { type Command, needed } from './command.ts';
import { migrated } from './ready-database.ts';

export const restore: Command = {
  name: 'restore',
  usage: 'restore --from <file>',
  summary: 'a backup of either engine into an empty database of either engine',
  options: { from: { type: 'string' } },
  async run({ options, open, print }) {
    const file = needed(options, 'from');
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    const system = await open();
    await migrated(system);
    const rows = await putBack(system.database, file);
    print(`${rows} rows are back.`);
    return 0;
  },
};
