import { constants, copyFileSync, existsSync } from 'node:fs';
import { sqliteFile } from '../store/shown-database.ts';
import { findDamage } from '../store/sqlite/find-damage.ts';
import { readWal } from '../store/sqlite/read-wal.ts';
import { holdDatabase } from '../store/take-database.ts';
import { type Command, UsageError } from './command.ts';
import { neverStarted } from './require-current.ts';

export const dropDamagedWal: Command = {
  name: 'drop-damaged-wal',
  usage: 'drop-damaged-wal',
  summary:
    'SQLite: goes on without the changes behind a damage of the write-ahead log; a copy of all that was there is kept',
  options: {},
  async run({ config, print }) {
    const file = sqliteFile(config.databaseUrl);
    if (file === null) throw new UsageError('DATABASE_URL: only SQLite has such a file');
    if (!existsSync(file)) throw neverStarted(config.databaseUrl);
    const held = await holdDatabase(config.databaseUrl);
    try {
      const { state, lost } = readWal(`${file}-wal`);
      if (state === 'sound') {
        print(`Nothing is damaged in ${file}-wal.`);
        return 0;
      }
      const copy = unusedName(`${file}.damaged`);
      for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`, constants.COPYFILE_EXCL);
      print(`What was there is kept in ${copy} and ${copy}-wal.`);
      // takes in what stands before the damage, and ends with no write-ahead log
      const how = await findDamage(file);
      if (how !== null) throw new Error(`what remains is damaged as well (${how}): restore the last backup`);
      print(`${lost} confirmed changes are gone; what remains is whole. Start the application.`);
      return 0;
    } finally {
      await held.release();
    }
  },
};

function unusedName(stem: string): string {
  let name = stem;
  for (let number = 2; existsSync(name); number += 1) name = `${stem}-${number}`;
  return name;
}
