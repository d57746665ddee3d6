import { type Cluster, clustersOf } from '../../domain/booking/clusters.ts';
import { type UpcomingBooking, upcomingBookings } from '../../store/booking/cluster-query.ts';
import type { System } from '../system.ts';

/** Bookings of one site that were hardly made by as many visitors as they name. */
export interface SiteCluster extends Pick<Cluster, 'reasons' | 'score'> {
  readonly site: string;
  /** the one made first comes first */
  readonly bookings: readonly UpcomingBooking[];
  /** somebody has looked at all of them and left them alone */
  readonly looked: boolean;
}

/** The clusters among the visits to come at some sites, the likeliest first. */
export async function clustersAt(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  sites: readonly string[],
): Promise<readonly SiteCluster[]> {
  const upcoming = await upcomingBookings(database.reader, sites, clock.now());
  const byId = new Map(upcoming.map((one) => [one.id, one]));
  const found = sites.flatMap((site) =>
    clustersOf(upcoming.filter((one) => one.site === site)).map(({ bookings: made, reasons, score }) => {
      const bookings = made.flatMap(({ id }) => byId.get(id) ?? []);
      return { site, reasons, score, bookings, looked: bookings.every(({ looked }) => looked) };
    }),
  );
  return found.sort((a, b) => b.score - a.score || b.bookings.length - a.bookings.length);
}
