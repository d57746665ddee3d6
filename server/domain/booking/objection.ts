import { addWorkingDays } from '../calendar/business-day.ts';
import { dayBounds, localDate } from '../calendar/local-time.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';
import type { BookingState } from './booking.ts';

/** What a visitor can object to: a visit that counts as missed, a place that the office took. */
export const objectionKinds = ['missed', 'released'] as const;
export type ObjectionKind = (typeof objectionKinds)[number];

/** A visitor's word against what the office has written down or done. Instants are epoch ms. */
export interface Objection {
  readonly booking: string;
  readonly site: string;
  readonly kind: ObjectionKind;
  readonly madeAt: number;
  /** when it has to be answered */
  readonly dueAt: number;
  /** null: forgotten */
  readonly words: string | null;
  /** null: it has not been declined */
  readonly declinedAt: number | null;
  /** null: it has not been granted, or is of a missed visit, which is put right instead */
  readonly grantedAt: number | null;
  readonly answer: string | null;
}

export const objectionStates = ['open', 'overdue', 'granted', 'declined'] as const;
export type ObjectionState = (typeof objectionStates)[number];

type Standing = Pick<Objection, 'kind' | 'dueAt' | 'declinedAt' | 'grantedAt'>;

/** Of a missed visit it is granted as soon as that no longer is one, whoever has put it right. */
export function objectionState(objection: Standing, visit: BookingState, now: number): ObjectionState {
  const { kind, dueAt, declinedAt, grantedAt } = objection;
  if (kind === 'missed' ? visit !== 'missed' : grantedAt !== null) return 'granted';
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
