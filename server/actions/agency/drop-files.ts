import { removeUpload, uploadFolder } from '../../store/agency/upload-folder.ts';
import { dropUpload } from '../../store/agency/upload-store.ts';
import type { System } from '../system.ts';

/** Removes files that no row points to any more. What cannot be removed now is swept later, so it fails nothing. */
export async function dropFiles(
  { config, database, log }: Pick<System, 'config' | 'database' | 'log'>,
  files: readonly string[],
): Promise<void> {
  for (const file of files) {
    try {
      await dropUpload(database.writer, file);
      // where it may still lie, not taken in yet
      await removeUpload(uploadFolder(config.varFolder), file);
    } catch (error) {
      log.warn({ err: error }, 'an upload could not be removed yet');
    }
  }
}
