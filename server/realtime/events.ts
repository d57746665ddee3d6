import type { Board } from '../domain/queue/screens/board.ts';
import type { HallFact } from '../domain/queue/screens/hall-fact.ts';
import type { VoiceKind } from '../domain/queue/screens/voice-order.ts';

export type { Board, HallFact };

/** Facts since the push before, and the board that they made. Facts are complete even when several changes share one board. */
export interface BoardChange {
  readonly day: string;
  readonly version: number;
  /** the version just before the first fact: who has seen less has missed something and says `sync` */
  readonly after: number;
  readonly facts: readonly HallFact[];
  readonly board: Board;
}

/** What a screen says of itself, so that staff see whether it lives. */
export interface ScreenReport {
  /** made once by the screen and kept by it */
  readonly id: string;
  readonly kind: 'display' | 'kiosk';
  /** of the board that it shows */
  readonly version: number;
  /** `on`: it speaks; `other`: it could, and another one does; `blocked`: nobody has touched it yet; `off`: it never will */
  readonly sound: 'on' | 'off' | 'blocked' | 'other';
  /** the voice that it says calls with; left out: it has not said any */
  readonly saidBy?: VoiceKind;
  /** it hangs over a counter, and has no voice */
  readonly overCounter?: true;
  /** its page cannot be seen: the panel sleeps, or another window lies over it */
  readonly hidden?: true;
}

/** What the server has decided for one screen, in answer to its reports and whenever it changes. */
export interface ScreenOrders {
  /** whether this is the one screen of its hall that speaks */
  readonly speaks: boolean;
  /** of its pairing and settings (`displayStamp`); another one than that of its page: the page is out of date */
  readonly stamp: string;
}

/** Namespace `/hall`: what everybody may see. Joined with `{ site }`. */
export interface HallServerToClient {
  /** whole, on every connection and when asked for by `sync` */
  board: (board: Board) => void;
  'board:changed': (change: BoardChange) => void;
  /** to one screen alone */
  'screen:told': (orders: ScreenOrders) => void;
}

export interface HallClientToServer {
  sync: () => void;
  'screen:seen': (report: ScreenReport) => void;
}

/** A hint for consoles that there is something new to ask for. */
export interface CounterChange {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly facts: readonly HallFact[];
}

/** Namespace `/counter`: for staff of the site. Joined with `{ site, key }`, an API key, where there is no session. */
export interface CounterServerToClient {
  'counter:changed': (change: CounterChange) => void;
}

export type CounterClientToServer = Readonly<Record<never, never>>;

/** Why a join was refused, as `error.message` of `connect_error`. */
export type JoinRefusal = 'unknown_site' | 'not_permitted';

export const hallNamespace = '/hall';
export const counterNamespace = '/counter';
