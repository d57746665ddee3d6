import type { Knex } from 'knex';
import { dayLong } from '../../domain/calendar/durations.ts';
import { addDays, localDate, weekdayOf } from '../../domain/calendar/local-time.ts';
import { weekdayOfHours } from '../../domain/calendar/opening-hours.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { type PlannedDay, plannedStaffing } from '../../store/queue/planned-staffing-query.ts';
import { replacePlannedDay } from '../../store/queue/planned-staffing-store.ts';
import { staffingWarnings } from '../../store/queue/staffing-warning-query.ts';
import { withdrawStaffingWarnings } from '../../store/queue/staffing-warning-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import { revisionOf } from '../catalogue/carry-out-edit.ts';
import type { System } from '../system.ts';

export interface WeekdayPlan {
  readonly site: string;
  /** 1 = Monday … 7 = Sunday */
  readonly weekday: number;
  readonly planned: PlannedDay;
  /** of the plan that was shown */
  readonly revision: string;
}

/** Names what is planned of a weekday. */
export function plannedRevision(planned: PlannedDay | undefined): string {
  return revisionOf([...(planned ?? [])]);
}

/** Stores how a weekday is staffed, with its audit. Refuses with stale_form when somebody else has planned it meanwhile. */
export async function planWeekday(
  { database, secrets, clock, catalogue }: Pick<System, 'database' | 'secrets' | 'clock' | 'catalogue'>,
  { site, weekday, planned, revision }: WeekdayPlan,
  actor: StaffActor,
): Promise<Outcome<null>> {
  const { engine, writer } = database;
  const { sites, calendar } = await catalogue();
  const its = sites.get(site);
  const hasPlan = (day: string): boolean =>
    its !== undefined && weekdayOfHours(its, calendar, day) === weekday;
  return writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`planned:${site}`]);
    const before = (await plannedStaffing(transaction, site)).get(weekday);
    if (plannedRevision(before) !== revision) return refuse('stale_form');
    await replacePlannedDay(transaction, site, weekday, planned);
    await withdrawOf(transaction, site, hasPlan, clock.now());
    const writes = new WriteSet();
    const shown = (day: PlannedDay | undefined) =>
      day === undefined ? null : { weekday, counters: Object.fromEntries(day) };
    writeAudit(
      {
        actor,
        action: 'planner.save',
        subject: site,
        before: shown(before),
        after: shown(planned),
        result: 'done',
      },
      { id: secrets.newId(), at: clock.now() },
      writes,
    );
    await writeRows(transaction, engine, writes);
    return accept(null);
  });
}

/** What was said of days of the old plan. */
async function withdrawOf(
  connection: Knex,
  site: string,
  hasPlan: (day: string) => boolean,
  now: number,
): Promise<void> {
  // its zone may be ahead of ours
  const known = await staffingWarnings(connection, [site], localDate(now - dayLong, 'UTC'));
  const days = known.map(({ day }) => day).filter(hasPlan);
  await withdrawStaffingWarnings(connection, site, days);
}

/** The weekdays on which a site is open by its week. */
export function openWeekdays(site: { readonly sessions: readonly { readonly weekday: number }[] }): number[] {
  return [...new Set(site.sessions.map(({ weekday }) => weekday))].sort((a, b) => a - b);
}

/** The next weekday on which a site is open, after today. */
export function nextOpenWeekday(
  site: { readonly timeZone: string; readonly sessions: readonly { readonly weekday: number }[] },
  now: number,
): number {
  const today = localDate(now, site.timeZone);
  const open = openWeekdays(site);
  const next = [1, 2, 3, 4, 5, 6, 7].map((days) => weekdayOf(addDays(today, days)));
  return next.find((weekday) => open.includes(weekday)) ?? 1;
}
