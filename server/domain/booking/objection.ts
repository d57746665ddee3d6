import { addWorkingDays } from '../calendar/business-day.ts';
import { dayBounds, localDate } from '../calendar/local-time.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';
import type { BookingState } from './booking.ts';

/** A visitor's word against a missed visit. Instants are epoch ms. */
export interface Objection {
  readonly booking: string;
  readonly site: string;
  readonly madeAt: number;
  /** when it has to be answered */
  readonly dueAt: number;
  /** null: forgotten */
  readonly words: string | null;
  /** null: it has not been declined */
  readonly declinedAt: number | null;
  readonly answer: string | null;
}

export const objectionStates = ['open', 'overdue', 'granted', 'declined'] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** Granted as soon as its visit no longer is a missed one, whoever has put it right. */
export function objectionState(
  { dueAt, declinedAt }: Pick<Objection, 'dueAt' | 'declinedAt'>,
  visit: BookingState,
  now: number,
): ObjectionState {
  if (visit !== 'missed') return 'granted';
  if (declinedAt !== null) return 'declined';
  return dueAt < now ? 'overdue' : 'open';
}

/** End of the last of the site's working days for an answer, epoch ms. */
export function answerDue(
  { rules, timeZone }: Pick<Site, 'rules' | 'timeZone'>,
  calendar: PublishedCalendar,
  now: number,
): number {
  const last = addWorkingDays(calendar, localDate(now, timeZone), rules.objectionDays);
  return dayBounds(last, timeZone).end;
}
