import { askAhead, datesAhead } from '../actions/planning/days-ahead.ts';
import { keepAndTell } from '../actions/planning/tell-staffing.ts';
import type { System } from '../actions/system.ts';
import { addDays, instantOf, localDate } from '../domain/calendar/local-time.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Site } from '../domain/catalogue/site.ts';
import { warningsOf } from '../domain/queue/planning/staffing-warning.ts';

/** Days ahead that are looked at: time enough to ask somebody in. */
const daysAhead = 3;

/**
 * Plays what is planned of the next days with who is expected, and tells whoever is on duty where it will not do; not at night. Each run
 * looks at all of them, so one that was missed is made up for by the next. A site whose question the planner refuses waits for it. Safe on
 * several processes.
 */
export async function warnOfStaffing(system: System): Promise<{ told: number }> {
  const catalogue = await system.catalogue();
  let told = 0;
  for (const site of catalogue.sites.values())
    if (site.queues.length > 0 && isDay(system.clock.now(), site.timeZone))
      told += await lookAt(system, site, catalogue);
  if (told > 0) system.announce.messagesQueued();
  return { told };
}

async function lookAt(system: System, site: Site, catalogue: Catalogue): Promise<number> {
  const until = addDays(localDate(system.clock.now(), site.timeZone), daysAhead);
  const dates = (await datesAhead(system, site, catalogue, daysAhead)).filter(({ day }) => day.plan !== null);
  if (dates.length === 0) return keepAndTell(system, site, until, []);
  const outcome = await askAhead(system, site, catalogue, dates);
  if (!outcome.ok) {
    system.log.warn({ site: site.code, code: outcome.code }, 'planned counters were not looked at');
    return 0;
  }
  const looked = dates.map(({ date, weekday, revision }, index) => {
    const figures = outcome.value.days[index]?.figures ?? null;
    return { date, weekday, revision, found: figures === null ? [] : warningsOf(figures) };
  });
  return keepAndTell(system, site, until, looked);
}

function isDay(now: number, zone: string): boolean {
  return now >= instantOf(localDate(now, zone), '07:00', zone);
}
