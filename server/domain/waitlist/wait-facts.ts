import type { Counts } from '../booking/counts.ts';
import type { BookingFact } from '../booking/ledger.ts';
import type { WorkProof } from '../booking/origin.ts';
import { personKeys, type WaitEntry } from './wait-entry.ts';

/** Why an entry has ended. */
export type WaitEnd =
  | 'accepted'
  /** its days have passed, or nothing can be booked in them any more */
  | 'range_passed'
  /** offers were made and none was taken up */
  | 'offers_passed'
  /** the booking that was to be earlier is gone */
  | 'visit_gone'
  | 'holder'
  | 'staff';

/** What happened on the list; the entry is as it is after it. */
export type WaitFact =
  /** `work`: what it has cost, which serves once */
  | { readonly type: 'wait_joined'; readonly entry: WaitEntry; readonly work: WorkProof | null }
  | { readonly type: 'wait_offered'; readonly entry: WaitEntry }
  /** an offer was not taken up, and the entry waits on */
  | { readonly type: 'wait_passed'; readonly entry: WaitEntry }
  /** the office can no longer keep an offer, and the entry waits on */
  | { readonly type: 'wait_withdrawn'; readonly entry: WaitEntry }
  /** offered nothing until staff put it back */
  | { readonly type: 'wait_set_aside'; readonly entry: WaitEntry }
  /** its holder wants staff to look again */
  | { readonly type: 'wait_asked'; readonly entry: WaitEntry }
  | { readonly type: 'wait_put_back'; readonly entry: WaitEntry }
  | { readonly type: 'wait_ended'; readonly entry: WaitEntry; readonly because: WaitEnd };

export type ListFact = BookingFact | WaitFact;

/** Who waits, as loaded for one batch: changed in place, like the ledger. */
export interface WaitingList {
  /** those of the sites concerned that wait, and those that commands name, by id */
  readonly entries: Map<string, WaitEntry>;
  /** `personKeys` of whoever has an offer, at any site */
  readonly offered: Set<string>;
  /** `personKeys` of those whose offer ended in this batch: the next one is for the next batch, since a person's offers may not overlap */
  readonly rested: Set<string>;
  /** how many others count, by `countedBy`; complete for those who join */
  readonly elsewhere: Map<string, number>;
}

export function emptyWaitingList(): WaitingList {
  return { entries: new Map(), offered: new Set(), rested: new Set(), elsewhere: new Map() };
}

export function isWaitFact(fact: ListFact): fact is WaitFact {
  return fact.type.startsWith('wait_');
}

/** Applies what happened, in place. */
export function applyWaitFact(list: WaitingList, counts: Pick<Counts, 'spent'>, fact: WaitFact): void {
  const { entry } = fact;
  if (fact.type === 'wait_joined' && fact.work !== null) counts.spent.add(fact.work.id);
  const before = list.entries.get(entry.id);
  if (before?.state === 'offered' && entry.state !== 'offered')
    for (const key of personKeys(before)) {
      list.offered.delete(key);
      list.rested.add(key);
    }
  if (entry.state === 'offered') for (const key of personKeys(entry)) list.offered.add(key);
  list.entries.set(entry.id, entry);
}

export function putOnList(list: WaitingList, entry: WaitEntry): void {
  list.entries.set(entry.id, entry);
  if (entry.state === 'offered') for (const key of personKeys(entry)) list.offered.add(key);
}
