import type { ContactDetails, EnterpriseDetails } from '../booking/booking.ts';
import type { Origin } from '../booking/origin.ts';
import type { ReleaseCause } from '../booking/release.ts';
import type { VisitService } from '../catalogue/service.ts';
import type { Locale } from '../catalogue/words.ts';

/** expired: its days have passed, its offers were not taken up, or its visit is gone. */
export const waitStates = ['waiting', 'offered', 'accepted', 'expired', 'withdrawn'] as const;
export type WaitState = (typeof waitStates)[number];

/** Local times "HH:MM": a visit may start from `from` on and before `to`. */
export interface WaitTimes {
  readonly from: string;
  readonly to: string;
}

/** Places that are kept for one who waits. Instants are epoch milliseconds. */
export interface WaitOffer {
  /** the hold that keeps them */
  readonly hold: string;
  readonly start: number;
  readonly end: number;
  readonly madeAt: number;
  /** exclusive */
  readonly until: number;
}

/** Where somebody joined from, as far as it counts; keyed hashes. */
export type JoinedFrom = Pick<Origin, 'network' | 'browser' | 'proven'>;

/** Whose bookings the office has taken as one hand's is offered nothing until staff have looked at it; instants epoch milliseconds. */
export interface SetAside {
  readonly at: number;
  readonly cause: ReleaseCause;
  /** when its holder asked for another look; null: has not */
  readonly askedAt: number | null;
}

/** Somebody who wants to be told when a place is free. Days are the site's local ones, YYYY-MM-DD; instants epoch milliseconds. */
export interface WaitEntry {
  readonly id: string;
  /** SHA-256 of the secret of its page, hex */
  readonly tokenHash: string;
  readonly site: string;
  readonly services: readonly VisitService[];
  /** question code → answer code */
  readonly answers: Readonly<Record<string, string>>;
  /** both included */
  readonly from: string;
  readonly to: string;
  /** ISO 8601, 1 = Monday; none: any */
  readonly weekdays: readonly number[];
  /** none: any */
  readonly times: readonly WaitTimes[];
  readonly enterprise: EnterpriseDetails;
  readonly contact: ContactDetails;
  readonly locale: Locale;
  readonly consentVersion: string;
  /** earlier: has a booking, and keeps it until an earlier time is accepted */
  readonly kind: 'visit' | 'earlier';
  /** the booking that is to be earlier, or that the entry has become */
  readonly booking: string | null;
  /** the visit in which the office failed them: they go first */
  readonly failed: string | null;
  readonly state: WaitState;
  /** starts that were offered and not taken: they are not offered again */
  readonly passed: readonly number[];
  readonly offer: WaitOffer | null;
  /** how many offers were made */
  readonly offers: number;
  readonly source: 'page' | 'api';
  /** null: not known, or counted by the booking that they have */
  readonly origin: JoinedFrom | null;
  /** null: is offered places in turn */
  readonly aside: SetAside | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | null;
}

export function isWaiting({ state }: Pick<WaitEntry, 'state'>): boolean {
  return state === 'waiting' || state === 'offered';
}

/** The offer that can still be taken up at `now`, whether or not a job has run; null: none. */
export function liveOffer(
  { state, offer }: Pick<WaitEntry, 'state' | 'offer'>,
  now: number,
): WaitOffer | null {
  return state === 'offered' && offer !== null && offer.until > now ? offer : null;
}

/** The state as its holder is told it: an offer that has run out is none. */
export function stateNow(entry: Pick<WaitEntry, 'state' | 'offer'>, now: number): WaitState {
  return entry.state === 'offered' && liveOffer(entry, now) === null ? 'waiting' : entry.state;
}

/** Whom the office failed goes first, then whoever came first. */
export function byTurn(a: WaitEntry, b: WaitEntry): number {
  const first = Number(a.failed === null) - Number(b.failed === null);
  return first || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}

/** Who somebody is, as far as it can be known: one of them holds one offer at a time. */
export function personKeys({
  enterprise,
  contact,
}: {
  readonly enterprise: Pick<EnterpriseDetails, 'creditCode'>;
  readonly contact: Pick<ContactDetails, 'mobile'>;
}): readonly string[] {
  return [`enterprise ${enterprise.creditCode}`, `mobile ${contact.mobile}`];
}
