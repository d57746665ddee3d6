import { Pieces } from '../../../actions/pieces.ts';
import { foldedDays } from '../../../actions/queue/day-statistics.ts';
import type { System } from '../../../actions/system.ts';
import { addDays, dayBounds } from '../../../domain/calendar/local-time.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { sparedVisits } from '../../../store/certificate/certificate-query.ts';
import { bookingCounts } from '../../../store/statistics/booking-counts-query.ts';
import { lowRatings, ratingCounts } from '../../../store/statistics/rating-counts-query.ts';
import { type WaitCount, waitCounts } from '../../../store/waitlist/waitlist-query.ts';
import { type Numbers, NumbersSum } from './numbers-sum.ts';
import type { Period } from './period.ts';

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

/** So many dates times sites are counted with one question, whose answer is a few rows for each. */
const countedAtOnce = 400;

/** `spans` are the parts of the period, each with both its dates, in order; `everySite`: what belongs to no site is counted too. */
export async function collectStatistics(
  system: Pick<System, 'database'>,
  sites: readonly Site[],
  period: Period,
  spans: readonly Period[],
  everySite = false,
): Promise<Collected> {
  const codes = sites.map(({ code }) => code);
  const { reader } = system.database;
  const { from, to } = period;
  const together = new NumbersSum();
  const bySite = new Map(codes.map((code) => [code, new NumbersSum()]));
  const bySpan = spans.map((span) => ({ span, sum: new NumbersSum() }));
  const pieces = new Pieces();
  const targets = new Map(sites.map(({ code, hall }) => [code, hall.calledWithin]));
  /** the sums to which a row of a site and day belongs */
  const sumsOf = (site: string, day: string): NumbersSum[] =>
    [together, bySite.get(site), spanAt(bySpan, day)?.sum].filter((sum) => sum !== undefined);
  const count = async <Row extends { readonly site: string; readonly day: string }>(
    rows: readonly Row[],
    add: (sum: NumbersSum, row: Row) => void,
  ): Promise<void> => {
    for (const row of rows) {
      await pieces.next();
      for (const sum of sumsOf(row.site, row.day)) add(sum, row);
    }
  };
  const folds = async (): Promise<void> => {
    for await (const { site, day, fold } of foldedDays(system, sites, from, to))
      for (const sum of sumsOf(site, day)) sum.addDay(fold, targets.get(site) ?? 0);
  };
  const counts = async (): Promise<void> => {
    const days = Math.max(1, Math.floor(countedAtOnce / Math.max(1, codes.length)));
    for (const part of partsOf(period, days)) {
      await count(await bookingCounts(reader, codes, part.from, part.to), (sum, row) => sum.addBookings(row));
      await count(await ratingCounts(reader, codes, part.from, part.to), (sum, row) => sum.addRatings(row));
      await count(await lowRatings(reader, codes, part.from, part.to), (sum, row) => sum.addLow(row));
    }
  };
  const [spared, waits] = await Promise.all([
    sparedVisits(reader, everySite ? null : codes, from, to),
    waitsOf(reader, sites, from, to),
    folds(),
    counts(),
  ]);
  const totals: { readonly span: Period; readonly numbers: Numbers }[] = [];
  for (const { span, sum } of bySpan) {
    await pieces.next();
    totals.push({ span, numbers: sum.total() });
  }
  return {
    spared,
    waits,
    together: together.total(),
    bySite: new Map([...bySite].map(([code, sum]) => [code, sum.total()])),
    bySpan: totals,
  };
}

/** The part of a period that has a day; the parts stand in order. */
function spanAt<Part extends { readonly span: Period }>(
  parts: readonly Part[],
  day: string,
): Part | undefined {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span.to ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return parts[low];
}

/** A period cut into parts of so many days. */
function partsOf({ from, to }: Period, days: number): Period[] {
  const parts: Period[] = [];
  for (let first = from; first <= to; first = addDays(first, days)) {
    const last = addDays(first, days - 1);
    parts.push({ from: first, to: last < to ? last : to });
  }
  return parts;
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
