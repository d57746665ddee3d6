import { addDays, instantOf, localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { alarmMessages } from '../../domain/message/alarm-message.ts';
import { dutyAddresses } from '../../domain/queue/hall/hall-policy.ts';
import {
  isWorse,
  type StaffingWarning,
  staffingSentence,
} from '../../domain/queue/planning/staffing-warning.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { findChannel } from '../../store/message/channel-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { plannedStaffing } from '../../store/queue/planned-staffing-query.ts';
import { type KnownWarning, staffingWarnings } from '../../store/queue/staffing-warning-query.ts';
import { forgetStaffingWarning, keepStaffingWarning } from '../../store/queue/staffing-warning-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import type { DateAhead } from './days-ahead.ts';
import { plannedRevision } from './plan-weekday.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets'>;

/** What was found of a date; of one whose plan will do nothing. */
export interface LookedAt extends Pick<DateAhead, 'date' | 'weekday' | 'revision'> {
  readonly found: readonly StaffingWarning[];
}

/**
 * Keeps what was found of a site's dates until `to` (local date) and writes to whoever is on duty, once for each date and again only when it
 * has become much worse. What is known of other dates until then is forgotten: they are closed now, or not planned. A plan that was saved
 * meanwhile is looked at the next time. Answers of how many dates was told.
 */
export function keepAndTell(
  { database, clock, secrets }: Parts,
  site: Site,
  to: string,
  dates: readonly LookedAt[],
): Promise<number> {
  const { engine, writer } = database;
  const now = clock.now();
  return writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`planned:${site.code}`]);
    const tomorrow = addDays(localDate(now, site.timeZone), 1);
    const known = (await staffingWarnings(transaction, [site.code], tomorrow)).filter(({ day }) => day <= to);
    const planned = await plannedStaffing(transaction, site.code);
    const robot = (await findChannel(transaction, site.code, 'wecom')) !== null;
    const writes = new WriteSet();
    let told = 0;
    for (const { day } of known)
      if (!dates.some(({ date }) => date === day))
        await forgetStaffingWarning(transaction, { site: site.code, day });
    for (const { date: day, weekday, revision, found } of dates) {
      if (plannedRevision(planned.get(weekday)) !== revision) continue;
      const place = { site: site.code, day };
      if (found.length === 0) {
        await forgetStaffingWarning(transaction, place);
        continue;
      }
      const messages = messagesOf({ site, robot }, day, found, known);
      writeMessages(writes, messages, { newId: secrets.newId, now });
      if (messages.length > 0) told += 1;
      await keepStaffingWarning(transaction, place, found, messages.length > 0 ? now : null);
    }
    if (!writes.isEmpty) await writeRows(transaction, engine, writes);
    return told;
  });
}

function messagesOf(
  { site, robot }: { readonly site: Site; readonly robot: boolean },
  day: string,
  found: readonly StaffingWarning[],
  known: readonly KnownWarning[],
): ReturnType<typeof alarmMessages> {
  const sentence = staffingSentence(found);
  const before = known.find((each) => each.day === day)?.told ?? [];
  if (sentence === null || !isWorse(found, before)) return [];
  const since = instantOf(day, '00:00', site.timeZone);
  return alarmMessages(sentence, {
    site,
    since,
    to: dutyAddresses(site.hall),
    robot,
    template: 'staffing_short',
  });
}
