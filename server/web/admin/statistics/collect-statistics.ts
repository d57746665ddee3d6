import { Pieces } from '../../../actions/pieces.ts';
import { foldedDays, foldedMonths } from '../../../actions/queue/day-statistics.ts';
import { talliedDays } from '../../../actions/queue/tallied-days.ts';
import type { System } from '../../../actions/system.ts';
import { dayBounds } from '../../../domain/calendar/local-time.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { sitesBy } from '../../../domain/catalogue/sites-by.ts';
import { sparedVisits } from '../../../store/certificate/certificate-query.ts';
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

/**
 * `spans` are the parts of the period, each with both its dates, in order; `months`: none of them cuts a month that is whole in the period.
 * `everySite`: what belongs to no site is counted too.
 */
export async function collectStatistics(
  system: Pick<System, 'database' | 'clock'>,
  sites: readonly Site[],
  period: Period,
  spans: readonly Period[],
  { months, everySite }: { readonly months: boolean; readonly everySite: boolean },
): Promise<Collected> {
  const codes = sites.map(({ code }) => code);
  const { office: reader } = system.database;
  const { from, to } = period;
  const pieces = new Pieces();
  const bySite = new Map<string, NumbersSum>();
  for (const code of codes) {
    await pieces.next();
    bySite.set(code, new NumbersSum());
  }
  const bySpan = spans.map((span) => ({ span, sum: new NumbersSum() }));
  const targets = new Map(sites.map(({ code, hall }) => [code, hall.calledWithin]));
  /** the sums to which a row of a site and day belongs */
  const sumsOf = (site: string, day: string): NumbersSum[] =>
    [bySite.get(site), spanAt(bySpan, day)?.sum].filter((sum) => sum !== undefined);
  const folds = async (): Promise<void> => {
    const read = months ? foldedMonths : foldedDays;
    for await (const { site, day, fold } of read(system, sites, from, to))
      for (const sum of sumsOf(site, day)) sum.addDay(fold, targets.get(site) ?? 0);
  };
  const counts = async (): Promise<void> => {
    for await (const { site, day, tally } of talliedDays(system, sites, from, to))
      for (const sum of sumsOf(site, day)) sum.addTally(tally);
  };
  const [spared, waits] = await Promise.all([
    sparedVisits(reader, everySite ? null : codes, from, to),
    waitsOf(reader, sites, from, to),
    folds(),
    counts(),
  ]);
  const together = new NumbersSum();
  const ofSites = new Map<string, Numbers>();
  for (const [code, sum] of bySite) {
    await pieces.next();
    together.addSum(sum);
    ofSites.set(code, sum.total());
  }
  const totals: { readonly span: Period; readonly numbers: Numbers }[] = [];
  for (const { span, sum } of bySpan) {
    await pieces.next();
    totals.push({ span, numbers: sum.total() });
  }
  return {
    spared,
    waits,
    together: together.total(),
    bySite: ofSites,
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

/** A period of days is one of instants in each site's own zone. */
async function waitsOf(
  reader: System['database']['office'],
  sites: readonly Site[],
  from: string,
  to: string,
): Promise<readonly WaitCount[]> {
  const counts = [...sitesBy(sites, ({ timeZone }) => timeZone)].map(([timeZone, some]) =>
    waitCounts(
      reader,
      some.map(({ code }) => code),
      dayBounds(from, timeZone).start,
      dayBounds(to, timeZone).end,
    ),
  );
  return (await Promise.all(counts)).flat();
}
