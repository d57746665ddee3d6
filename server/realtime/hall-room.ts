import type { Site } from '../domain/catalogue/site.ts';
import type { Hall, HallEvent } from '../domain/queue/hall/hall.ts';
import type { Board } from '../domain/queue/screens/board.ts';
import { factsFor } from './audience.ts';
import type { BoardMaker } from './board-maker.ts';
import type { BoardChange, CounterChange } from './events.ts';
import type { HallNews } from './hall-source.ts';
import type { Timing } from './timing.ts';

/** Milliseconds between two pushes: a tenth of a second in a hall of few screens, a quarter where telling them all is work. */
const [shortestPause, longestPause] = [100, 250];
/** What a board takes to be made and told is an eighth of the time, as far as that keeps the longest pause. */
const timesAsLong = 8;
const retryAfter = 1000;

export interface RoomTools {
  readonly maker: BoardMaker;
  readonly timing: Timing;
  /** once for the whole room, however many listen */
  push(change: BoardChange): void;
  pushToStaff(change: CounterChange): void;
  failed(error: unknown): void;
  /** milliseconds from hearing of a call after its commit to the push that tells it */
  pushed?(milliseconds: number): void;
}

/** The screens of one site: gathers what happens between two pushes; the newest state wins, facts are all told. */
export class HallRoom {
  readonly #code: string;
  readonly #tools: RoomTools;
  #hall: Hall | null = null;
  #events: HallEvent[] = [];
  #pushedAt = Number.NEGATIVE_INFINITY;
  #pause = shortestPause;
  #calledAt: number | null = null;
  #shown: Board | null = null;
  #busy = false;
  #callOff: (() => void) | null = null;

  constructor(code: string, tools: RoomTools) {
    this.#code = code;
    this.#tools = tools;
  }

  changed({ hall, events }: HallNews): void {
    // the end of an earlier day is nothing for screens that show today
    if (this.#hall !== null && hall.day < this.#hall.day) return;
    if (this.#hall !== null && hall.day > this.#hall.day) this.#events = [];
    if (this.#hall === null || hall.day > this.#hall.day || hall.version > this.#hall.version)
      this.#hall = hall;
    this.#events.push(...events);
    if (events.some(({ type }) => type === 'ticket_called' || type === 'ticket_recalled'))
      this.#calledAt ??= this.#tools.timing.elapsed();
    this.#schedule();
  }

  /** The board for somebody who joins: never older than what the room has been shown. */
  async board(): Promise<Board | null> {
    const board = await this.#tools.maker.current(this.#code);
    const shown = this.#shown;
    return board !== null && shown !== null && isNewer(shown, board) ? shown : board;
  }

  /** The same state again: expected waits change with the time, and at midnight the day does. */
  async refreshed(): Promise<BoardChange | null> {
    if (this.#events.length > 0 || this.#busy) return null;
    const board = await this.board();
    if (board === null) return null;
    this.#shown = board;
    return { day: board.day, version: board.version, after: board.version, facts: [], board };
  }

  close(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #schedule(): void {
    if (this.#busy || this.#callOff !== null) return;
    const pause = this.#pushedAt + this.#pause - this.#tools.timing.elapsed();
    if (pause <= 0) void this.#push();
    else this.#waitFor(pause);
  }

  #waitFor(milliseconds: number): void {
    this.#callOff = this.#tools.timing.later(milliseconds, () => {
      this.#callOff = null;
      void this.#push();
    });
  }

  async #push(): Promise<void> {
    const hall = this.#hall;
    const events = this.#events;
    if (hall === null || events.length === 0) return;
    this.#events = [];
    this.#busy = true;
    const began = this.#tools.timing.elapsed();
    try {
      const site = await this.#tools.maker.siteOf(this.#code);
      if (site !== null) this.#tell(site, hall, events, await this.#tools.maker.of(site, hall));
      const took = this.#tools.timing.elapsed() - began;
      this.#pause = Math.min(longestPause, Math.max(shortestPause, took * timesAsLong));
      this.#busy = false;
      if (this.#events.length > 0) this.#schedule();
    } catch (error) {
      // what could not be told is told with the next push
      this.#events = [...events, ...this.#events];
      this.#busy = false;
      this.#tools.failed(error);
      this.#waitFor(retryAfter);
    }
  }

  #tell(site: Site, hall: Hall, events: readonly HallEvent[], board: Board): void {
    const { day, version } = hall;
    const calledAt = this.#calledAt;
    this.#calledAt = null;
    const after = (events[0]?.version ?? version + 1) - 1;
    this.#shown = board;
    this.#pushedAt = this.#tools.timing.elapsed();
    this.#tools.push({ day, version, after, facts: factsFor('hall', events, hall, site), board });
    this.#tools.pushToStaff({ site: site.code, day, version, facts: factsFor('staff', events, hall, site) });
    if (calledAt !== null) this.#tools.pushed?.(this.#tools.timing.elapsed() - calledAt);
  }
}

function isNewer(one: Board, other: Board): boolean {
  return one.day === other.day ? one.version > other.version : one.day > other.day;
}
