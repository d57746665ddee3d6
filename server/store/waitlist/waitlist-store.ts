import type { WaitFact } from '../../domain/waitlist/wait-facts.ts';
import type { WriteSet } from '../write-set.ts';
import { entryRow } from './waitlist-rows.ts';

/** Collects the row of what happened on the list. */
export function writeWaitFact(fact: WaitFact, writes: WriteSet): void {
  if (fact.type !== 'wait_joined') {
    writes.update('waitlist_entry', entryRow(fact.entry));
    return;
  }
  writes.insert('waitlist_entry', entryRow(fact.entry));
  if (fact.work !== null) writes.insert('spent_work', { id: fact.work.id, expires_at: fact.work.expiresAt });
}
