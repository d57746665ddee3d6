import { addWorkingDays } from '../calendar/business-day.ts';
import { hour } from '../calendar/durations.ts';
import { instantOf } from '../calendar/local-time.ts';
import { openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';
import type { ReminderKind } from './reminder-kinds.ts';

/** Early enough to find a missing seal before the office day ends. Local time of the site. */
const reminderAt = '14:00';
/** Nobody is woken. */
const earliest = '06:30';
const usualOpening = '09:00';

const unpublished: PublishedCalendar = { years: new Set(), days: new Map() };

export interface ReminderAsk {
  readonly site: Site;
  /** local date "YYYY-MM-DD" and start (epoch ms) of the visit */
  readonly day: string;
  readonly start: number;
  readonly now: number;
  readonly calendar?: PublishedCalendar | undefined;
}

export interface DueReminder {
  readonly kind: ReminderKind;
  /** epoch ms */
  readonly due: number;
}

/**
 * When the chosen reminders of a visit are due, by the hours of its site: on the working day before at `reminderAt`, or an hour before the
 * office closes where that is earlier; an hour before it opens on the day; an hour before the visit, or with the morning's where the office is
 * not open by then. Those that are not after `now` are left out, the visit is then too fresh to be reminded of; and of two at one instant the
 * later one.
 */
export function reminderTimes(kinds: readonly ReminderKind[], ask: ReminderAsk): readonly DueReminder[] {
  const found: DueReminder[] = [];
  for (const kind of kinds) {
    const due = dueAt(kind, ask);
    const begun = kind !== 'day_before' && due >= ask.start;
    if (due > ask.now && !begun && !found.some((other) => other.due === due)) found.push({ kind, due });
  }
  return found;
}

function dueAt(kind: ReminderKind, { site, day, start, calendar = unpublished }: ReminderAsk): number {
  const { timeZone } = site;
  if (kind !== 'day_before') {
    const opens = openingOn(site, calendar, day).sessions[0]?.opens ?? instantOf(day, usualOpening, timeZone);
    if (kind === 'hour_before' && start - hour >= opens) return start - hour;
    return Math.max(instantOf(day, earliest, timeZone), Math.min(opens, start) - hour);
  }
  const before = addWorkingDays(calendar, day, -1);
  const usual = instantOf(before, reminderAt, timeZone);
  const closes = openingOn(site, calendar, before).sessions.at(-1)?.closes;
  return closes === undefined ? usual : Math.min(usual, closes - hour);
}
