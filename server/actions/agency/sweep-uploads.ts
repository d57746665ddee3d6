import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hour } from '../../domain/calendar/durations.ts';
import { knownFiles } from '../../store/agency/agency-query.ts';
import { removeUpload, uploadFolder, uploadsIn } from '../../store/agency/upload-folder.ts';
import { unusedUploads } from '../../store/agency/upload-query.ts';
import { dropUpload } from '../../store/agency/upload-store.ts';
import type { System } from '../system.ts';
import { arrivals } from './arrivals.ts';
import { takeInUploads } from './take-in-uploads.ts';

/** An upload that is under way is younger than this. */
const grace = hour;
const atOnce = 500;

type Parts = Pick<System, 'config' | 'clock' | 'database' | 'log' | 'uploadTurns'>;

/**
 * Takes in what earlier versions kept as files, and removes what nothing points to: left over from interrupted uploads and deletions.
 * Safe on several processes.
 */
export async function tidyUploads(system: Parts): Promise<{ taken: number; swept: number }> {
  const taken = await takeInUploads(system, uploadFolder(system.config.varFolder), { remove: true });
  return { taken, swept: await sweepUploads(system) };
}

/** Answers how many files were removed. */
export async function sweepUploads({
  config,
  clock,
  database,
}: Pick<System, 'config' | 'clock' | 'database'>): Promise<number> {
  const before = clock.now() - grace;
  const unused = await unusedUploads(database.reader, before, atOnce);
  for (const id of unused) await dropUpload(database.writer, id);
  const folder = uploadFolder(config.varFolder);
  const old = (await uploadsIn(folder)).filter(({ at }) => at < before);
  const known = await knownFiles(
    database.reader,
    old.map(({ id }) => id),
  );
  const left = old.filter(({ id, whole }) => !whole || !known.has(id));
  for (const { id } of left) await removeUpload(folder, id);
  return unused.length + left.length + (await sweepArrivals(arrivals(config), before));
}

/** A process that was killed could not remove what was just arriving. */
async function sweepArrivals(folder: string, before: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found === null || found.mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
