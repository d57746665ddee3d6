import type { Board } from '../../../server/domain/queue/screens/board.ts';
import type { ScreenSettings } from '../../../server/domain/queue/screens/display-settings.ts';
import {
  type Followed,
  followBoard,
  followNothing,
  type Step,
} from '../../../server/domain/queue/screens/followed-board.ts';
import type { ScreenOrders, ScreenReport } from '../../../server/realtime/events.ts';
import { followHall, type HallLink } from '../live/hall-link.ts';
import { BoardStorage } from '../live/saved-board.ts';
import { screenName } from '../live/screen-name.ts';
import { ServerTime } from '../live/server-time.ts';
import type { Frame } from './frame.ts';
import { hideControls, shiftSlowly, stayAwake } from './panel-care.ts';
import { keepPage, reloadWhenOutdated } from './reload-on-release.ts';

/** a short break is nothing to speak of */
const offlineAfter = 4000;
/** boards come every quarter of a minute at least */
const silentFor = 45_000;
const reportEvery = 10_000;
const renewalEvery = 300_000;

export interface ScreenParts {
  readonly main: HTMLElement;
  readonly frame: Frame;
  draw(board: Board): void;
  /** after the board with them has been drawn */
  news?(step: Step): void;
  /** whether this screen speaks; null: the link has gone, so the server may have decided anew */
  decided?(speaks: ScreenOrders['speaks'] | null): void;
  /** what it says of itself beside what it shows */
  state(): Pick<ScreenReport, 'sound' | 'saidBy' | 'overCounter'>;
}

/** A screen of a hall that lives for weeks: follows the board, says how old it is, reports itself, and renews itself. */
export class LiveScreen {
  readonly #settings: ScreenSettings;
  readonly #parts: ScreenParts;
  readonly #keeper: BoardStorage;
  readonly #time: ServerTime;
  readonly #link: HallLink;
  #followed: Followed = followNothing;
  /** of this machine's clock that never goes back: when the board was true */
  #trueAt = performance.now();
  #linked = false;
  #downSince: number | null = performance.now();

  constructor(settings: ScreenSettings, parts: ScreenParts) {
    this.#settings = settings;
    this.#parts = parts;
    this.#keeper = new BoardStorage(settings.site);
    this.#time = new ServerTime(this.#start());
    this.#draw();
    this.#keeper.keep(this.#followed);
    this.#link = followHall(settings.site, this.#followed, {
      followed: (step) => this.#take(step),
      linked: (up) => this.#linkedIs(up),
      ordered: ({ speaks, stamp }) => {
        parts.decided?.(speaks);
        if (stamp !== settings.stamp) this.#renew();
      },
    });
    setInterval(() => this.#tick(), 1000);
    setInterval(() => this.report(), reportEvery);
    document.addEventListener('visibilitychange', () => this.report());
    setInterval(() => this.#renew(), renewalEvery);
    stayAwake();
    shiftSlowly(parts.main);
    hideControls(parts.main);
    keepPage(settings.worker);
  }

  get board(): Board | null {
    return this.#followed.board;
  }

  report(): void {
    // what stands on the screen, not what has come in
    const version = Number(this.#parts.main.dataset['version'] ?? 0);
    const hidden = document.visibilityState === 'hidden' ? { hidden: true as const } : {};
    this.#link.report({ id: screenName(), kind: 'display', version, ...this.#parts.state(), ...hidden });
  }

  /** The page's own board, or a newer one that this machine remembers from before it started without a network. */
  #start(): number {
    const own = JSON.parse(this.#parts.main.dataset['board'] ?? 'null') as Board;
    const kept = this.#keeper.read();
    const keptBoard = kept?.followed.board ?? null;
    const at = (board: Board): number => Date.parse(board.at);
    const announced = kept?.followed.announced ?? [];
    this.#followed = followBoard({ board: null, announced }, own).followed;
    if (kept === null || keptBoard === null || at(keptBoard) <= at(own)) return at(own);
    this.#followed = kept.followed;
    const old = Math.max(0, Date.now() - kept.keptAt);
    this.#trueAt -= old;
    return at(keptBoard) + old;
  }

  #take(step: Step): void {
    const before = this.#followed.board;
    this.#followed = step.followed;
    const { board } = this.#followed;
    if (board !== null && board !== before) {
      this.#time.set(Date.parse(board.at));
      this.#trueAt = performance.now();
    }
    this.#draw();
    this.#keeper.keep(this.#followed);
    this.#parts.news?.(step);
    this.#tick();
  }

  #draw(): void {
    const { board } = this.#followed;
    if (board === null) return;
    this.#parts.draw(board);
    const { dataset } = this.#parts.main;
    dataset['state'] = board.state;
    dataset['version'] = String(board.version);
    dataset['day'] = board.day;
  }

  #linkedIs(up: boolean): void {
    // the first link is the page's own start
    if (up && this.#linked) this.#renew();
    if (up) this.#linked = true;
    this.#downSince = up ? null : (this.#downSince ?? performance.now());
    if (!up) this.#parts.decided?.(null);
    this.#tick();
    this.report();
  }

  #tick(): void {
    const { frame, main } = this.#parts;
    frame.tick(this.#time.now());
    const now = performance.now();
    const down = this.#downSince !== null && now - this.#downSince > offlineAfter;
    const broken = down || now - this.#trueAt > silentFor;
    const { board } = this.#followed;
    frame.age(broken ? now - this.#trueAt : null, board === null ? 0 : Date.parse(board.at));
    main.classList.toggle('hall--stale', broken);
  }

  #renew(): void {
    void reloadWhenOutdated(this.#settings.release);
  }
}
