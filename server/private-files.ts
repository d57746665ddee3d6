import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteFile } from './store/shown-database.ts';

const others = 0o077;

/**
 * What is kept is about people, or a secret: from now on this process makes files and folders for its own user alone, whatever the umask was,
 * and those that are there already become so. What belongs to another user stays as it is.
 */
export function keepPrivate(varFolder: string, databaseUrl: string): void {
  process.umask(others);
  const file = sqliteFile(databaseUrl);
  if (file !== null) for (const end of ['', '-wal', '-shm', '-lock']) shut(`${file}${end}`);
  shutFolder(varFolder);
}

function shutFolder(folder: string): void {
  if (!shut(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) shutFolder(path);
    else if (entry.isFile()) shut(path);
  }
}

/** Answers whether it is there and ours. */
function shut(path: string): boolean {
  if (!existsSync(path)) return false;
  const found = statSync(path);
  if (process.getuid !== undefined && found.uid !== process.getuid()) return false;
  if ((found.mode & others) !== 0) chmodSync(path, found.mode & 0o700);
  return true;
}
