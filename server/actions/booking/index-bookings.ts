import { elapsed } from '../../clock.ts';
import { indexSome, isOfThisSecret, queueAll, waitsForIndex } from '../../store/booking/search-store.ts';
import type { System } from '../system.ts';

/** So many in one commit, and no other one after so many milliseconds: the next run goes on. */
const [atOnce, longestGo] = [100, 12_000];

/**
 * Makes what bookings are found by: of those that have just been made or changed, and after an upgrade of all. Until then a search looks
 * through them one by one. Safe to run on several processes at once. With another secret all marks are made anew.
 */
export function bookingIndexer({
  database,
  secrets,
}: Pick<System, 'database' | 'secrets'>): () => Promise<number> {
  const { reader, writer, engine } = database;
  const mark = (text: string): string => secrets.markOf('search', text);
  let known = false;
  return async () => {
    const began = elapsed();
    if (!known && !(await isOfThisSecret(reader, mark))) await queueAll(writer);
    known = true;
    let done = 0;
    while (elapsed() - began < longestGo && (await waitsForIndex(reader)))
      done += await indexSome(writer, engine, mark, atOnce);
    return done;
  };
}
