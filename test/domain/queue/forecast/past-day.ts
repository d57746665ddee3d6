import type { RecordedDay } from '../../../../server/domain/queue/forecast/recorded-day.ts';

/** A day of October 2026 on which nothing is known to have happened but this; the first is Thursday the 1st. */
export function pastDay(index: number, more: Partial<RecordedDay> = {}): RecordedDay {
  return {
    day: `2026-10-${String(index + 1).padStart(2, '0')}`,
    sessions: [
      [540, 720],
      [780, 1020],
    ],
    worked: {},
    pauses: [],
    visits: [],
    walkIns: [],
    booked: [],
    waitedMinutes: 0,
    leftWaiting: 0,
    habits: { calls: 0, gaps: 0, gapMinutes: 0, misses: 0, missMinutes: 0, repeats: 0 },
    told: [],
    ...more,
  };
}
