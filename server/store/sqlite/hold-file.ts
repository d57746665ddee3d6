import { chownSync, statSync } from 'node:fs';
import { connectRaw, type RawConnection } from './raw-connection.ts';

export interface Held {
  release(): Promise<void>;
}

/** A connection that nobody points to any more would be closed, and its lock with it. */
const kept = new Set<RawConnection>();

/**
 * Takes an SQLite database (its path, without links) for this process. The lock is the system's, on a file beside it that stays empty: it
 * ends with the process, however that ends. Null: another process has it still after so many milliseconds.
 */
export async function holdFile(file: string, patience: number): Promise<Held | null> {
  const beside = `${file}-lock`;
  const lock = await connectRaw(beside, patience);
  try {
    await lock.run('pragma journal_mode = memory; begin exclusive');
    giveToOwner(beside, file);
  } catch (error) {
    await lock.close();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
  kept.add(lock);
  return {
    release: () => {
      kept.delete(lock);
      return lock.close();
    },
  };
}

/** What root makes beside another user's database must not shut that user out. */
function giveToOwner(beside: string, file: string): void {
  const owner = statSync(file, { throwIfNoEntry: false });
  if (process.getuid?.() === 0 && owner !== undefined) chownSync(beside, owner.uid, owner.gid);
}
