import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const nameOfOurs = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const unfinished = '.part';

/** Absolute path of a folder of uploads. */
export type Folder = string;

/** Where uploads lie: beside the database, never below what is served. */
export function uploadFolder(varFolder: string): Folder {
  return resolve(varFolder, 'uploads');
}

/** Names come from us alone (random UUIDs); anything else is a bug, and must not become a path. */
function pathOf(folder: string, id: string): string {
  if (!nameOfOurs.test(id)) throw new Error('not the name of an upload');
  return join(folder, id.slice(0, 2), id);
}

/**
 * Keeps bytes under a name: on the disk, whole, when this resolves, so that a row may point to it. Its time is `now` (epoch ms), for the
 * sweep.
 */
export async function keepUpload(folder: string, id: string, bytes: Uint8Array, now: number): Promise<void> {
  const path = pathOf(folder, id);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(`${path}${unfinished}`, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.utimes(now / 1000, now / 1000);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}${unfinished}`, path);
  await syncFolder(dirname(path));
}

/** The new name must outlast a power cut too. Some systems cannot open folders, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => {});
  await handle.close();
}

/** Null: it is not there. */
export async function readUpload(folder: string, id: string): Promise<Buffer | null> {
  return readFile(pathOf(folder, id)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

export async function hasUpload(folder: Folder, id: string): Promise<boolean> {
  return (await stat(pathOf(folder, id)).catch(() => null)) !== null;
}

/** Everything that is whole in the folder, with the instant (epoch ms) at which it came. */
export async function uploadsIn(
  folder: Folder,
): Promise<readonly { readonly id: string; readonly at: number }[]> {
  const found: { id: string; at: number }[] = [];
  for (const part of await namesIn(folder)) {
    for (const id of await namesIn(join(folder, part))) {
      const its = nameOfOurs.test(id) ? await stat(join(folder, part, id)).catch(() => null) : null;
      if (its !== null) found.push({ id, at: its.mtimeMs });
    }
  }
  return found;
}

/** Gone already is as good. */
export async function dropUpload(folder: string, id: string): Promise<void> {
  await rm(pathOf(folder, id), { force: true });
}

/** Files that have lain there since before an instant (epoch ms): by name, and those that were never finished. */
export async function oldUploads(
  folder: string,
  before: number,
): Promise<{ readonly ids: readonly string[]; readonly unfinished: readonly string[] }> {
  const ids: string[] = [];
  const torn: string[] = [];
  for (const part of await namesIn(folder)) {
    for (const name of await namesIn(join(folder, part))) {
      const found = await stat(join(folder, part, name)).catch(() => null);
      if (found === null || found.mtimeMs >= before) continue;
      if (nameOfOurs.test(name)) ids.push(name);
      else if (name.endsWith(unfinished)) torn.push(name.slice(0, -unfinished.length));
    }
  }
  return { ids, unfinished: torn };
}

/** Removes what was never finished under a name. */
export async function dropUnfinished(folder: string, id: string): Promise<void> {
  await rm(`${pathOf(folder, id)}${unfinished}`, { force: true });
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}
