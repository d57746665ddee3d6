import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { sitesBy } from '../../domain/catalogue/sites-by.ts';
import {
  countDays,
  firstDays,
  keptTallies,
  type TalliedDay,
} from '../../store/statistics/day-tally-query.ts';
import { tallyDays } from '../../store/statistics/day-tally-store.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';

/** So many days are counted in one go, while nobody changes one of their visits: some milliseconds. */
const countedAtOnce = 7;

/** Of so many sites' days the kept counts are read at once, and of at most so many dates. */
const [readAtOnce, mostDates] = [2000, 400];

/**
 * The bookings and ratings of some sites' days between two local dates, both included; days without any may be left out. Days that are
 * over are counted once and kept, the others are counted now. A thousand sites are asked about together.
 */
export async function* talliedDays(
  system: Pick<System, 'database' | 'clock'>,
  sites: readonly Site[],
  from: string,
  to: string,
): AsyncGenerator<TalliedDay> {
  const { office, engine } = system.database;
  const first = await firstDays(
    office,
    engine,
    sites.map(({ code }) => code),
  );
  const now = system.clock.now();
  const byToday = sitesBy(
    sites.filter(({ code }) => first.has(code)),
    ({ timeZone }) => localDate(now, timeZone),
  );
  for (const [today, some] of byToday) {
    const codes = some.map(({ code }) => code);
    const begin = later(from, codes.map((code) => first.get(code) ?? today).sort()[0] ?? today);
    yield* daysThatAreOver(system, codes, first, { from: begin, to: earlier(to, addDays(today, -1)) });
    const open = later(begin, today);
    if (open <= to) yield* await countDays(office, codes, open, to);
  }
}

async function* daysThatAreOver(
  { database }: Pick<System, 'database'>,
  sites: readonly string[],
  first: ReadonlyMap<string, string>,
  { from, to }: { readonly from: string; readonly to: string },
): AsyncGenerator<TalliedDay> {
  const pieces = new Pieces();
  const dates = Math.max(1, Math.min(mostDates, Math.floor(readAtOnce / sites.length)));
  for (let start = from; start <= to; start = addDays(start, dates)) {
    const last = earlier(addDays(start, dates - 1), to);
    const known = new Map<string, Set<string>>();
    for (const one of await keptTallies(database.office, sites, start, last)) {
      await pieces.next();
      const days = known.get(one.site) ?? new Set();
      known.set(one.site, days.add(one.day));
      yield one;
    }
    for (const site of sites)
      for (const gap of gapsIn(later(start, first.get(site) ?? start), last, known.get(site)))
        yield* await tallyDays(database, site, gap.from, gap.to);
  }
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** The days between two local dates that are not known, in parts that are counted in one go. */
function gapsIn(
  from: string,
  to: string,
  known: ReadonlySet<string> | undefined,
): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (known?.has(day) === true) continue;
    const last = gaps.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day && addDays(last.from, countedAtOnce) > day)
      last.to = day;
    else gaps.push({ from: day, to: day });
  }
  return gaps;
}
