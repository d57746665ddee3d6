import { io, type Socket } from 'socket.io-client';
import type { Board } from '../../server/domain/queue/screens/board.ts';
import type {
  BoardChange,
  HallClientToServer,
  HallServerToClient,
  ScreenOrders,
} from '../../server/realtime/events.ts';

export type HallSocket = Socket<HallServerToClient, HallClientToServer>;

/** A socket that remembers what it was told, and lets a test wait for it. */
export class Listener {
  readonly socket: HallSocket;
  readonly boards: Board[] = [];
  readonly changes: BoardChange[] = [];
  /** what the server decided last for this screen */
  orders: ScreenOrders | null = null;
  refused: string | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(url: string, auth: object, namespace = '/hall', cookie = '', origin?: string) {
    this.socket = io(`${url}${namespace}`, {
      auth,
      transports: ['websocket'],
      reconnectionDelay: 20,
      forceNew: true,
      extraHeaders: origin === undefined ? { cookie } : { cookie, origin },
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
    this.socket.on('screen:told', (orders) => {
      this.orders = orders;
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

  /** Says that it can be heard, and waits for the server's decision. */
  async ready(id: string): Promise<void> {
    this.socket.emit('screen:seen', { id, kind: 'display', version: 0, sound: 'other' });
    await this.until(() => this.orders !== null && this.boards.length > 0);
  }

  close(): void {
    this.socket.close();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
