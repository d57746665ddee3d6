import { filesOfDocuments } from '../../store/agency/agency-query.ts';
import {
  type Folder,
  hasUpload,
  pathOfUpload,
  removeUpload,
  uploadsIn,
} from '../../store/agency/upload-folder.ts';
import { type StoredUpload, wholeUpload } from '../../store/agency/upload-query.ts';
import type { System } from '../system.ts';
import { hashOf, keepUpload, piecesOf } from './keep-upload.ts';

type Parts = Pick<System, 'database' | 'clock' | 'log' | 'uploadTurns'>;

/** Takes one file that a document points to out of a folder; the original stays. False: it is not there, or is not what the document says. */
export async function takeInUpload(system: Parts, folder: Folder, upload: StoredUpload): Promise<boolean> {
  if (!(await hasUpload(folder, upload.id))) return false;
  const path = pathOfUpload(folder, upload.id);
  const found = await hashOf(piecesOf(path, Number.POSITIVE_INFINITY));
  if (found.size !== upload.size || found.sha256 !== upload.sha256) {
    system.log.error({ upload: upload.id }, 'an uploaded file is damaged and stays in its folder');
    return false;
  }
  await keepUpload(system, upload, path);
  return true;
}

/**
 * Takes every file that documents point to out of a folder into the database, one after another; with `remove` each original goes as soon
 * as it was read back from there. Answers how many were taken in. Safe to interrupt, to repeat, and on several processes.
 */
export async function takeInUploads(
  system: Parts,
  folder: Folder,
  { remove }: { readonly remove: boolean },
): Promise<number> {
  const lying = (await uploadsIn(folder)).filter(({ whole }) => whole);
  if (lying.length === 0) return 0;
  const { reader } = system.database;
  const known = new Map((await filesOfDocuments(reader)).map((file) => [file.id, file]));
  let taken = 0;
  for (const { id } of lying) {
    const upload = known.get(id);
    if (upload === undefined) continue;
    const already = (await wholeUpload(reader, id)) !== null;
    const here = already || (await takeInUpload(system, folder, upload));
    if (here && !already) taken += 1;
    if (here && remove) await removeUpload(folder, id);
  }
  return taken;
}
