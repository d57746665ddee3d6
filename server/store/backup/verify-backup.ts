import { BackupError, type BackupHead } from './backup-format.ts';
import { openBackup } from './read-backup.ts';
import { refuseNewer, tablesAt } from './schema.ts';

export interface CheckedBackup {
  readonly head: BackupHead;
  /** number of rows of each table that has any */
  readonly rows: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Reads a backup from end to end and changes nothing. Fails with a BackupError whose one line says what is wrong with it. */
export async function verifyBackup(file: string): Promise<CheckedBackup> {
  const { head, entries, tables } = await openBackup(file);
  refuseNewer(file, head);
  const known = new Set(await tablesAt(head.migrations));
  const rows = new Map<string, number>();
  let total = 0;
  for await (const [table] of entries()) {
    if (!known.has(table))
      throw new BackupError(`${file} has a table that its schema does not know: ${table}`);
    rows.set(table, (rows.get(table) ?? 0) + 1);
    total += 1;
  }
  const there = tables();
  const lost = [...known].find((table) => there !== null && !there.includes(table));
  if (lost !== undefined) throw new BackupError(`${file} is not complete: the table ${lost} is missing`);
  // the migrations leave one row there, so it is never without
  if (!rows.has('catalogue_version'))
    throw new BackupError(`${file} is not complete: catalogue_version is missing`);
  return { head, rows, total };
}
