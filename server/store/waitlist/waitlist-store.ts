import type { WaitFact } from '../../domain/waitlist/wait-facts.ts';
import type { WriteSet } from '../write-set.ts';
import { entryRow } from './waitlist-rows.ts';

/** Collects the row of what happened on the list. */
export function writeWaitFact({ type, entry }: WaitFact, writes: WriteSet): void {
  if (type === 'wait_joined') writes.insert('waitlist_entry', entryRow(entry));
  else writes.update('waitlist_entry', entryRow(entry));
}
