import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import type { VisitToFit } from '../../domain/booking/capacity-conflicts.ts';
import type { BookingRow } from './booking-columns.ts';
import { toCome, visitRows } from './visits-to-come-query.ts';

const columns = [
  ...(['id', 'site', 'queue', 'day', 'starts_at', 'ends_at', 'state', 'services', 'places'] as const),
];
type Row = Pick<BookingRow, (typeof columns)[number]>;

/** As much of the visits to come as says whether they fit, a piece at a time. */
export async function* fitRows(
  connection: Knex,
  sites: readonly string[],
  now: number,
): AsyncGenerator<readonly VisitToFit[]> {
  const ask = (from: number) => toCome(connection, sites, from).select(...columns);
  for await (const rows of visitRows<Row>(sites, now, ask))
    yield rows.map(({ starts_at: start, ends_at: end, services, places, ...row }) => ({
      ...{ ...row, start, end },
      services: JSON.parse(services) as Booking['services'],
      places: JSON.parse(places) as Booking['places'],
    }));
}
