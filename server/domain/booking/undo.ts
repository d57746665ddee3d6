import { minute } from '../calendar/durations.ts';
import type { Booking } from './booking.ts';
import type { PlaceKey } from './place.ts';

/** How long a holder can take a change back, milliseconds. */
export const undoTime = 2 * minute;

export type Undoable = 'moved' | 'changed' | 'cancelled';

/** What of a booking a change can have changed. */
export type BeforeChange = Partial<
  Pick<
    Booking,
    | 'queue'
    | 'day'
    | 'start'
    | 'end'
    | 'minutes'
    | 'services'
    | 'answers'
    | 'ticks'
    | 'contact'
    | 'places'
    // of whom it reached before; another one follows from another contact
    | 'tokenHash'
    | 'link'
  >
>;

/** A change that its holder can still take back; until then the old places are kept by the same primary key as every place. */
export interface Undo {
  readonly booking: string;
  /** owns the rows of the places that are kept */
  readonly hold: string;
  readonly what: Undoable;
  /** only what is different now */
  readonly before: BeforeChange;
  /** it was the one booking of its day */
  readonly limited: boolean;
  /** of the booking since the change: grown further, something else has happened */
  readonly sequence: number;
  /** exclusive, epoch ms */
  readonly until: number;
}

/** Names what one press of staff did to several bookings. */
export const officePrefix = 'office-';

export function officeUndo(batch: string, number: number): string {
  return `${officePrefix}${batch}.${number}`;
}

/** What staff have done is not its holder's to take back. */
export function isOfOffice({ hold }: Pick<Undo, 'hold'>): boolean {
  return hold.includes(`:${officePrefix}`);
}

const idOf = ({ queue, start, place }: PlaceKey): string => `${queue}|${start}|${place}`;

/** Those of `places` that are not among `others`. */
export function placesWithout(places: readonly PlaceKey[], others: readonly PlaceKey[]): PlaceKey[] {
  const known = new Set(others.map(idOf));
  return places.filter((place) => !known.has(idOf(place)));
}

/** The places that a change can have left behind. */
export function placesOf({ before }: Undo): readonly PlaceKey[] {
  return before.places ?? [];
}

/** Until when (epoch ms) the places of a cancelled visit are kept, where they also cool down. */
export function keptUntil({ until }: Pick<Undo, 'until'>, coolUntil: number | null): number {
  return Math.max(until, coolUntil ?? 0);
}

export interface TakenBack {
  readonly type: 'taken_back';
  readonly booking: Booking;
  readonly from: { readonly start: number; readonly end: number; readonly places: readonly PlaceKey[] };
  readonly undo: Undo;
  readonly limitKey: string | null;
}
