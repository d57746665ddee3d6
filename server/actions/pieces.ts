import { elapsed } from '../clock.ts';

/** How long work holds up others before it lets them go first, milliseconds: what takes longer is heard in a hall. */
const longestPiece = 6;

/** Work that takes long, done in pieces on the loop that serves: ask for the next one before each step. */
export class Pieces {
  #since = elapsed();

  /** Comes back at once, or when whoever waited meanwhile has been served. */
  async next(): Promise<void> {
    if (elapsed() - this.#since < longestPiece) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = elapsed();
  }
}
