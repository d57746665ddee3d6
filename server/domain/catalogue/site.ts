import type { BookingRules } from '../booking/booking-rules.ts';
import type { SiteText } from '../message/message-text.ts';
import type { HallPolicy } from '../queue/hall/hall-policy.ts';
import type { Roster } from '../staff/roster.ts';
import type { Position } from './distance.ts';
import type { Words } from './words.ts';

/** customs: a customs site, any service. partner: bank outlets, no booking. branch: Hangzhou-style online reservation. */
export type SiteKind = 'customs' | 'partner' | 'branch';

/** Weekly opening of a site, local wall time, half-open [opens, closes). Weekday 1 = Monday … 7 = Sunday (ISO 8601). */
export interface OpeningSession {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/**
 * An override of one local date. `closed`: no session between `from` and `to` (null, null: the whole day).
 * `open`: these rows together replace the weekly sessions of that date.
 */
export interface SiteException {
  readonly id: string;
  readonly date: string;
  readonly kind: 'closed' | 'open';
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: Words;
}

/** What a part closure takes away. `site`: everything, like a closed exception. */
export type ClosedPart =
  | { readonly kind: 'site' }
  | { readonly kind: 'queue'; readonly queue: string }
  /** so many places in each slot of the queue */
  | { readonly kind: 'places'; readonly queue: string; readonly places: number }
  /** the staff of one counter, and with them its share of the places of each queue that it serves */
  | { readonly kind: 'counter'; readonly counter: string };

/**
 * A closure of a part of the site on each local date from `first` to `last`, both included: on these weekdays (none: on all of them),
 * save for `except`, between two wall times (null, null: the whole day).
 */
export interface PartClosure {
  readonly id: string;
  readonly part: ClosedPart;
  readonly first: string;
  readonly last: string;
  /** 1 = Monday … 7 = Sunday */
  readonly weekdays: readonly number[];
  readonly except: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: Words;
}

/** Places of the slots that start at these wall times, half-open [from, until). */
export interface PlaceSpan {
  readonly from: string;
  readonly until: string;
  /** 0…50 */
  readonly places: number;
}

/** How the places of a queue are given out. Shares are percent of the places of the day's slots; together at most 100. */
export interface PlacePlan {
  /** in the order of time, never overlapping; at other times the queue's `places` hold */
  readonly spans: readonly PlaceSpan[];
  /** never bookable online */
  readonly walkInShare: number;
  /** bookable online from the second release only: the working day before, at the site's `laterAt` */
  readonly laterShare: number;
}

export interface Queue {
  /** unique everywhere, e.g. "BJ-TSY:A" */
  readonly id: string;
  /** the letter of its ticket numbers, unique in the site */
  readonly code: string;
  readonly name: Words;
  /** a visit of several queues goes to the one with the highest precedence */
  readonly precedence: number;
  readonly slotMinutes: number;
  /** places in each slot, 0…50 */
  readonly places: number;
  readonly plan?: PlacePlan;
}

export interface SiteService {
  readonly service: string;
  /** queue id */
  readonly queue: string;
  /** overrides the service's minutes here */
  readonly minutes: number | null;
}

export interface Counter {
  /** unique everywhere, e.g. "BJ-TSY-3" */
  readonly code: string;
  /** what the hall calls it, e.g. "3" */
  readonly label: string;
  /** queue ids that it serves */
  readonly queues: readonly string[];
  readonly sort: number;
}

export interface Site {
  readonly code: string;
  readonly city: string;
  readonly kind: SiteKind;
  readonly name: Words;
  readonly address: Words | null;
  readonly telephone: string | null;
  readonly website: string | null;
  /** where it is, WGS-84 degrees; not given: nobody has said so */
  readonly position?: Position | null;
  readonly note: Words | null;
  readonly timeZone: string;
  /** visits can be booked here at all */
  readonly bookable: boolean;
  /** after booking, self-service or online agency can be chosen */
  readonly handling: boolean;
  readonly sessions: readonly OpeningSession[];
  readonly exceptions: readonly SiteException[];
  readonly partClosures?: readonly PartClosure[];
  /** who works when; not given: no roster is kept */
  readonly roster?: Roster;
  /** words of its own in the mail; not given: it has none */
  readonly texts?: readonly SiteText[];
  /** weekday (1…7) whose hours a make-up workday on a weekend uses */
  readonly makeUpWeekday: number;
  readonly queues: readonly Queue[];
  readonly services: readonly SiteService[];
  readonly counters: readonly Counter[];
  readonly rules: BookingRules;
  readonly hall: HallPolicy;
  readonly active: boolean;
  readonly verified: boolean;
  /** parts of a verified record that nobody has confirmed, e.g. 'sessions', 'name.zh-CN' */
  readonly unverified?: readonly string[];
  readonly sort: number;
}

export interface PartnerOutlet {
  readonly id: string;
  readonly city: string;
  readonly name: Words;
  readonly address: Words;
  readonly telephone: string;
  readonly verified: boolean;
}
