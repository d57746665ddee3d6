import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uploadFolder } from '../store/agency/upload-folder.ts';
import { backUp } from '../store/backup/back-up.ts';
import { restoreRows } from '../store/backup/restore-rows.ts';
import { migrate, openDatabase } from '../store/database.ts';
import { refusalOf } from '../store/refused-database.ts';
import { holdDatabase } from '../store/take-database.ts';
import { type Command, needed, UsageError } from './command.ts';

export const copyDatabase: Command = {
  name: 'copy-database',
  usage: 'copy-database --to <database-url>',
  summary: 'everything into another, empty database of either engine; stop the application first',
  options: { to: { type: 'string' } },
  alone: true,
  async run({ options, config, open, print }) {
    const to = needed(options, 'to');
    if (!/^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(to))
      throw new UsageError('--to must be postgres://… or sqlite:<file>');
    if (to === config.databaseUrl) throw new UsageError('--to is the database itself');
    const { database } = await open();
    // one instant of the source, however long writing takes
    const held = await holdDatabase(to);
    const folder = mkdtempSync(join(tmpdir(), 'hall-copy-'));
    const target = openDatabase(to, { patient: true });
    try {
      const file = join(folder, 'everything');
      await backUp(database, file);
      await migrate(target);
      print(`${await restoreRows(target, file)} rows are copied.`);
    } catch (error) {
      const refused = refusalOf(error, to);
      throw refused === null ? error : new Error(`--to: ${refused.message}`);
    } finally {
      await target.close();
      await held.release();
      rmSync(folder, { recursive: true, force: true });
    }
    print(`What was uploaded stays in ${uploadFolder(config.varFolder)}; take it along to another machine.`);
    print('Start the application with this DATABASE_URL and the same SESSION_SECRET; staff sign in again.');
    return 0;
  },
};
