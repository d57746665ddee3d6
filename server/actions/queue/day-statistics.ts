import type { Site } from '../../domain/catalogue/site.ts';
import { type DayFold, foldDay } from '../../domain/queue/figures/day-fold.ts';
import { eventsAfter } from '../../store/queue/hall-query.ts';
import { hallDays, type StoredHallDay } from '../../store/statistics/day-fold-query.ts';
import { keepFold } from '../../store/statistics/day-fold-store.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';

export interface FoldedDay {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly fold: DayFold;
}

/** So many folds are read at once: about a megabyte. */
const atOnce = 200;

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
      database.reader,
      [...zones.keys()],
      { from, to },
      last,
      atOnce,
    );
    for (const known of some) {
      const { site, day, fold } = known;
      await pieces.next();
      const read = fold === null ? null : (JSON.parse(fold) as DayFold);
      yield { site, day, fold: read ?? (await foldNow(database, known, zones.get(site) ?? 'UTC')) };
    }
    last = some.length < atOnce ? null : (some.at(-1) ?? null);
  } while (last !== null);
}

async function foldNow(
  { reader, writer }: System['database'],
  known: StoredHallDay,
  timeZone: string,
): Promise<DayFold> {
  const recorded = await eventsAfter(reader, known.site, known.day, 0);
  const events = recorded.map(({ event }) => event).filter(({ version }) => version <= known.version);
  const fold = foldDay(events, timeZone);
  if (known.closed) await keepFold(writer, known, fold);
  return fold;
}
