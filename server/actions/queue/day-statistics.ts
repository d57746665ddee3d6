import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import { endOfMonth, wholeMonths } from '../../domain/calendar/months.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { HallFold } from '../../domain/queue/figures/day-fold.ts';
import { PeriodSum } from '../../domain/queue/figures/period-sum.ts';
import { hallDays, type StoredHallDay } from '../../store/statistics/day-fold-query.ts';
import { keepFold, keepMonth } from '../../store/statistics/day-fold-store.ts';
import { hallMonths, type StoredMonth, withFolds } from '../../store/statistics/month-fold-query.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';
import { foldOf } from './fold-day.ts';

type Reading = Pick<System, 'database' | 'clock'>;

export interface FoldedDay {
  readonly site: string;
  /** local date; of a whole month its first day */
  readonly day: string;
  readonly fold: HallFold;
}

/** So many folds are read at once: about half a megabyte. */
const [daysAtOnce, monthsAtOnce] = [100, 40];

/**
 * What happened in some halls between two local dates, both included, day by day. Days that are closed are folded once and kept; a day that
 * goes on, or that has changed since, is folded from its events now. Whoever counts a year of many halls holds up nobody: days are read in
 * pieces, and between two of them there is time for others.
 */
export async function* foldedDays(
  { database }: Pick<System, 'database'>,
  sites: readonly Site[],
  from: string,
  to: string,
): AsyncGenerator<FoldedDay> {
  const zones = new Map(sites.map((site) => [site.code, site.timeZone]));
  const pieces = new Pieces();
  let last: StoredHallDay | null = null;
  do {
    const some: StoredHallDay[] = await hallDays(
      database.office,
      [...zones.keys()],
      { from, to },
      last,
      daysAtOnce,
    );
    for (const known of some) {
      const { site, day, fold } = known;
      await pieces.next();
      const read = fold === null ? null : (JSON.parse(fold) as HallFold);
      yield { site, day, fold: read ?? (await foldNow(database, known, zones.get(site) ?? 'UTC', pieces)) };
    }
    last = some.length < daysAtOnce ? null : (some.at(-1) ?? null);
  } while (last !== null);
}

/** The same, of every whole month at once: those that are over are put together once and kept, until one of their days is corrected. */
export async function* foldedMonths(
  system: Reading,
  sites: readonly Site[],
  from: string,
  to: string,
): AsyncGenerator<FoldedDay> {
  const months = wholeMonths(from, to);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) {
    yield* foldedDays(system, sites, from, to);
    return;
  }
  const whole = { from: `${first}-01`, to: endOfMonth(last) };
  if (from < whole.from) yield* foldedDays(system, sites, from, addDays(whole.from, -1));
  if (whole.to < to) yield* foldedDays(system, sites, addDays(whole.to, 1), to);
  const { office: reader } = system.database;
  const codes = sites.map(({ code }) => code);
  const known = await hallMonths(reader, codes, { from: first, to: last });
  const pieces = new Pieces();
  for (let start = 0; start < known.length; start += monthsAtOnce) {
    for (const month of await withFolds(reader, known.slice(start, start + monthsAtOnce))) {
      await pieces.next();
      const read = month.fold === null ? null : (JSON.parse(month.fold) as HallFold);
      const site = sites.find(({ code }) => code === month.site);
      if (site === undefined) continue;
      yield {
        site: month.site,
        day: `${month.month}-01`,
        fold: read ?? (await putMonthTogether(system, site, month)),
      };
    }
  }
}

/** A month of one site from its days; kept when it is over. */
export async function putMonthTogether(
  system: Reading,
  site: Site,
  month: Omit<StoredMonth, 'fold'>,
): Promise<HallFold> {
  const sum = new PeriodSum();
  const [from, to] = [`${month.month}-01`, endOfMonth(month.month)];
  for await (const { fold } of foldedDays(system, [site], from, to)) sum.add(fold);
  const fold = sum.fold();
  const over = to < localDate(system.clock.now(), site.timeZone);
  if (month.closed && over) await keepMonth(system.database.writer, month, fold);
  return fold;
}

async function foldNow(
  { office: reader, writer }: System['database'],
  known: StoredHallDay,
  timeZone: string,
  pieces: Pieces,
): Promise<HallFold> {
  const fold = await foldOf({ reader }, known, timeZone, pieces);
  if (known.closed) await keepFold(writer, known, fold);
  return fold;
}
