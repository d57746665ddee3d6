import type { Board } from './board.ts';

/** Where a number stands, as far as the board tells. */
export type PlaceOnBoard =
  | {
      readonly kind: 'waiting';
      readonly ahead: number;
      readonly low: number | null;
      readonly high: number | null;
    }
  | {
      readonly kind: 'called' | 'serving';
      readonly label: string;
      readonly times: number;
      readonly calledAt: string;
    }
  /** not on the board: on hold, missed or finished, which only its own page tells */
  | { readonly kind: 'away' };

/** People ahead are those of the same queue who would be called before. */
export function placeOnBoard(board: Board, number: string): PlaceOnBoard {
  const call = board.calling.find((each) => each.number === number);
  if (call !== undefined) {
    const { state: kind, label, times, calledAt } = call;
    return { kind, label, times, calledAt };
  }
  const index = board.waiting.findIndex((each) => each.number === number);
  const own = board.waiting[index];
  if (own === undefined) return { kind: 'away' };
  let ahead = 0;
  for (const { queue } of board.waiting.slice(0, index)) if (queue === own.queue) ahead += 1;
  return { kind: 'waiting', ahead, low: own.wait?.low ?? null, high: own.wait?.high ?? null };
}

/** Differs exactly when a ticket's page would say something else. */
export function placeKey(board: Board, number: string): string {
  return JSON.stringify([board.day, board.state, placeOnBoard(board, number)]);
}
