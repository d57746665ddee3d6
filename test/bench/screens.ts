import { io, type Socket } from 'socket.io-client';

/** Milliseconds until a screen that hears nothing is a mistake. */
const longest = 30_000;

export interface SeenChange {
  readonly facts?: readonly { readonly type: string; readonly number?: string }[];
}

/** Many screens of one hall, all in this process, over WebSocket. */
export class Screens {
  readonly #sockets: readonly Socket[];
  #heard: ((change: SeenChange) => void) | null = null;

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets;
    for (const socket of sockets)
      socket.on('board:changed', (change: SeenChange) => {
        // a refresh without facts is nobody's call
        if (change.facts === undefined || change.facts.length > 0) this.#heard?.(change);
      });
  }

  get count(): number {
    return this.#sockets.length;
  }

  /** Connected and shown a board, fifty at a time. */
  static async connect(url: string, count: number): Promise<Screens> {
    const sockets: Socket[] = [];
    while (sockets.length < count) {
      const some = Array.from({ length: Math.min(50, count - sockets.length) }, () => screen(url));
      await Promise.all(
        some.map((socket) => new Promise<void>((shown) => socket.once('board', () => shown()))),
      );
      sockets.push(...some);
    }
    return new Screens(sockets);
  }

  /** Everything that any of them hears from now on. */
  hear(heard: ((change: SeenChange) => void) | null): void {
    this.#heard = heard;
  }

  /** When the last of them has heard something; answers what, and the instant. Fails when one of them hears nothing for long. */
  async allHear(): Promise<{ readonly at: number; readonly change: SeenChange }> {
    return new Promise((all, failed) => {
      let left = this.#sockets.length;
      const tooLong = setTimeout(() => failed(new Error(`${left} screens heard nothing`)), longest);
      this.hear((change) => {
        left -= 1;
        if (left > 0) return;
        this.hear(null);
        clearTimeout(tooLong);
        all({ at: performance.now(), change });
      });
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.disconnect();
  }
}

function screen(url: string): Socket {
  return io(`${url}/hall`, { auth: { site: 'BJ-TSY' }, transports: ['websocket'], forceNew: true });
}
