import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../store/backup/back-up.ts';
import { openToRead } from '../store/backup/open-to-read.ts';
import { restoreRows } from '../store/backup/restore-rows.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { refusalOf } from '../store/refused-database.ts';
import { applicationRuns } from '../store/running-application.ts';
import { shownDatabase } from '../store/shown-database.ts';
import { holdDatabase } from '../store/take-database.ts';
import { type Command, needed, UsageError } from './command.ts';
import { programVersion } from './program-version.ts';

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
    const { clock, database } = await open();
    await refuseRunning(database, 'DATABASE_URL');
    const source = await openToRead(config.databaseUrl);
    // one instant of the source, however long writing takes
    const held = await holdDatabase(to);
    const folder = mkdtempSync(join(tmpdir(), 'hall-copy-'));
    const target = openDatabase(to, { patient: true });
    try {
      await refuseRunning(target, '--to');
      const file = join(folder, 'everything');
      const checked = await backUp(source, file, { program: programVersion(), at: clock.now() });
      await restoreRows(target, file, checked);
      print(`${checked.total} rows are copied, uploaded files among them.`);
    } catch (error) {
      const refused = refusalOf(error, to);
      throw refused === null ? error : new Error(`--to: ${refused.message}`);
    } finally {
      await source.close();
      await target.close();
      await held.release();
      rmSync(folder, { recursive: true, force: true });
    }
    print('Start the application with this DATABASE_URL and the same SESSION_SECRET; staff sign in again.');
    return 0;
  },
};

/** What is booked during a copy would be in one of the two only. */
async function refuseRunning(database: Database, named: string): Promise<void> {
  if (await applicationRuns(database))
    throw new Error(
      `the application works on ${shownDatabase(database.url)} (${named}): stop every process of it first`,
    );
}
