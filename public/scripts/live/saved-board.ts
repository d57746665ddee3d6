import type { Followed } from '../../../server/domain/queue/screens/followed-board.ts';

export interface SavedBoard {
  readonly followed: Followed;
  /** this machine's own clock, epoch ms: good for an age, not for a time of day */
  readonly keptAt: number;
}

const pause = 5000;

/** The last board that this machine has seen, so that a screen that starts without a network still has something to show. */
export class BoardStorage {
  readonly #name: string;
  #next: Followed | null = null;
  #planned = false;

  constructor(site: string) {
    this.#name = `hall-board:${site}`;
  }

  read(): SavedBoard | null {
    try {
      const text = localStorage.getItem(this.#name);
      return text === null ? null : (JSON.parse(text) as SavedBoard);
    } catch {
      return null;
    }
  }

  /** Written a little later: boards may come four times a second. */
  keep(followed: Followed): void {
    this.#next = followed;
    if (this.#planned) return;
    this.#planned = true;
    setTimeout(() => {
      this.#planned = false;
      this.#write();
    }, pause);
  }

  #write(): void {
    try {
      const kept: SavedBoard = { followed: this.#next ?? { board: null, announced: [] }, keptAt: Date.now() };
      localStorage.setItem(this.#name, JSON.stringify(kept));
    } catch {
      // a full or forbidden store only costs the memory of a restart
    }
  }
}
