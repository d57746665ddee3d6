import type { Locale } from '../../catalogue/words.ts';
import type { Board } from './board.ts';
import type { HallFact } from './hall-fact.ts';

/** A call to be shown and said. */
export interface AnnouncedCall {
  /** the same call has the same key, whether it came as a fact or with a whole board */
  readonly key: string;
  readonly number: string;
  readonly label: string;
  readonly times: number;
  /** of the visitor, when that is known */
  readonly language?: Locale;
  /** the visitor is told on a phone */
  readonly onPhone?: true;
}

/** What a screen knows of its hall. */
export interface Followed {
  readonly board: Board | null;
  /** keys of the calls that it has announced, newest last */
  readonly announced: readonly string[];
}

export interface Change {
  readonly day: string;
  readonly version: number;
  readonly after: number;
  readonly facts: readonly HallFact[];
  readonly board: Board;
}

export interface Step {
  readonly followed: Followed;
  readonly calls: readonly AnnouncedCall[];
  /** calls that a clerk took back: what is still to be said of them is left unsaid */
  readonly takenBack: readonly Pick<AnnouncedCall, 'number' | 'label'>[];
  /** something has been missed: ask for the whole board (H5) */
  readonly sync: boolean;
}

export const followNothing: Followed = { board: null, announced: [] };

const remembered = 200;
/** a call that was missed is still said after this many milliseconds, not later */
const lateBy = 90_000;

/**
 * A whole board. The first one is shown in silence: its calls were announced before this screen was there. `fresh`: the first after a
 * connection, which holds even when it is older (the server may have been restored from a backup).
 */
export function followBoard(followed: Followed, board: Board, fresh = false): Step {
  const known = followed.board;
  if (known !== null && !fresh && isOlder(board, known))
    return { followed, calls: [], takenBack: [], sync: false };
  const calls = callsOn(board, followed.announced);
  const { announced, fresh: unheard } = remember(followed.announced, calls);
  const now = Date.parse(board.at);
  const said = known === null ? [] : unheard.filter(({ at }) => now - at <= lateBy);
  return { followed: { board, announced }, calls: inOrder(said), takenBack: [], sync: false };
}

/** Facts and the board that they made. Facts are told even when the board is older than the one shown: they may have overtaken each other. */
export function followChange(followed: Followed, change: Change): Step {
  const known = followed.board;
  const { announced, fresh } = remember(followed.announced, callsAmong(change.facts));
  const sync = known === null || (known.day === change.day && change.after > known.version);
  const board = known !== null && isOlder(change.board, known) ? known : change.board;
  const takenBack = takenBackBy(change);
  const said = fresh.filter(({ number, label, at }) =>
    takenBack.every((each) => each.number !== number || each.label !== label || each.at < at),
  );
  return { followed: { board, announced }, calls: inOrder(said), takenBack, sync };
}

/** Of a call that was taken back nothing is left on the board; after a missed visit that was, the call is there again. */
function takenBackBy({ facts, board }: Change): readonly DatedWithdrawal[] {
  return facts.flatMap(({ type, number, counter, label, at }) => {
    if (type !== 'command_undone' || number === undefined || counter === undefined) return [];
    if (board.calling.some((call) => call.number === number && call.counter === counter)) return [];
    return [{ number, label: label ?? counter, at: Date.parse(at) }];
  });
}

interface DatedWithdrawal extends Pick<AnnouncedCall, 'number' | 'label'> {
  /** epoch ms */
  readonly at: number;
}

interface DatedCall extends AnnouncedCall {
  /** epoch ms */
  readonly at: number;
}

function callsOn(board: Board, announced: readonly string[]): readonly DatedCall[] {
  return board.calling
    .filter(({ state }) => state === 'called')
    .map((call) => dated(call, call.calledAt))
    .filter(({ key }) => !announced.includes(key));
}

function callsAmong(facts: readonly HallFact[]): readonly DatedCall[] {
  return facts.flatMap(({ type, number, counter, label, times, language, onPhone, at }) => {
    if (type !== 'ticket_called' && type !== 'ticket_recalled') return [];
    if (number === undefined || counter === undefined) return [];
    return [dated({ number, counter, label: label ?? counter, times: times ?? 1, language, onPhone }, at)];
  });
}

function dated({ number, counter, label, times, language, onPhone }: CallToDate, at: string): DatedCall {
  const instant = Date.parse(at);
  const key = `${number} ${counter} ${instant} ${times}`;
  return {
    key,
    number,
    label,
    times,
    at: instant,
    ...(language === undefined ? {} : { language }),
    ...(onPhone === undefined ? {} : { onPhone }),
  };
}

interface CallToDate extends Pick<AnnouncedCall, 'number' | 'label' | 'times'> {
  readonly counter: string;
  readonly language?: Locale | undefined;
  readonly onPhone?: true | undefined;
}

function remember(
  announced: readonly string[],
  calls: readonly DatedCall[],
): { announced: readonly string[]; fresh: readonly DatedCall[] } {
  const known = new Set(announced);
  const fresh = calls.filter(({ key }) => !known.has(key));
  if (fresh.length === 0) return { announced, fresh };
  return { announced: [...announced, ...fresh.map(({ key }) => key)].slice(-remembered), fresh };
}

function inOrder(calls: readonly DatedCall[]): readonly AnnouncedCall[] {
  return [...calls].sort((a, b) => a.at - b.at).map(({ at: _at, ...call }) => call);
}

function isOlder(one: Board, other: Board): boolean {
  return one.day === other.day ? one.version < other.version : one.day < other.day;
}
