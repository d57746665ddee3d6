import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { recordAudit } from '../actions/record-audit.ts';
import { backUp } from '../store/backup/back-up.ts';
import { type Command, needed } from './command.ts';

export const backup: Command = {
  name: 'backup',
  usage: 'backup --to <file>',
  summary:
    'everything, at one instant, while the application runs (SQLite: a database file; PostgreSQL: gzip)',
  options: { to: { type: 'string' } },
  async run({ options, open, print }) {
    const file = needed(options, 'to');
    if (existsSync(file)) throw new Error(`${file} exists already`);
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
    await backUp(system.database, file);
    print(
      `The backup is in ${file}. Links to bookings keep working after a restore with the same SESSION_SECRET only.`,
    );
    return 0;
  },
};
