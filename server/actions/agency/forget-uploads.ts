import { forgetAgencyOf } from '../../store/agency/agency-store.ts';
import type { System } from '../system.ts';
import { dropFiles } from './drop-files.ts';

/**
 * Deletes everything that was uploaded for a booking (its id), and the history of its case. Whoever deletes more in a transaction of
 * their own calls `forgetAgencyOf` in it, and `dropFiles` after the commit.
 */
export async function forgetUploads(
  system: Pick<System, 'config' | 'database' | 'log'>,
  booking: string,
): Promise<void> {
  const files = await system.database.writer.transaction((transaction) =>
    forgetAgencyOf(transaction, booking),
  );
  await dropFiles(system, files);
}
