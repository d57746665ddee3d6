import type { BookingRules } from '../booking/booking-rules.ts';
import type { HallPolicy } from '../queue/hall/hall-policy.ts';
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
  readonly note: Words | null;
  readonly timeZone: string;
  /** visits can be booked here at all */
  readonly bookable: boolean;
  /** after booking, self-service or online agency can be chosen */
  readonly handling: boolean;
  readonly sessions: readonly OpeningSession[];
  readonly exceptions: readonly SiteException[];
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
