import { dropUpload, uploadFolder } from '../../store/agency/upload-folder.ts';
import type { System } from '../system.ts';

/** Removes files that no row points to any more. What cannot be removed now is swept later, so it fails nothing. */
export async function dropFiles(
  { config, log }: Pick<System, 'config' | 'log'>,
  files: readonly string[],
): Promise<void> {
  for (const file of files)
    await dropUpload(uploadFolder(config.varFolder), file).catch((error: unknown) =>
      log.warn({ err: error }, 'an upload could not be removed yet'),
    );
}
