import { minute } from '../calendar/durations.ts';

/** An active booking, as far as it counts against limits. */
export interface CountedVisit {
  readonly site: string;
  readonly creditCode: string;
  readonly mobile: string;
  readonly email: string | null;
  readonly day: string;
  /** epoch ms */
  readonly start: number;
}

/** A booking that was made within 24 hours, wherever it stands now. */
export interface MadeBooking {
  readonly site: string;
  readonly network: string | null;
  readonly day: string;
  /** epoch ms */
  readonly at: number;
  /** its mobile was proven: it does not count against the network */
  readonly proven: boolean;
}

/** Places that are kept for somebody now. */
export interface CountedHold {
  readonly site: string;
  readonly network: string | null;
  readonly browser: string | null;
  readonly day: string;
  readonly expiresAt: number;
}

/** What visitors booked at a site before the batch. */
export interface SiteRate {
  readonly tenMinutes: number;
  readonly oneMinute: number;
}

/** What limits are decided by; complete for the persons, networks and sites that a batch names. */
export interface Counts {
  /** by booking; one that the ledger has is looked at there */
  readonly visits: Map<string, CountedVisit>;
  /** by booking */
  readonly made: Map<string, MadeBooking>;
  /** by id */
  readonly holds: Map<string, CountedHold>;
  /** by site, as loaded */
  readonly rates: Map<string, SiteRate>;
  /** booked by visitors since they were loaded: site and instant */
  readonly since: { readonly site: string; readonly at: number }[];
  /** ids of proofs of work that have served */
  readonly spent: Set<string>;
}

export function emptyCounts(): Counts {
  return {
    visits: new Map(),
    made: new Map(),
    holds: new Map(),
    rates: new Map(),
    since: [],
    spent: new Set(),
  };
}

/** How many visitors' bookings the last ten minutes and the last minute brought. */
export function rateOf(counts: Counts, site: string, now: number): SiteRate {
  const loaded = counts.rates.get(site) ?? { tenMinutes: 0, oneMinute: 0 };
  const within = (length: number) =>
    counts.since.filter((one) => one.site === site && one.at > now - length).length;
  return {
    tenMinutes: loaded.tenMinutes + within(10 * minute),
    oneMinute: loaded.oneMinute + within(minute),
  };
}
