import { mkdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes a folder of ours where it is not there yet. Never fails: whoever needs it says what is wrong. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => {});
}

/** Writes a few bytes into a folder, which must be there. Fails as the system says: gone, not writable, full. */
export async function writeInto(folder: string): Promise<void> {
  await writeFile(join(folder, '.written'), 'here', { mode: 0o600 });
}

/** Bytes that the file system of a folder has left for us. Fails when the folder is gone. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
