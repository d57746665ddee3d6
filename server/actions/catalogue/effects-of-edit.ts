import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type Conflict, capacityConflicts } from '../../domain/booking/capacity-conflicts.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { futureBookings } from '../../store/booking/future-bookings-query.ts';
import { conflictAsk, siteAsUsed } from './site-as-used.ts';
import { type SiteWarning, siteWarnings } from './site-warnings.ts';

/** What a change does beyond itself: told before it is saved. */
export interface EditEffects {
  /** bookings that fitted before and no longer do */
  readonly conflicts: readonly Conflict[];
  /** what does not work together any more */
  readonly warnings: readonly SiteWarning[];
  /** names exactly these effects: who confirms them confirms no others */
  readonly token: string;
}

/** The effects of going from one set of records to another at `now` (epoch ms). */
export async function effectsOfEdit(
  connection: Knex,
  before: CatalogueRecords,
  after: CatalogueRecords,
  now: number,
): Promise<EditEffects> {
  const conflicts: Conflict[] = [];
  const warnings: SiteWarning[] = [];
  for (const { code } of after.sites) {
    if (fingerprintOf(before, code) === fingerprintOf(after, code)) continue;
    const known = new Set(siteWarnings(before, code).map((warning) => JSON.stringify(warning)));
    warnings.push(...siteWarnings(after, code).filter((warning) => !known.has(JSON.stringify(warning))));
    const bookings = await futureBookings(connection, code, now);
    if (bookings.length === 0) continue;
    const conflictsIn = (records: CatalogueRecords): readonly Conflict[] => {
      const site = siteAsUsed(records, code);
      return site === null ? [] : capacityConflicts(conflictAsk(records, site, now), bookings);
    };
    const already = new Set(conflictsIn(before).map(({ booking }) => booking.id));
    conflicts.push(...conflictsIn(after).filter(({ booking }) => !already.has(booking.id)));
  }
  return { conflicts, warnings, token: tokenOf(conflicts, warnings) };
}

function fingerprintOf(records: CatalogueRecords, code: string): string {
  return JSON.stringify([siteAsUsed(records, code), records.calendarYears]);
}

function tokenOf(conflicts: readonly Conflict[], warnings: readonly SiteWarning[]): string {
  if (conflicts.length === 0 && warnings.length === 0) return '';
  const told = [conflicts.map(({ booking, reason }) => [booking.id, reason]), warnings];
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22);
}
