import type { Site } from '../../../catalogue/site.ts';
import type { Ticket } from '../../hall/ticket.ts';

/**
 * A day as it was decided, in a form that can be played again: who came when and for what, how long each visit took, when each counter
 * worked, and how soon its clerk called.
 *
 * Times are ticks: whole numbers of 2⁻¹⁷ ms since the beginning of the picture, plus the version of the event, so that no two events share
 * one, sums are exact, and a day that is played with nothing changed comes out as it was to the last tick.
 */
export interface PlayedDay {
  /** its counters serve what they served that day, too, whatever they are set to today */
  readonly site: Site;
  /** epoch ms of tick 0 */
  readonly from: number;
  /** tick of the end */
  readonly end: number;
  /** in the order of their coming */
  readonly visits: readonly PlayedVisit[];
  /** by code; one that did nothing has no spans */
  readonly counters: ReadonlyMap<string, PlayedCounter>;
  /** in which the whole hall was paused or had ended */
  readonly halts: readonly TickSpan[];
}

/** Ticks of a millisecond. */
const perMs = 2 ** 17;

export function ticksOf(ms: number): number {
  return Math.round(ms) * perMs;
}

export function msOf(ticks: number): number {
  return Math.floor(ticks / perMs);
}

/** [from, to), ticks. */
export interface TickSpan {
  readonly from: number;
  readonly to: number;
}

export interface PlayedVisit {
  readonly id: string;
  /** when the ticket was issued, epoch ms */
  readonly issuedAt: number;
  readonly legs: readonly Leg[];
}

/** From when somebody stands in a line until the counter is done with them: one, save for those who were passed on or came back. */
export interface Leg {
  /** as it stands in line */
  readonly ticket: Ticket;
  /** of the first: the tick of its coming; of the others: so many ticks after the counter before was done */
  readonly joins: number;
  /** while it waits: what it is from then on, by tick; null: it leaves the line */
  readonly changes: readonly { readonly at: number; readonly ticket: Ticket | null }[];
  /** null: never called */
  readonly call: {
    readonly at: number;
    readonly counter: string;
    /** its clerk chose it, and not the one whose turn it was */
    readonly chosen: boolean;
  } | null;
  /** ticks at the counter; null: not known */
  readonly takes: number | null;
}

export interface PlayedCounter {
  /** in which it calls: open, in a hall that is not paused, and not while its clerk called nobody though somebody waited */
  readonly spans: readonly TickSpan[];
  /** in which it was open or paused, whatever its clerk did */
  readonly open: readonly TickSpan[];
  /** of each of its calls: ticks from when there was somebody to be called until it called */
  readonly reactions: readonly number[];
}
