import { dayStatus } from '../../../domain/calendar/business-day.ts';
import { addDays, weekdayOf } from '../../../domain/calendar/local-time.ts';
import type { PublishedCalendar } from '../../../domain/calendar/published-calendar.ts';
import type { Translate } from '../../../locales/words.ts';

export interface CalendarDayView {
  readonly number: number;
  readonly kind: 'working' | 'weekend' | 'holiday' | 'make_up';
  readonly title: string;
}

export interface MonthView {
  readonly heading: string;
  /** weeks from Monday; null: a day of another month */
  readonly weeks: readonly (readonly (CalendarDayView | null)[])[];
}

/** A year as twelve months. */
export function yearView(
  calendar: PublishedCalendar,
  year: number,
  t: Translate,
  monthName: (date: string) => string,
): readonly MonthView[] {
  return Array.from({ length: 12 }, (_, index) => {
    const first = `${year}-${String(index + 1).padStart(2, '0')}-01`;
    const days: (CalendarDayView | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null);
    for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) {
      const { kind, name } = dayStatus(calendar, date);
      const title = [date, t(`settings.calendar.kinds.${kind}`), name ?? ''].filter(Boolean).join(' · ');
      days.push({ number: Number(date.slice(8)), kind, title });
    }
    while (days.length % 7 !== 0) days.push(null);
    const weeks = Array.from({ length: days.length / 7 }, (_unused, week) =>
      days.slice(week * 7, week * 7 + 7),
    );
    return { heading: monthName(first), weeks };
  });
}
