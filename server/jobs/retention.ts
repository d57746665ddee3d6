import { dropFiles } from '../actions/agency/drop-files.ts';
import type { System } from '../actions/system.ts';
import { defaultBookingRules } from '../domain/booking/booking-rules.ts';
import { dayLong } from '../domain/calendar/durations.ts';
import { zonesDue } from '../domain/calendar/last-night.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { forgetAgencyOf } from '../store/agency/agency-store.ts';
import { dropDeletionRequest } from '../store/booking/deletion-request-store.ts';
import { bookedSites, expiredBookings } from '../store/booking/expired-query.ts';
import { forgetLifts } from '../store/booking/forget-lifts.ts';
import { forgetPerson } from '../store/booking/forget-person.ts';
import { forgetHallReasons, forgetTextsOf, forgetWordsBefore } from '../store/booking/forget-texts.ts';
import { officeZones } from '../store/catalogue/zones-query.ts';
import { emptyLog } from '../store/checkpoint.ts';
import { lockScopes } from '../store/lock-scopes.ts';
import { forgetMessagesBefore, forgetMessagesOf } from '../store/message/outbox-store.ts';
import { forgetNotices } from '../store/queue/ahead-notice-store.ts';
import { forgetSendings } from '../store/report/report-store.ts';
import { writeAudit } from '../store/staff/audit-store.ts';
import { forgetAudit } from '../store/staff/forget-audit.ts';
import { forgetEndedWaits, forgetWaitingOf } from '../store/waitlist/forget-waiting.ts';
import { writeRows } from '../store/write-rows.ts';
import { WriteSet } from '../store/write-set.ts';

const atOnce = 200;
/** In the night of an office there is room for it. */
const atNight = '03:17';
const usualZone = 'Asia/Shanghai';

export interface Forgotten {
  readonly bookings: number;
  readonly messages: number;
  readonly lifts: number;
  /** what staff typed */
  readonly reasons: number;
  readonly audit: number;
}

type Parts = Pick<System, 'catalogueCache' | 'clock' | 'config' | 'database' | 'log' | 'secrets'>;

/**
 * PIPL art. 19: nothing names a person longer than it must. Visits are anonymised after their site's period (what they were, when and how
 * long stays, for statistics), messages about them are deleted, the audit ends after its own. Safe on several processes and as often as it
 * may run: what is forgotten is not found again. `zones`: offices elsewhere are left for their own night.
 */
export async function forgetWhatIsOver(
  system: Parts,
  zones: ReadonlySet<string> | 'all' = 'all',
): Promise<Forgotten> {
  const { database, clock, config } = system;
  const now = clock.now();
  // a site that was switched off has had visitors all the same, and keeps its period
  const { sites } = await system.catalogueCache.records(database.reader);
  const siteOf = new Map(sites.map((site) => [site.code, site]));
  const isTurnOf = (zone = usualZone): boolean => zones === 'all' || zones.has(zone);
  const periods = sites.map(({ rules }) => rules.retentionDays);
  const longest = Math.max(defaultBookingRules.retentionDays, ...periods);
  let bookings = 0;
  for (const site of await bookedSites(database.reader)) {
    if (!isTurnOf(siteOf.get(site)?.timeZone)) continue;
    const rules = siteOf.get(site)?.rules ?? defaultBookingRules;
    const before = now - rules.retentionDays * dayLong;
    for (
      let done = await forgetVisits(system, site, before);
      done > 0;
      done = await forgetVisits(system, site, before)
    )
      bookings += done;
  }
  let reasons = 0;
  for (const { code, timeZone, rules } of sites) {
    if (!isTurnOf(timeZone)) continue;
    await forgetNotices(database.writer, code, localDate(now, timeZone));
    await forgetEndedWaits(database.writer, code, now - rules.retentionDays * dayLong, now);
    const day = localDate(now - rules.retentionDays * dayLong, timeZone);
    reasons += await forgetHallReasons(database.writer, database.engine, code, day);
  }
  const before = now - longest * dayLong;
  const forgotten = {
    bookings,
    messages: await forgetMessagesBefore(database.writer, before),
    lifts: await forgetLifts(database.writer, before),
    reasons: reasons + (await forgetWordsBefore(database.writer, before)),
    audit: await forgetAudit(
      database.writer,
      database.engine,
      now - Math.max(180, config.auditDays) * dayLong,
    ),
  };
  await forgetSendings(database.writer, now - 400 * dayLong);
  await emptyLog(database);
  return forgotten;
}

/** The zones of offices in which a night has come since what is over was last forgotten (epoch ms; null: never). */
export async function zonesToForget(
  { database, clock }: Pick<System, 'clock' | 'database'>,
  last: number | null,
): Promise<ReadonlySet<string>> {
  const zones = new Set([usualZone, ...(await officeZones(database.reader))]);
  return zonesDue(atNight, zones, { last, now: clock.now() });
}

/** Some visits of a site; answers how many. What has no end yet by mistake is over all the same after so long. */
async function forgetVisits(
  { database, clock, config, log, secrets }: Parts,
  site: string,
  before: number,
): Promise<number> {
  const { engine, writer } = database;
  const files: string[] = [];
  const done = await writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`booking:${site}`]);
    const expired = await expiredBookings(transaction, site, before, atOnce);
    if (expired.length === 0) return 0;
    const at = clock.now();
    const writes = new WriteSet();
    for (const booking of expired) {
      forgetPerson(booking, at, writes);
      // by now not even a missed visit counts
      writes.update('booking', { id: booking.id, credit_code: '' });
    }
    const entry = {
      actor: theSystem,
      action: 'booking.anonymise',
      subject: site,
      before: null,
      after: { bookings: expired.length, endedBefore: before },
      result: 'done',
    };
    writeAudit(entry, { id: secrets.newId(), at }, writes);
    await writeRows(transaction, engine, writes);
    for (const { id } of expired) {
      await forgetMessagesOf(transaction, id);
      await forgetTextsOf(transaction, engine, id);
      await forgetWaitingOf(transaction, id, at);
      await dropDeletionRequest(transaction, id);
      files.push(...(await forgetAgencyOf(transaction, id)));
    }
    return expired.length;
  });
  await dropFiles({ config, database, log }, files);
  return done;
}
