import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { countDays, firstDay, keptTallies, type TalliedDay } from '../../store/statistics/day-tally-query.ts';
import { tallyDays } from '../../store/statistics/day-tally-store.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';

/** So many days are counted in one go, while nobody changes one of their visits: some milliseconds. */
const countedAtOnce = 7;

/** So many kept counts are read at once. */
const readAtOnce = 400;

/**
 * The bookings and ratings of a site's days between two local dates, both included; days without any may be left out. Days that are over
 * are counted once and kept, the others are counted now.
 */
export async function* talliedDays(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  site: Site,
  from: string,
  to: string,
): AsyncGenerator<TalliedDay> {
  const { office: reader } = database;
  const first = await firstDay(reader, site.code);
  if (first === null) return;
  const today = localDate(clock.now(), site.timeZone);
  const yesterday = addDays(today, -1);
  const pieces = new Pieces();
  const begin = from > first ? from : first;
  const end = to < yesterday ? to : yesterday;
  for (let start = begin; start <= end; start = addDays(start, readAtOnce)) {
    const last = earlier(addDays(start, readAtOnce - 1), end);
    const kept = await keptTallies(reader, site.code, start, last);
    for (const one of kept) {
      await pieces.next();
      yield one;
    }
    for (const gap of gapsIn(start, last, new Set(kept.map(({ day }) => day))))
      for (const one of await tallyDays(database, site.code, gap.from, gap.to)) yield one;
  }
  const open = earlier(begin, today) === today ? begin : today;
  if (to < open) return;
  for (const [day, tally] of await countDays(reader, site.code, open, to))
    yield { site: site.code, day, tally };
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

/** The days between two local dates that are not known, in parts that are counted in one go. */
function gapsIn(from: string, to: string, known: ReadonlySet<string>): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (known.has(day)) continue;
    const last = gaps.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day && addDays(last.from, countedAtOnce) > day)
      last.to = day;
    else gaps.push({ from: day, to: day });
  }
  return gaps;
}
