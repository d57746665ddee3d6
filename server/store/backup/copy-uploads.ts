import { type Folder, hasUpload, keepUpload, readUpload, uploadsIn } from '../agency/upload-folder.ts';

/**
 * Copies what was uploaded and is not there yet from one folder to another; what is under way is left out. Answers how many. A file of a
 * name never changes, so a second run after a snapshot of the database brings what has come in between.
 */
export async function copyUploads(from: Folder, to: Folder): Promise<number> {
  let copied = 0;
  for (const { id, at } of await uploadsIn(from)) {
    if (await hasUpload(to, id)) continue;
    const bytes = await readUpload(from, id);
    // removed meanwhile
    if (bytes === null) continue;
    await keepUpload(to, id, bytes, at);
    copied += 1;
  }
  return copied;
}
