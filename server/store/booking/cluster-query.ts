import type { Knex } from 'knex';
import type { MadeBooking } from '../../domain/booking/clusters.ts';
import type { ReleaseCause } from '../../domain/booking/release.ts';
import { releaseCauses } from '../../domain/booking/release.ts';
import { bookingHistory } from './booking-query.ts';
import { toCome, visitRows } from './visits-to-come-query.ts';

/** A visit to come, with what its maker has left of themselves. */
export interface UpcomingBooking extends MadeBooking {
  readonly site: string;
  readonly reference: string;
  /** epoch ms */
  readonly start: number;
  /** somebody has looked at it in the office and left it alone */
  readonly looked: boolean;
}

interface Row {
  readonly id: string;
  readonly site: string;
  readonly reference: string;
  readonly starts_at: number;
  readonly created_at: number;
  readonly enterprise_name: string;
  readonly contact_name: string;
  readonly contact_mobile: string;
  readonly network: string | null;
  readonly proven: 'sms' | 'mail' | null;
  readonly looked: string | null;
}

/**
 * The visits to come at some sites that visitors have made themselves, at `now` (epoch ms), a piece at a time; those that staff made, and those
 * that the office owed, are not among them. Networks of people who have proven their mobiles by SMS say nothing: they are let beyond its limits,
 * too.
 */
export async function* upcomingBookings(
  connection: Knex,
  sites: readonly string[],
  now: number,
): AsyncGenerator<readonly UpcomingBooking[]> {
  const ask = (from: number) =>
    toCome(connection, sites, from)
      .leftJoin('booking_origin as o', 'o.booking', 'booking.id')
      .leftJoin('cluster_looked as l', 'l.booking', 'booking.id')
      .whereNot('booking.source', 'staff')
      .whereNull('booking.anonymised_at')
      .whereNotExists(
        connection('priority_visit as p').whereRaw('p.booking = booking.id').select('p.booking'),
      )
      .select(
        ...['id', 'site', 'reference', 'starts_at', 'created_at'].map((column) => `booking.${column}`),
        ...['enterprise_name', 'contact_name', 'contact_mobile'].map((column) => `booking.${column}`),
        ...['o.network', 'o.proven', 'l.booking as looked'],
      );
  for await (const rows of visitRows<Row>(sites, now, ask)) yield rows.map(upcomingOf);
}

function upcomingOf(row: Row): UpcomingBooking {
  return {
    id: row.id,
    site: row.site,
    reference: row.reference,
    start: Number(row.starts_at),
    madeAt: Number(row.created_at),
    enterprise: row.enterprise_name,
    contact: row.contact_name,
    mobile: row.contact_mobile,
    looked: row.looked !== null,
    network: row.proven === 'sms' ? null : row.network,
  };
}

/** What has been looked at of the visits to come at each of these sites: another as soon as more is, or less. */
export async function lookedMarks(
  connection: Knex,
  sites: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = (await toCome(connection, sites, now)
    .join('cluster_looked as l', 'l.booking', 'booking.id')
    .groupBy('booking.site')
    .select('booking.site')
    .count({ n: '*' })
    .max({ latest: 'l.looked_at' })) as unknown as { site: string; n: number; latest: number }[];
  return new Map(rows.map(({ site, n, latest }) => [site, `${n} ${latest}`]));
}

/** Why the office took its place from a booking; null: it did not. */
export async function releaseOf(
  connection: Knex,
  { id, state }: { readonly id: string; readonly state: string },
): Promise<ReleaseCause | null> {
  if (state !== 'cancelled') return null;
  const history = await bookingHistory(connection, id);
  const cancelled = history.findLast(({ type }) => type === 'cancelled');
  return releaseCauses.find((cause) => cause === cancelled?.data['released']) ?? null;
}
