import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Earlier versions kept uploads as files; what lies there is taken into the database. */

const nameOfOurs = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const unfinished = '.part';

/** Absolute path of a folder of uploads. */
export type Folder = string;

export function uploadFolder(varFolder: string): Folder {
  return resolve(varFolder, 'uploads');
}

/** Names come from us alone (random UUIDs); anything else is a bug, and must not become a path. */
export function pathOfUpload(folder: Folder, id: string): string {
  if (!nameOfOurs.test(id)) throw new Error('not the name of an upload');
  return join(folder, id.slice(0, 2), id);
}

export async function hasUpload(folder: Folder, id: string): Promise<boolean> {
  return (await stat(pathOfUpload(folder, id)).catch(() => null)) !== null;
}

/** Everything in the folder, with the instant (epoch ms) at which it came; `whole`: false for what was never finished. */
export async function uploadsIn(
  folder: Folder,
): Promise<readonly { readonly id: string; readonly at: number; readonly whole: boolean }[]> {
  const found: { id: string; at: number; whole: boolean }[] = [];
  for (const part of await namesIn(folder)) {
    for (const name of await namesIn(join(folder, part))) {
      const whole = !name.endsWith(unfinished);
      const id = whole ? name : name.slice(0, -unfinished.length);
      const its = nameOfOurs.test(id) ? await stat(join(folder, part, name)).catch(() => null) : null;
      if (its !== null) found.push({ id, at: its.mtimeMs, whole });
    }
  }
  return found;
}

/** Gone already is as good. */
export async function removeUpload(folder: Folder, id: string): Promise<void> {
  const path = pathOfUpload(folder, id);
  await rm(path, { force: true });
  await rm(`${path}${unfinished}`, { force: true });
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}
