import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const dayInName = /^hall-(\d{4}-\d{2}-\d{2})\.backup$/;

/** Where the backup of a day goes. */
export function backupOf(folder: string, day: string): string {
  return join(folder, `hall-${day}.backup`);
}

/** The days of which there is a backup, newest first. Fails when the folder cannot be read. */
export async function backedUpDays(folder: string): Promise<readonly string[]> {
  const days = (await readdir(folder)).flatMap((name) => dayInName.exec(name)?.[1] ?? []);
  return days.toSorted().toReversed();
}

/** Leaves the newest backups of days, and whatever else lies there; answers how many went. */
export async function keepNewest(folder: string, kept: number): Promise<number> {
  const old = (await backedUpDays(folder)).slice(kept);
  for (const day of old) await rm(backupOf(folder, day));
  return old.length;
}

/** When somebody last wrote at a backup that is not whole yet, epoch ms; null: nobody does. */
export async function lastWritten(file: string): Promise<number | null> {
  return stat(`${file}.part`).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}
