import { capacityConflicts } from '../../domain/booking/capacity-conflicts.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { fitRows } from '../../store/booking/fit-query.ts';
import { readTogether, visitMarks } from '../../store/booking/visits-to-come-query.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';

/** A count holds as long as the site, what goes for all sites, and its visits to come are the same. */
interface Known extends Pick<Catalogue, 'calendar' | 'services'> {
  readonly mark: string;
  readonly count: number;
}

/** The catalogue keeps the object of a site that has not changed. */
const known = new WeakMap<Site, Known>();
const someChecked = 25;

type Parts = Pick<System, 'database' | 'clock' | 'catalogue'>;

/** How many bookings of a site do not fit as it is now. */
export async function conflictCount(system: Parts, code: string): Promise<number> {
  return (await conflictCounts(system, [code])).get(code) ?? 0;
}

/**
 * The same of many sites (codes), in pieces: one question about all of them, and the bookings of those alone that have changed. Where there are
 * none, nothing is said.
 */
export async function conflictCounts(
  { database, clock, catalogue }: Parts,
  codes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { sites, services, calendar } = await catalogue();
  const now = clock.now();
  const marks = await visitMarks(database.reader, codes, now);
  const counts = new Map<string, number>();
  const changed: { site: string; count: number }[] = [];
  for (const [code, { count, mark }] of marks) {
    const site = sites.get(code);
    const before = site === undefined ? undefined : known.get(site);
    if (site === undefined) continue;
    if (before?.mark === mark && before.calendar === calendar && before.services === services)
      counts.set(code, before.count);
    else changed.push({ site: code, count });
  }
  const pieces = new Pieces();
  for (const group of readTogether(changed)) {
    for await (const rows of fitRows(database.reader, group, now))
      for (let from = 0; from < rows.length; from += someChecked) {
        await pieces.next();
        for (const visit of rows.slice(from, from + someChecked)) {
          const site = sites.get(visit.site);
          if (site === undefined) continue;
          const found = capacityConflicts({ site, services, calendar, now }, [visit]).length;
          counts.set(visit.site, (counts.get(visit.site) ?? 0) + found);
        }
      }
    for (const code of group) {
      const site = sites.get(code);
      const mark = marks.get(code)?.mark;
      if (site !== undefined && mark !== undefined)
        known.set(site, { calendar, services, mark, count: counts.get(code) ?? 0 });
    }
  }
  return counts;
}
