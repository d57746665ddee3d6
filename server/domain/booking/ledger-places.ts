import type { Queue } from '../catalogue/site.ts';
import { type Ledger, placeId } from './ledger.ts';
import {
  extraPlaceBase,
  isCooling,
  isLive,
  type PlaceKey,
  type PlaceRow,
  type TakenPlaces,
} from './place.ts';
import { mostPlaces } from './places-of-slot.ts';

/** Whose rows count as free: what is about to be given up in the same step. */
export interface ReleasedPlaces {
  readonly booking?: string | undefined;
  readonly hold?: string | undefined;
  /** the hold of a change that could still be taken back */
  readonly kept?: string | undefined;
  /** the hold of other times that are offered for the booking */
  readonly offered?: string | undefined;
  /** places that cool down after a cancellation: the waiting list goes first */
  readonly cooling?: boolean;
}

function mine(row: PlaceRow, own: ReleasedPlaces, now: number): boolean {
  return (
    (own.booking !== undefined && row.booking === own.booking) ||
    (own.hold !== undefined && row.hold === own.hold) ||
    (own.kept !== undefined && row.hold === own.kept) ||
    (own.offered !== undefined && row.hold === own.offered) ||
    (own.cooling === true && isCooling(row, now))
  );
}

/** The places of one queue that block at `now`, read from the ledger: its regular ones and the run of extra places. */
export function takenInLedger(
  ledger: Ledger,
  queue: Queue,
  now: number,
  own: ReleasedPlaces = {},
): TakenPlaces {
  const most = mostPlaces(queue);
  return (id, start) => {
    const blocks = (place: number) => {
      const row = ledger.places.get(placeId({ queue: id, start, place }));
      return row !== undefined && isLive(row, now) && !mine(row, own, now);
    };
    const taken: number[] = [];
    for (let place = 1; place <= most; place += 1) if (blocks(place)) taken.push(place);
    for (let place = extraPlaceBase + 1; blocks(place); place += 1) taken.push(place);
    return taken;
  };
}

/** Those of the places that still are the hold's: an expired hold may have lost some to others. */
export function stillHeldBy(ledger: Ledger, hold: string, places: readonly PlaceKey[]): PlaceKey[] {
  return places.filter((key) => ledger.places.get(placeId(key))?.hold === hold);
}
