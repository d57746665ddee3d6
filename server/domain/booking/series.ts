import { dayLong } from '../calendar/durations.ts';
import type { Booking, ContactDetails } from './booking.ts';
import type { DayOffer, NearSlot } from './slots.ts';

/** The list to which a visit is added: visits that one handling person books in a row. */
export interface Series {
  readonly id: string;
  /** SHA-256 of the secret of its link, hex */
  readonly tokenHash: string;
}

/** `begins`: its second visit joins. */
export interface JoinedSeries extends Series {
  readonly begins: boolean;
}

/** A visit stands in its list for so long after its time, ms; a list without any is gone. */
export const listedFor = 30 * dayLong;

/** Whoever is reached elsewhere is somebody else, whose visit is in nobody's list. */
export function isReachedAs(contact: ContactDetails, other: ContactDetails): boolean {
  return contact.mobile === other.mobile && contact.email?.toLowerCase() === other.email?.toLowerCase();
}

/** Free times of the day of a visit: the first `n` right after it, or, where none is left, the last right before it. Earliest first. */
export function besideVisit(
  days: readonly DayOffer[],
  { day, start, end }: Pick<Booking, 'day' | 'start' | 'end'>,
  n: number,
): NearSlot[] {
  const slots = (days.find(({ date }) => date === day)?.slots ?? []).map((slot) => ({ date: day, ...slot }));
  const after = slots.filter((slot) => slot.start >= end).slice(0, n);
  return after.length > 0 ? after : slots.filter((slot) => slot.start < start).slice(-n);
}
