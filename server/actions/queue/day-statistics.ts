import type { Site } from '../../domain/catalogue/site.ts';
import { type DayFold, foldDay } from '../../domain/queue/figures/day-fold.ts';
import { eventsAfter } from '../../store/queue/hall-query.ts';
import { type HallDay, hallDays } from '../../store/statistics/day-fold-query.ts';
import { keepFold } from '../../store/statistics/day-fold-store.ts';
import type { System } from '../system.ts';

export interface FoldedDay {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly fold: DayFold;
}

/**
 * What happened in some halls between two local dates, both included. Days that are closed are folded once and kept; a day that goes on,
 * or that has changed since, is folded from its events now.
 */
export async function foldedDays(
  { database }: Pick<System, 'database'>,
  sites: readonly Site[],
  from: string,
  to: string,
): Promise<FoldedDay[]> {
  const zones = new Map(sites.map((site) => [site.code, site.timeZone]));
  const folded: FoldedDay[] = [];
  for (const known of await hallDays(database.reader, [...zones.keys()], from, to)) {
    const { site, day } = known;
    folded.push({
      site,
      day,
      fold: known.fold ?? (await foldNow(database, known, zones.get(site) ?? 'UTC')),
    });
  }
  return folded;
}

async function foldNow(
  { reader, writer }: System['database'],
  known: HallDay,
  timeZone: string,
): Promise<DayFold> {
  const recorded = await eventsAfter(reader, known.site, known.day, 0);
  const events = recorded.map(({ event }) => event).filter(({ version }) => version <= known.version);
  const fold = foldDay(events, timeZone);
  if (known.closed) await keepFold(writer, known, fold);
  return fold;
}
