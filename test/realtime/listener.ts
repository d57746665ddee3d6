import { io, type Socket } from 'socket.io-client';
import type { Board } from '../../server/domain/queue/board.ts';
import type { BoardChange, HallClientToServer, HallServerToClient } from '../../server/realtime/events.ts';

export type HallSocket = Socket<HallServerToClient, HallClientToServer>;

/** A socket that remembers what it was told, and lets a test wait for it. */
export class Listener {
  readonly socket: HallSocket;
  readonly boards: Board[] = [];
  readonly changes: BoardChange[] = [];
  refused: string | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(url: string, auth: object, namespace = '/hall') {
    this.socket = io(`${url}${namespace}`, {
      auth,
      transports: ['websocket'],
      reconnectionDelay: 20,
      forceNew: true,
    });
    this.socket.on('connect', () => this.#wake());
    this.socket.on('connect_error', (error) => {
      this.refused = error.message;
      this.#wake();
    });
    this.socket.on('board', (board) => {
      this.boards.push(board);
      this.#wake();
    });
    this.socket.on('board:changed', (change) => {
      this.changes.push(change);
      this.#wake();
    });
    this.socket.onAny(() => this.#wake());
  }

  /** Resolves as soon as it holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.socket.close();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
