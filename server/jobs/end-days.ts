import type { System } from '../actions/system.ts';
import { type Judgement, judgeVisit } from '../domain/booking/judge-visit.ts';
import { dayLong } from '../domain/calendar/durations.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { openingOn } from '../domain/calendar/opening-hours.ts';
import type { Site } from '../domain/catalogue/site.ts';
import { endsByRule } from '../domain/queue/hall/end-of-day.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { evidenceOf } from '../store/booking/evidence-query.ts';
import { bookingsBy } from '../store/booking/ledger-query.ts';
import { overdueBookings, sitesWithConfirmedBefore } from '../store/booking/overdue-query.ts';
import { loadHallIfNewer, unclosedDays, wasReopened } from '../store/queue/hall-query.ts';

const atOnce = 200;

/**
 * Ends the day where the site's rule says so, and what midnight has ended, in each site's own zone: halls of earlier days are closed, and
 * bookings for which nobody came are judged, missed only where the hall worked.
 * Asks for those of all offices at once. Safe to run on several processes at once: the second is refused, and nothing happens twice.
 */
export async function endDays(
  system: System,
): Promise<{ readonly closed: number; readonly missed: number; readonly notHeld: number }> {
  const { sites, offSites } = await system.catalogue();
  const { reader, engine } = system.database;
  const now = system.clock.now();
  let closed = 0;
  let missed = 0;
  let notHeld = 0;
  // some zone is a day ahead of another; each hall is looked at in its own
  for (const { site: code, day } of await unclosedDays(reader, localDate(now + dayLong, 'UTC'))) {
    // at one that is switched off nobody could come, but its hall may have been open
    const site = sites.get(code) ?? offSites.get(code);
    if (site === undefined) continue;
    const today = localDate(now, site.timeZone);
    if (day === today && sites.has(code) && (await endsToday(system, site, today))) closed += 1;
    if (day < today && (await endsAtMidnight(system, site, day))) closed += 1;
  }
  const all = [...sites.keys(), ...offSites.keys()];
  for (const code of await sitesWithConfirmedBefore(reader, engine, all, now)) {
    const site = sites.get(code) ?? offSites.get(code);
    if (site === undefined) continue;
    const overdue = await overdueBookings(reader, code, localDate(now, site.timeZone), atOnce);
    const states = overdue.length === 0 ? [] : await judgeOverdue(system, site, overdue);
    missed += states.filter((state) => state === 'missed').length;
    notHeld += states.filter((state) => state === 'not_held').length;
  }
  return { closed, missed, notHeld };
}

/** What became of visits (ids) of days that are over; a second process judges the same by the same rows, and is refused. */
async function judgeOverdue(
  system: System,
  site: Site,
  overdue: readonly string[],
): Promise<readonly Judgement[]> {
  const { reader, engine } = system.database;
  const visits = await bookingsBy(reader, engine, 'id', overdue);
  const evidence = await evidenceOf(reader, visits);
  const { calendar } = await system.catalogue();
  const settled = await Promise.all(
    visits.map(async (visit) => {
      const its = evidence.get(visit.id);
      if (its === undefined) return [];
      const state = judgeVisit({ site, calendar }, visit, its);
      const command = { type: 'settle', booking: visit.id, site: site.code, state } as const;
      return (await system.bookings.submit(command, { actor: theSystem })).ok ? [state] : [];
    }),
  );
  return settled.flat();
}

async function endsAtMidnight(system: System, site: Site, day: string): Promise<boolean> {
  const command = { type: 'close_day', because: 'midnight' } as const;
  return (await system.halls.submit(site.code, command, { actor: theSystem, day })).ok;
}

/** Ends today by the site's rule, unless something has happened in the hall since it was looked at; answers whether it did. */
async function endsToday(system: System, site: Site, today: string): Promise<boolean> {
  const { endAfter } = site.hall;
  const { calendar } = await system.catalogue();
  const closesAt = openingOn(site, calendar, today).sessions.at(-1)?.closes ?? null;
  const now = system.clock.now();
  if (endAfter === 0 || closesAt === null || now < closesAt) return false;
  const { reader } = system.database;
  const hall = await loadHallIfNewer(reader, site.code, today, system.hallCache.kept(site.code, today));
  // where nothing has happened there is nothing to end
  if (hall.version === 0) return false;
  const reopened = await wasReopened(reader, site.code, today);
  if (!endsByRule({ hall, endAfter, closesAt, now, reopened })) return false;
  const command = { type: 'close_day', because: 'rule', seen: hall.version } as const;
  return (await system.halls.submit(site.code, command, { actor: theSystem, day: today })).ok;
}
