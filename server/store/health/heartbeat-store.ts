import type { Database } from '../database.ts';

/** How far a sign of life has come. */
export interface Beat {
  /** the connection for writing was free */
  connected: boolean;
}

/**
 * Writes the line of this process at `at` (epoch ms), as a batch of commands is written: on the one connection that writes on SQLite, in a
 * transaction, durably. Fails as such a batch would, and waits as it would.
 */
export async function writeBeat(
  { writer }: Database,
  process: string,
  at: number,
  beat: Beat,
): Promise<void> {
  await writer.raw('select 1');
  beat.connected = true;
  await writer.transaction((transaction) =>
    transaction('heartbeat').insert({ process, at }).onConflict('process').merge(),
  );
}
