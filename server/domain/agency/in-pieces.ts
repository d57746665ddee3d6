/** Work that yields where others may have their turn, after a few milliseconds each, and answers at its end. */
export type InPieces<Answer> = Generator<void, Answer, void>;

/** Bytes that are looked at one by one in one piece. */
export const pieceBytes = 64 * 1024;

/** The same without a turn for anybody. */
export function atOnce<Answer>(work: InPieces<Answer>): Answer {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
