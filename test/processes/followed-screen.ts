import { io, type Socket } from 'socket.io-client';
import {
  type Followed,
  followBoard,
  followChange,
  followNothing,
  type Step,
} from '../../server/domain/queue/screens/followed-board.ts';
import type { HallClientToServer, HallServerToClient } from '../../server/realtime/events.ts';

/** A display as it runs in a browser: the same rules for what it has missed, and it comes back by itself. */
export class FollowedScreen {
  /** numbers that it has announced, in order */
  readonly called: string[] = [];
  links = 0;
  readonly #socket: Socket<HallServerToClient, HallClientToServer>;
  readonly #waiting = new Set<() => void>();
  #followed: Followed = followNothing;
  #closed = false;

  constructor(url: string, site: string) {
    this.#socket = io(`${url}/hall`, {
      auth: { site },
      transports: ['websocket'],
      reconnectionDelay: 20,
      reconnectionDelayMax: 50,
      forceNew: true,
    });
    let fresh = true;
    this.#socket.on('connect', () => {
      fresh = true;
      this.links += 1;
    });
    this.#socket.on('board', (board) => {
      this.#take(followBoard(this.#followed, board, fresh));
      fresh = false;
    });
    this.#socket.on('board:changed', (change) => this.#take(followChange(this.#followed, change)));
    this.#socket.on('disconnect', () => this.#again());
    this.#socket.on('connect_error', () => this.#again());
  }

  get version(): number {
    return this.#followed.board?.version ?? -1;
  }

  /** Resolves as soon as it holds. */
  async until(holds: (screen: FollowedScreen) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.#closed = true;
    this.#socket.close();
  }

  /** A server that says good-bye ends the library's own attempts. */
  #again(): void {
    if (!this.#closed && !this.#socket.active) setTimeout(() => this.#socket.connect(), 20);
  }

  #take({ followed, calls, sync }: Step): void {
    this.#followed = followed;
    this.called.push(...calls.map(({ number }) => number));
    if (sync) this.#socket.emit('sync');
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
