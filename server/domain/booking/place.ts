/** One place: the primary key that at most one booking or hold can have (B1). `start` is an instant in epoch milliseconds. */
export interface PlaceKey {
  readonly queue: string;
  readonly start: number;
  /** 1…capacity; deliberate overbooking by staff uses numbers above `extraPlaceBase` */
  readonly place: number;
  /** staff gave it out of those kept back from booking online */
  readonly kept?: true;
}

/** A place that is taken: by a booking (`expiresAt` null), by a hold, or cooling down after a cancellation (neither). */
export interface PlaceRow extends PlaceKey {
  readonly booking: string | null;
  readonly hold: string | null;
  /** it blocks until this instant, exclusive; null: for good */
  readonly expiresAt: number | null;
}

/** Places numbered above this are deliberate overbooking, never offered. */
export const extraPlaceBase = 1000;

/** Numbers of the places that are taken in a slot at the instant asked about, expired ones left out, in any order. */
export type TakenPlaces = (queue: string, start: number) => readonly number[];

const keptForUndo = /^undo:(\d+):/;

/** Names what keeps places until an instant (epoch ms), exclusive, for whoever may take a change back; after it they cool down. */
export function undoHold(id: string, until: number): string {
  return `undo:${until}:${id}`;
}

/** Nobody's, and not offered yet. `now` in epoch ms. */
export function isCooling({ booking, hold }: Pick<PlaceRow, 'booking' | 'hold'>, now: number): boolean {
  if (booking !== null) return false;
  return hold === null || Number(keptForUndo.exec(hold)?.[1] ?? Number.POSITIVE_INFINITY) <= now;
}

/** An expired row blocks nobody, whether or not a sweeper has run (B3). */
export function isLive(row: { readonly expiresAt: number | null }, now: number): boolean {
  return row.expiresAt === null || row.expiresAt > now;
}
