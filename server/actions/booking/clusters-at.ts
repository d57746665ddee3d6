import { type Cluster, clustersOf } from '../../domain/booking/clusters.ts';
import { type UpcomingBooking, upcomingBookings } from '../../store/booking/cluster-query.ts';
import type { System } from '../system.ts';

/** Bookings of one site that were hardly made by as many visitors as they name. */
export interface SiteCluster extends Pick<Cluster, 'reasons' | 'score'> {
  readonly site: string;
  /** the one made first comes first */
  readonly bookings: readonly UpcomingBooking[];
}

/** The clusters among the visits to come at some sites, the likeliest first. */
export async function clustersAt(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  sites: readonly string[],
): Promise<readonly SiteCluster[]> {
  const upcoming = await upcomingBookings(database.reader, sites, clock.now());
  const byId = new Map(upcoming.map((one) => [one.id, one]));
  const found = sites.flatMap((site) =>
    clustersOf(upcoming.filter((one) => one.site === site)).map(({ bookings, reasons, score }) => ({
      ...{ site, reasons, score },
      bookings: bookings.flatMap(({ id }) => byId.get(id) ?? []),
    })),
  );
  return found.sort((a, b) => b.score - a.score || b.bookings.length - a.bookings.length);
}
