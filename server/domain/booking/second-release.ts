import { addWorkingDays } from '../calendar/business-day.ts';
import { instantOf, minutesOf } from '../calendar/local-time.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';

/** When the places of a local date that are kept for later are released, epoch ms; null: none are. */
export function secondRelease(site: Site, calendar: PublishedCalendar, date: string): number | null {
  const { laterAt } = site.rules;
  return laterAt === null ? null : instantOf(addWorkingDays(calendar, date, -1), laterAt, site.timeZone);
}

/** Whether by the booking rules anybody could still book what the second release opens, from the first slot of the day on. */
export function laterInTime({ rules, sessions }: Pick<Site, 'rules' | 'sessions'>): boolean {
  if (rules.laterAt === null) return true;
  if (rules.firstWorkingDay > 1) return false;
  const opens = Math.min(...sessions.map((session) => minutesOf(session.opens)), 1440);
  return rules.noticeMinutes <= 1440 - minutesOf(rules.laterAt) + opens;
}
