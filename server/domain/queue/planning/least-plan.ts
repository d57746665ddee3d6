import type { StaffPlan } from './half-hours.ts';
import { everybody, staffHours } from './half-hours.ts';
import type { PlanDraws } from './plan-draws.ts';
import { firstTooLong, meets, type Wanted } from './play-plan.ts';

export interface LeastAsk {
  readonly wanted: Wanted;
  /** counters that there are */
  readonly most: number;
  /** counters that call whenever the hall is open, whoever comes */
  readonly fewest: number;
}

export type LeastPlan =
  | { readonly kind: 'found'; readonly plan: StaffPlan }
  /** not even all counters are enough; `cell`: the first half hour in which they are not */
  | { readonly kind: 'beyond'; readonly plan: StaffPlan; readonly cell: number };

/** Plans that are tried to save hours by moving counters, after the least one by taking away was found. */
const moves = 120;

/**
 * The counters by half hour with which every half hour is as wanted, in the fewest staff hours that were found: first up from the work
 * that comes until it is so, then down until no half hour can do without one of its counters, then by moving counters between neighbours.
 * On the same draws: the answer is exact for them, and the same each time.
 */
export function leastPlan(days: PlanDraws, { wanted, most, fewest }: LeastAsk): LeastPlan {
  const { halfHours } = days;
  const floor = everybody(halfHours, Math.min(fewest, most));
  const all = everybody(halfHours, most);
  const cell = firstTooLong(days, all, wanted, false);
  if (cell >= 0) return { kind: 'beyond', plan: all, cell };
  let best: StaffPlan | null = null;
  const risen = rise(days, floor, all, wanted);
  for (const order of [backwards, forwards]) {
    const found = takeAway(days, risen, floor, wanted, order);
    if (best === null || staffHours(found) < staffHours(best)) best = found;
  }
  return { kind: 'found', plan: moved(days, best ?? risen, floor, all, wanted) };
}

const forwards = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const backwards = (count: number): number[] => forwards(count).reverse();

/** The minutes of work that come in each half hour say where to begin. */
function rise(days: PlanDraws, floor: StaffPlan, all: StaffPlan, wanted: Wanted): StaffPlan {
  const work = new Float64Array(floor.length);
  for (const { cell, visits } of days.draws)
    cell.forEach((each, person) => {
      work[each] = (work[each] ?? 0) + (visits[person]?.[0] ?? 0);
    });
  const runs = Math.max(1, days.draws.length);
  let plan: StaffPlan = floor.map((each, index) =>
    Math.min(all[index] ?? 0, Math.max(each, Math.floor((work[index] ?? 0) / runs / 30))),
  );
  for (;;) {
    const cell = firstTooLong(days, plan, wanted, false);
    if (cell < 0) return plan;
    const where = roomNear(cell, plan, all);
    if (where < 0) return all;
    plan = changed(plan, { [where]: 1 });
  }
}

/** The half hour itself, else the nearest before it, else the nearest after it, where a counter can be added; -1: none. */
function roomNear(cell: number, plan: StaffPlan, all: StaffPlan): number {
  const hasRoom = (index: number): boolean => (plan[index] ?? 0) < (all[index] ?? 0);
  for (let index = cell; index >= 0; index -= 1) if (hasRoom(index)) return index;
  for (let index = cell + 1; index < plan.length; index += 1) if (hasRoom(index)) return index;
  return -1;
}

function takeAway(
  days: PlanDraws,
  from: StaffPlan,
  floor: StaffPlan,
  wanted: Wanted,
  order: (count: number) => number[],
): StaffPlan {
  let plan = from;
  for (let again = true; again; ) {
    again = false;
    for (const index of order(plan.length)) {
      while ((plan[index] ?? 0) > (floor[index] ?? 0)) {
        const fewer = changed(plan, { [index]: -1 });
        if (!meets(days, fewer, wanted)) break;
        plan = fewer;
        again = true;
      }
    }
  }
  return plan;
}

/** One more before or between, where two half hours beside it can then do with one less each. */
function moved(
  days: PlanDraws,
  from: StaffPlan,
  floor: StaffPlan,
  all: StaffPlan,
  wanted: Wanted,
): StaffPlan {
  let plan = from;
  let left = moves;
  for (let index = 0; index < plan.length && left > 0; index += 1) {
    if ((plan[index] ?? 0) >= (all[index] ?? 0)) continue;
    for (const [one, other] of [
      [index + 1, index + 2],
      [index - 1, index + 1],
      [index - 2, index - 1],
    ] as const) {
      const spare = (at: number): boolean => (plan[at] ?? 0) > (floor[at] ?? 0);
      if (!spare(one) || !spare(other) || left === 0) continue;
      left -= 1;
      const next = changed(plan, { [index]: 1, [one]: -1, [other]: -1 });
      if (!meets(days, next, wanted)) continue;
      plan = takeAway(days, next, floor, wanted, backwards);
      break;
    }
  }
  return plan;
}

function changed(plan: StaffPlan, by: Readonly<Record<number, number>>): StaffPlan {
  return plan.map((each, index) => each + (by[index] ?? 0));
}
