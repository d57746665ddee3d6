import type { BookingContext, BookingFact, Ledger } from '../../domain/booking/ledger.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { endWhatIsOver, nextOffers } from '../../domain/waitlist/serve-list.ts';
import { isWaitFact, type ListFact, type WaitingList } from '../../domain/waitlist/wait-facts.ts';

/** So many offers at a site in one batch at most: the rest comes with the next, a minute later. */
const offersAtOnce = 40;

export interface Serving {
  readonly ledger: Ledger;
  readonly list: WaitingList;
  readonly context: BookingContext;
  newId(): string;
  /** writes and applies what happened */
  readonly carryOut: (facts: readonly ListFact[]) => void;
}

/** Offers what the facts have freed to those who wait, in the same commit. */
export function offerFreed(
  { ledger, list, context, newId, carryOut }: Serving,
  facts: readonly ListFact[],
): void {
  if (list.entries.size === 0) return;
  const days = new Set(facts.flatMap((fact) => (isWaitFact(fact) ? [] : freedDays(fact, context))));
  if (days.size === 0) return;
  for (const offer of nextOffers(ledger, list, context, { days, most: offersAtOnce, newId })) carryOut(offer);
}

/** Ends what is over and offers whatever is free. */
export function serveList({ ledger, list, context, newId, carryOut }: Serving): void {
  for (const facts of endWhatIsOver(ledger, list, context)) carryOut(facts);
  const ask = { days: null, most: offersAtOnce, newId };
  for (const offer of nextOffers(ledger, list, context, ask)) carryOut(offer);
}

function freedDays(fact: BookingFact, { site }: BookingContext): readonly string[] {
  return freedStarts(fact).map((start) => localDate(start, site.timeZone));
}

function freedStarts(fact: BookingFact): readonly number[] {
  switch (fact.type) {
    case 'cancelled':
    case 'times_offered':
    case 'times_declined':
    case 'times_ended':
      return fact.freed.map(({ start }) => start);
    case 'moved':
    case 'taken_back':
      return [fact.from.start];
    case 'hold_released':
      return fact.places.map(({ start }) => start);
    default:
      return [];
  }
}
