/** Minutes of one step of a plan. */
export const stepMinutes = 30;

/** A half hour of a day; minutes after the local midnight. */
export interface HalfHour {
  readonly from: number;
  /** the hall is open in some of it */
  readonly open: boolean;
}

/** Minutes after midnight, half-open, in the order of time. */
export type Sessions = readonly (readonly [number, number])[];

/** How many counters call, by half hour of the day. */
export type StaffPlan = readonly number[];

/** The half hours from the first opening to the last closing, lunch included; none when the day has no session. */
export function halfHoursOf(sessions: Sessions): readonly HalfHour[] {
  const opens = sessions[0]?.[0];
  const closes = sessions.at(-1)?.[1];
  if (opens === undefined || closes === undefined) return [];
  const found: HalfHour[] = [];
  for (let from = stepMinutes * Math.floor(opens / stepMinutes); from < closes; from += stepMinutes) {
    found.push({ from, open: sessions.some(([start, end]) => start < from + stepMinutes && end > from) });
  }
  return found;
}

/** The plan in which every counter calls whenever the hall is open. */
export function everybody(halfHours: readonly HalfHour[], counters: number): StaffPlan {
  return halfHours.map(({ open }) => (open ? counters : 0));
}

/** Hours that the staff of a plan stand at counters. */
export function staffHours(plan: StaffPlan): number {
  return (plan.reduce((sum, each) => sum + each, 0) * stepMinutes) / 60;
}

/** "09:30" */
export function clockTime(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
