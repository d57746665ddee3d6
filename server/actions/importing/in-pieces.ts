import { Pieces } from '../pieces.ts';

/** Work that stops after each line, and has its result at the end. */
export type LineByLine<Result> = Generator<void, Result, void>;

export function inOnePiece<Result>(work: LineByLine<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Whoever else wants to be served is, between two lines. */
export async function inPieces<Result>(work: LineByLine<Result>): Promise<Result> {
  const pieces = new Pieces();
  for (;;) {
    await pieces.next();
    const step = work.next();
    if (step.done) return step.value;
  }
}
