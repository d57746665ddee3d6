import { existsSync } from 'node:fs';
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
    const { database } = await open();
    await backUp(database, file);
    print(
      `The backup is in ${file}. Links to bookings keep working after a restore with the same SESSION_SECRET only.`,
    );
    return 0;
  },
};
