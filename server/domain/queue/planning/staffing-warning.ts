import type { AlarmSentence } from '../floor/alarm-sentence.ts';
import { clockTime, stepMinutes } from './half-hours.ts';
import type { PlanFigures } from './play-plan.ts';

/** Why the planned staffing of a day will not do. */
const staffingCauses = ['waits', 'left'] as const;
type StaffingCause = (typeof staffingCauses)[number];

export interface StaffingWarning {
  readonly cause: StaffingCause;
  /** minutes after midnight: the half hour in which it is worst; of tickets that are left: the last */
  readonly from: number;
  /** minutes that nine in ten wait at most then (null: some are not called before the hall closes), or tickets that are left */
  readonly amount: number | null;
}

/** Of those who come in a half hour so many must be called in time: a plan that is only just good enough is not warned of. */
const fewestInTime = 0.8;

/** None: the plan will do. */
export function warningsOf({ halfHours, left }: PlanFigures): readonly StaffingWarning[] {
  const found: StaffingWarning[] = [];
  let worst: (typeof halfHours)[number] | null = null;
  for (const each of halfHours) {
    if (each.tickets < 1 || each.within === null || each.within >= fewestInTime) continue;
    if (worst === null || (each.p90 ?? 0) > (worst.p90 ?? 0)) worst = each;
  }
  if (worst !== null) {
    const minutes = worst.p90 ?? 0;
    const closes = (halfHours.at(-1)?.from ?? 0) + stepMinutes;
    found.push({
      cause: 'waits',
      from: worst.from,
      amount: worst.from + minutes < closes ? Math.round(minutes) : null,
    });
  }
  const last = halfHours.at(-1);
  if (left >= 1.5 && last !== undefined)
    found.push({ cause: 'left', from: last.from, amount: Math.round(left) });
  return found;
}

/** So many times what was told, and so much more at least, is worse: what is played anew each hour differs a little for itself. */
const [worseTimes, worseBy] = [1.5, { waits: 10, left: 5 }] as const;

/** Whether something is to be told that was not told, or is much worse than it was told. */
export function isWorse(found: readonly StaffingWarning[], told: readonly StaffingWarning[]): boolean {
  return found.some(({ cause, amount }) => {
    const before = told.find((each) => each.cause === cause);
    if (before === undefined) return true;
    if (amount === null || before.amount === null) return amount === null && before.amount !== null;
    return amount >= worseTimes * before.amount && amount >= before.amount + worseBy[cause];
  });
}

/** All that is to be said of a day in one sentence; null: nothing, its plan will do. */
export function staffingSentence(found: readonly StaffingWarning[]): AlarmSentence | null {
  const waits = found.find(({ cause }) => cause === 'waits');
  const left = found.find(({ cause }) => cause === 'left')?.amount ?? 0;
  if (waits === undefined) return left === 0 ? null : { words: 'staffingLeft', facts: { left } };
  const facts = { time: clockTime(waits.from), minutes: waits.amount ?? -1 };
  return left === 0
    ? { words: 'staffingWaits', facts }
    : { words: 'staffingBoth', facts: { ...facts, left } };
}
