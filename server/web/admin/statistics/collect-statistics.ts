import { type FoldedDay, foldedDays } from '../../../actions/queue/day-statistics.ts';
import type { System } from '../../../actions/system.ts';
import { type BookingState, bookingStates } from '../../../domain/booking/booking.ts';
import { dayBounds } from '../../../domain/calendar/local-time.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { type WaitKind, waitKinds } from '../../../domain/queue/figures/day-fold.ts';
import { type PeriodStatistics, putTogether } from '../../../domain/queue/figures/period-statistics.ts';
import { type ServiceLevel, serviceLevel } from '../../../domain/queue/figures/service-level.ts';
import { sparedVisits } from '../../../store/certificate/certificate-query.ts';
import { bookingCounts } from '../../../store/statistics/booking-counts-query.ts';
import { type CaseCount, lowRatings, ratingCounts } from '../../../store/statistics/rating-counts-query.ts';
import { type WaitCount, waitCounts } from '../../../store/waitlist/waitlist-query.ts';
import type { Period } from './period.ts';

export interface Ratings {
  /** how often 1, 2, 3, 4 and 5 were given */
  readonly counts: readonly number[];
  readonly total: number;
  /** null: nobody has rated */
  readonly mean: number | null;
}

/** Ratings of the two lowest, and whether they were answered before their deadline. */
export interface LowRatings {
  readonly total: number;
  readonly inTime: number;
  readonly late: number;
  readonly open: number;
}

export type LevelByKind = Readonly<Record<'all' | WaitKind, ServiceLevel>>;

/** What is known of a site in a period, or of several together. */
export interface Numbers {
  readonly hall: PeriodStatistics;
  /** by the target of each site as it is now */
  readonly level: LevelByKind;
  readonly bookings: Readonly<Record<BookingState, number>>;
  readonly ratings: Ratings;
  readonly low: LowRatings;
}

export interface Collected {
  /** visits spared in the period: see `sparedVisits` */
  readonly spared: number;
  /** who joined the waiting lists in the period, and what came of it */
  readonly waits: readonly WaitCount[];
  readonly together: Numbers;
  readonly bySite: ReadonlyMap<string, Numbers>;
  /** each part of the period at all the sites, in order; parts in which nothing happened too */
  readonly bySpan: readonly { readonly span: Period; readonly numbers: Numbers }[];
}

/** `spans` are the parts of the period, each with both its dates; `everySite`: what belongs to no site is counted too. */
export async function collectStatistics(
  system: Pick<System, 'database'>,
  sites: readonly Site[],
  { from, to }: Period,
  spans: readonly Period[],
  everySite = false,
): Promise<Collected> {
  const codes = sites.map(({ code }) => code);
  const targets = new Map(sites.map(({ code, hall }) => [code, hall.calledWithin]));
  const { reader } = system.database;
  const [days, bookings, ratings, low, spared, waits] = await Promise.all([
    foldedDays(system, sites, from, to),
    bookingCounts(reader, codes, from, to),
    ratingCounts(reader, codes, from, to),
    lowRatings(reader, codes, from, to),
    sparedVisits(reader, everySite ? null : codes, from, to),
    waitsOf(reader, sites, from, to),
  ]);
  const numbers = (wanted: (row: { readonly site: string; readonly day: string }) => boolean): Numbers => {
    const booked = bookings.filter(wanted);
    const wantedDays = days.filter(wanted);
    const of = (state: BookingState): number =>
      booked.filter((row) => row.state === state).reduce((sum, { count }) => sum + count, 0);
    return {
      hall: putTogether(wantedDays.map(({ fold }) => fold)),
      level: levelOf(wantedDays, targets),
      bookings: Object.fromEntries(bookingStates.map((state) => [state, of(state)])) as Numbers['bookings'],
      ratings: ratingsOf(ratings.filter(wanted)),
      low: lowOf(low.filter(wanted)),
    };
  };
  return {
    spared,
    waits,
    together: numbers(() => true),
    bySite: new Map(codes.map((code) => [code, numbers(({ site }) => site === code)])),
    bySpan: spans.map((span) => ({
      span,
      numbers: numbers(({ day }) => day >= span.from && day <= span.to),
    })),
  };
}

/** A period of days is one of instants in each site's own zone. */
async function waitsOf(
  reader: System['database']['reader'],
  sites: readonly Site[],
  from: string,
  to: string,
): Promise<readonly WaitCount[]> {
  const counts = sites.map(({ code, timeZone }) =>
    waitCounts(reader, [code], dayBounds(from, timeZone).start, dayBounds(to, timeZone).end),
  );
  return (await Promise.all(counts)).flat();
}

function levelOf(days: readonly FoldedDay[], targets: ReadonlyMap<string, number>): LevelByKind {
  const of = (kinds: readonly WaitKind[]): ServiceLevel => {
    const levels = days.flatMap(({ site, fold }) =>
      kinds.map((kind) => serviceLevel(fold.waiting[kind].owed, targets.get(site) ?? 0)),
    );
    const sum = (key: keyof ServiceLevel): number => levels.reduce((total, level) => total + level[key], 0);
    return { asked: sum('asked'), within: sum('within') };
  };
  const byKind = Object.fromEntries(waitKinds.map((kind) => [kind, of([kind])])) as Record<
    WaitKind,
    ServiceLevel
  >;
  // everybody has either an appointment or none
  return { ...byKind, all: of(['appointment', 'walk_in']) };
}

function ratingsOf(rows: readonly { readonly score: number; readonly count: number }[]): Ratings {
  const counts = [1, 2, 3, 4, 5].map((score) =>
    rows.filter((row) => row.score === score).reduce((sum, { count }) => sum + count, 0),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  const points = counts.reduce((sum, count, position) => sum + count * (position + 1), 0);
  return { counts, total, mean: total === 0 ? null : Math.round((100 * points) / total) / 100 };
}

function lowOf(cases: readonly CaseCount[]): LowRatings {
  const answered = cases.flatMap(({ due, answered: at }) => (at === null ? [] : [{ due, at }]));
  const inTime = answered.filter(({ due, at }) => at <= due).length;
  return {
    total: cases.length,
    inTime,
    late: answered.length - inTime,
    open: cases.length - answered.length,
  };
}
