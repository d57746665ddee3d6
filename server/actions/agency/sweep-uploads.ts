import { knownFiles } from '../../store/agency/agency-query.ts';
import { dropUnfinished, dropUpload, oldUploads, uploadFolder } from '../../store/agency/upload-folder.ts';
import type { System } from '../system.ts';

/** An upload that is under way is younger than this. */
const grace = 60 * 60_000;
const atOnce = 500;

/** Removes files that nothing points to: left over from interrupted uploads and deletions. Answers how many. Safe on several processes. */
export async function sweepUploads({
  config,
  clock,
  database,
}: Pick<System, 'config' | 'clock' | 'database'>): Promise<number> {
  const folder = uploadFolder(config.varFolder);
  const { ids, unfinished } = await oldUploads(folder, clock.now() - grace);
  let removed = 0;
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce);
    const known = await knownFiles(database.reader, some);
    for (const id of some.filter((one) => !known.has(one))) {
      await dropUpload(folder, id);
      removed += 1;
    }
  }
  for (const id of unfinished) await dropUnfinished(folder, id);
  return removed + unfinished.length;
}
