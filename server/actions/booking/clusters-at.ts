import { type Cluster, clustersOf } from '../../domain/booking/clusters.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { lookedMarks, type UpcomingBooking, upcomingBookings } from '../../store/booking/cluster-query.ts';
import { readTogether, visitMarks } from '../../store/booking/visits-to-come-query.ts';
import { Pieces } from '../pieces.ts';
import type { System } from '../system.ts';

/** Bookings of one site that were hardly made by as many visitors as they name. */
export interface SiteCluster extends Pick<Cluster, 'reasons' | 'score'> {
  readonly site: string;
  /** the one made first comes first */
  readonly bookings: readonly UpcomingBooking[];
  /** somebody has looked at all of them and left them alone */
  readonly looked: boolean;
}

/** What was found at a site, as long as its visits are the same and the networks of some were not forgotten. */
interface Known {
  readonly mark: string;
  /** epoch ms */
  readonly at: number;
  readonly clusters: readonly SiteCluster[];
}

const freshFor = 10 * minute;
const known = new WeakMap<System['database'], Map<string, Known>>();

/** The clusters among the visits to come at some sites, the likeliest first; only sites whose visits have changed are looked through, in pieces. */
export async function clustersAt(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  sites: readonly string[],
): Promise<readonly SiteCluster[]> {
  const now = clock.now();
  const marks = await visitMarks(database.reader, sites, now);
  const looked = await lookedMarks(database.reader, sites, now);
  const before = known.get(database) ?? new Map<string, Known>();
  known.set(database, before);
  const markOf = (site: string): string => `${marks.get(site)?.mark} ${looked.get(site) ?? ''}`;
  const isKnown = (site: string): boolean => {
    const its = before.get(site);
    return its?.mark === markOf(site) && now >= its.at && now - its.at < freshFor;
  };
  const changed = [...marks].flatMap(([site, { count }]) => (isKnown(site) ? [] : [{ site, count }]));
  const pieces = new Pieces();
  for (const group of readTogether(changed)) {
    const upcoming: UpcomingBooking[] = [];
    for await (const some of upcomingBookings(database.reader, group, now)) {
      upcoming.push(...some);
      await pieces.next();
    }
    const bySite = new Map<string, UpcomingBooking[]>(group.map((site) => [site, []]));
    for (const one of upcoming) bySite.get(one.site)?.push(one);
    for (const site of group) {
      before.set(site, { mark: markOf(site), at: now, clusters: clustersIn(site, bySite.get(site) ?? []) });
      await pieces.next();
    }
  }
  const found = sites.flatMap((site) => (marks.has(site) ? (before.get(site)?.clusters ?? []) : []));
  return found.sort((a, b) => b.score - a.score || b.bookings.length - a.bookings.length);
}

function clustersIn(site: string, upcoming: readonly UpcomingBooking[]): readonly SiteCluster[] {
  const byId = new Map(upcoming.map((one) => [one.id, one]));
  return clustersOf(upcoming).map(({ bookings: made, reasons, score }) => {
    const bookings = made.flatMap(({ id }) => byId.get(id) ?? []);
    return { site, reasons, score, bookings, looked: bookings.every(({ looked }) => looked) };
  });
}
