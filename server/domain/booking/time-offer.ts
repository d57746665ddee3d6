import { hour, minute } from '../calendar/durations.ts';
import { addDays, instantOf } from '../calendar/local-time.ts';
import type { Site } from '../catalogue/site.ts';
import type { Booking } from './booking.ts';
import type { PlaceKey } from './place.ts';
import { officePrefix, officeUndo, undoTime } from './undo.ts';

/** So many times are kept for one visitor to choose from. */
export const mostTimes = 3;
/** Nobody could answer within less, minutes. */
const shortestAnswer = 30;
/** Local time of the day before the visit at which the last answer is taken: whoever is told then can still plan the day. */
const lastAnswerAt = '20:00';

/** One of the times that are kept. Epoch ms. */
export interface OfferedTime {
  readonly start: number;
  readonly end: number;
  readonly places: readonly PlaceKey[];
}

/** Other times that the office keeps for a visit which cannot take place as it was booked, by the primary key of every place. */
export interface TimeOffer {
  readonly booking: string;
  /** owns the rows of the places that are kept */
  readonly hold: string;
  /** as they suit the visit best; none once it was answered that none suits */
  readonly times: readonly OfferedTime[];
  readonly state: 'open' | 'declined';
  readonly madeAt: number;
  /** exclusive, epoch ms: from then on the office decides */
  readonly until: number;
}

/** Why an offer has ended. */
export type OfferEnd =
  /** one of its times was chosen */
  | 'taken'
  /** the visit was moved, changed or cancelled in another way */
  | 'gone'
  /** the visit can take place after all, as it was booked */
  | 'lifted'
  /** none of the times can be had any more */
  | 'void'
  /** nobody has answered in time */
  | 'lapsed'
  /** staff have taken it back before anybody was told of it */
  | 'withdrawn';

export type TimeFact =
  | {
      readonly type: 'times_offered' | 'times_declined';
      readonly booking: Booking;
      readonly offer: TimeOffer;
      /** what the offer before it kept */
      readonly freed: readonly PlaceKey[];
    }
  | {
      readonly type: 'times_ended';
      readonly booking: Booking;
      readonly because: OfferEnd;
      readonly freed: readonly PlaceKey[];
    };

/** What is done with an offer of times. */
export type TimeCommand =
  /** the office, or staff, keep times and tell the visitor */
  | {
      readonly type: 'offer_times';
      readonly booking: string;
      readonly site: string;
      /** names the rows of the places */
      readonly hold: string;
      /** epoch ms, the best first */
      readonly starts: readonly number[];
      /** its holder has agreed to an earlier time */
      readonly earlierAgreed: boolean;
      /** even if an offer was answered with no */
      readonly again: boolean;
    }
  | {
      readonly type: 'take_time';
      readonly booking: string;
      readonly site: string;
      readonly start: number;
      /** names what is kept for whoever takes it back */
      readonly undo?: string;
    }
  | { readonly type: 'decline_times'; readonly booking: string; readonly site: string }
  /** staff take back what one press has offered; `hold` says which */
  | {
      readonly type: 'withdraw_times';
      readonly booking: string;
      readonly site: string;
      readonly hold: string;
    }
  /** ends what is over: the closure is lifted, the times are gone, nobody has answered */
  | { readonly type: 'end_times'; readonly booking: string; readonly site: string };

/** Names an offer: of a press of staff, who can take it back, or of nobody's. */
export function offerName(press: { readonly batch: string; readonly number: number } | string): string {
  return `times:${typeof press === 'string' ? press : officeUndo(press.batch, press.number)}`;
}

/** Until when (exclusive, epoch ms) staff can take an offer back, and nobody is told of it. Null: it was made without a press, and is told at once. */
export function withdrawnUntil({ hold, madeAt }: Pick<TimeOffer, 'hold' | 'madeAt'>): number | null {
  return hold.startsWith(offerName(officePrefix)) ? madeAt + undoTime : null;
}

/** Every place that an offer keeps. */
export function placesKeptBy(offer: TimeOffer | undefined): readonly PlaceKey[] {
  return offer?.times.flatMap(({ places }) => places) ?? [];
}

/** Whether a time of it can be chosen at `now` (epoch ms). */
export function isOpen({ state, until }: Pick<TimeOffer, 'state' | 'until'>, now: number): boolean {
  return state === 'open' && until > now;
}

/**
 * Until when (epoch ms, exclusive) a visitor who is asked at `now` can answer: the site's time for it, but no later than the evening before
 * the visit. Null: there is no time left to ask.
 */
export function answerUntil(
  { rules, timeZone }: Pick<Site, 'rules' | 'timeZone'>,
  { day }: Pick<Booking, 'day'>,
  now: number,
): number | null {
  const last = instantOf(addDays(day, -1), lastAnswerAt, timeZone);
  return last - now < shortestAnswer * minute ? null : Math.min(last, now + rules.unsettledHours * hour);
}

/** The first start (epoch ms) that can still be prepared for by a visitor who answers at the last moment. */
export function soonestOffered({ rules }: Pick<Site, 'rules'>, until: number): number {
  return until + rules.noticeMinutes * minute;
}
