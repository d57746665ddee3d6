import type { Counts } from './counts.ts';
import type { BookingFact } from './ledger.ts';

/** Applies what happened to the counts, in place. */
export function countFact(counts: Counts, fact: BookingFact): void {
  if (fact.type === 'held') {
    const { id, site, day, expiresAt, network = null, browser = null } = fact.hold;
    counts.holds.set(id, { site, network, browser, day, expiresAt });
    if (fact.work != null) counts.spent.add(fact.work.id);
  } else if (fact.type === 'hold_released') {
    counts.holds.delete(fact.hold);
  } else if (fact.type === 'booked') {
    const { id, site, day, createdAt } = fact.booking;
    if (fact.fromHold !== null) counts.holds.delete(fact.fromHold);
    if (fact.from == null) return;
    const { network, work, proven } = fact.from;
    counts.made.set(id, { site, network, day, at: createdAt, proven: proven === 'sms' });
    counts.since.push({ site, at: createdAt });
    if (work !== null) counts.spent.add(work.id);
  }
}
