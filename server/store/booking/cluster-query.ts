import type { Knex } from 'knex';
import type { MadeBooking } from '../../domain/booking/clusters.ts';
import type { ReleaseCause } from '../../domain/booking/release.ts';
import { releaseCauses } from '../../domain/booking/release.ts';
import { bookingHistory } from './booking-query.ts';

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
 * The visits to come at some sites that visitors have made themselves, at `now` (epoch ms); those that staff made, and those that the office
 * owed, are not among them. Networks of people who have proven their mobiles by SMS say nothing: they are let beyond its limits, too.
 */
export async function upcomingBookings(
  connection: Knex,
  sites: readonly string[],
  now: number,
): Promise<UpcomingBooking[]> {
  const rows = (await connection('booking as b')
    .leftJoin('booking_origin as o', 'o.booking', 'b.id')
    .leftJoin('cluster_looked as l', 'l.booking', 'b.id')
    .whereIn('b.site', [...sites])
    .where('b.state', 'confirmed')
    .where('b.starts_at', '>=', now)
    .whereNot('b.source', 'staff')
    .whereNull('b.anonymised_at')
    .whereNotExists(connection('priority_visit as p').whereRaw('p.booking = b.id').select('p.booking'))
    .select(
      ...['b.id', 'b.site', 'b.reference', 'b.starts_at', 'b.created_at'],
      ...['b.enterprise_name', 'b.contact_name', 'b.contact_mobile', 'o.network', 'o.proven'],
      'l.booking as looked',
    )) as Row[];
  return rows.map((row) => ({
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
  }));
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
