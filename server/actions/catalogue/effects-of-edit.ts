import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { type Conflict, capacityConflicts } from '../../domain/booking/capacity-conflicts.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { differingSites } from '../../domain/catalogue/differing-sites.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { countExpired } from '../../store/booking/expired-query.ts';
import { futureBookings } from '../../store/booking/future-bookings-query.ts';
import { conflictAsk, siteAsUsed } from './site-as-used.ts';
import { type SiteWarning, siteWarnings } from './site-warnings.ts';

/** What a change does beyond itself: told before it is saved. */
export interface EditEffects {
  /** bookings that fitted before and no longer do */
  readonly conflicts: readonly Conflict[];
  /** what does not work together any more */
  readonly warnings: readonly (SiteWarning | ForgetsSooner)[];
  /** booked visits to come of services whose words, materials or questions change: their pages change with them */
  readonly touched: number;
  /** names exactly these effects: who confirms them confirms no others */
  readonly token: string;
}

/** A shorter period has visits anonymised tonight that would have stayed, which nothing brings back. */
export interface ForgetsSooner {
  readonly code: 'forgets_sooner';
  readonly site: string;
  readonly count: number;
}

/** The effects of going from one set of records to another at `now` (epoch ms). */
export async function effectsOfEdit(
  connection: Knex,
  before: CatalogueRecords,
  after: CatalogueRecords,
  now: number,
): Promise<EditEffects> {
  const conflicts: Conflict[] = [];
  const warnings: (SiteWarning | ForgetsSooner)[] = [];
  const services = changedServices(before, after);
  const changed = changedSites(before, after);
  let touched = 0;
  const concerned = services.size > 0 ? after.sites.map(({ code }) => code) : changed;
  for (const code of concerned) {
    const same = !changed.has(code);
    const bookings = await futureBookings(connection, code, now);
    touched += bookings.filter((booking) => booking.services.some((one) => services.has(one.code))).length;
    if (same) continue;
    warnings.push(...(await forgetsSooner(connection, before, after, code, now)));
    const known = new Set(siteWarnings(before, code).map((warning) => JSON.stringify(warning)));
    warnings.push(...siteWarnings(after, code).filter((warning) => !known.has(JSON.stringify(warning))));
    if (bookings.length === 0) continue;
    const conflictsIn = (records: CatalogueRecords): readonly Conflict[] => {
      const site = siteAsUsed(records, code);
      return site === null ? [] : capacityConflicts(conflictAsk(records, site, now), bookings);
    };
    const already = new Set(conflictsIn(before).map(({ booking }) => booking.id));
    conflicts.push(...conflictsIn(after).filter(({ booking }) => !already.has(booking.id)));
  }
  return { conflicts, warnings, touched, token: tokenOf(conflicts, warnings) };
}

/** Codes of the sites that work otherwise afterwards; what is the very same object in both is not looked into. */
function changedSites(before: CatalogueRecords, after: CatalogueRecords): ReadonlySet<string> {
  const active = ({ services }: CatalogueRecords) =>
    new Set(services.filter((service) => service.active).map(({ code }) => code));
  const [on, then] = [active(before), active(after)];
  const switched = new Set([...on, ...then].filter((code) => on.has(code) !== then.has(code)));
  const sites = differingSites(before.sites, after.sites)
    .filter((one) => one.after !== null && !isDeepStrictEqual(one.before, one.after))
    .map(({ code }) => code);
  if (
    before.calendarYears !== after.calendarYears &&
    !isDeepStrictEqual(before.calendarYears, after.calendarYears)
  )
    return new Set(after.sites.map(({ code }) => code));
  if (switched.size === 0) return new Set(sites);
  const offering = after.sites.filter(({ services }) =>
    services.some(({ service }) => switched.has(service)),
  );
  return new Set([...sites, ...offering.map(({ code }) => code)]);
}

async function forgetsSooner(
  connection: Knex,
  before: CatalogueRecords,
  after: CatalogueRecords,
  code: string,
  now: number,
): Promise<readonly ForgetsSooner[]> {
  const daysIn = ({ sites }: CatalogueRecords): number =>
    sites.find((site) => site.code === code)?.rules.retentionDays ?? 0;
  const [was, is] = [daysIn(before), daysIn(after)];
  if (is >= was) return [];
  const count = await countExpired(connection, code, now - is * dayLong);
  return count === 0 ? [] : [{ code: 'forgets_sooner', site: code, count }];
}

/** Codes of services of which enterprises will read something else. */
function changedServices(before: CatalogueRecords, after: CatalogueRecords): ReadonlySet<string> {
  const shown = (records: CatalogueRecords, code: string): string => {
    const lines = records.serviceMaterials.filter(({ service, active }) => service === code && active);
    const { name, summary, where } = records.services.find((one) => one.code === code) ?? {};
    return JSON.stringify([
      [name, summary, where],
      lines,
      lines.map((line) => records.materials.find((one) => one.code === line.material)),
      records.questions.filter(({ service }) => service === code),
    ]);
  };
  const lists = ['serviceMaterials', 'services', 'materials', 'questions'] as const;
  if (lists.every((list) => before[list] === after[list])) return new Set();
  const codes = before.services.map(({ code }) => code);
  return new Set(codes.filter((code) => shown(before, code) !== shown(after, code)));
}

function tokenOf(conflicts: readonly Conflict[], warnings: EditEffects['warnings']): string {
  if (conflicts.length === 0 && warnings.length === 0) return '';
  const shown = [conflicts.map(({ booking, reason }) => [booking.id, reason]), warnings];
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
}
