import { minute } from '../../calendar/durations.ts';
import { type FutureCounter, type FutureHall, playFuture, type Span } from '../forecast/hall-future.ts';
import { type StaffPlan, staffHours, stepMinutes } from './half-hours.ts';
import type { PlanDraw, PlanDraws } from './plan-draws.ts';

/** What a plan leads to, over all days that were drawn. Minutes; an infinite wait: never called. */
export interface PlanFigures {
  readonly halfHours: readonly HalfHourFigures[];
  readonly p50: number | null;
  readonly p90: number | null;
  /** of all who come, called within the target */
  readonly within: number | null;
  /** tickets a day, and those not called by closing time */
  readonly tickets: number;
  readonly left: number;
  readonly staffHours: number;
  readonly idleHours: number;
}

export interface HalfHourFigures {
  /** minutes after midnight */
  readonly from: number;
  readonly open: boolean;
  readonly counters: number;
  /** who come in it, a day */
  readonly tickets: number;
  /** of them; null: nobody comes */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly within: number | null;
  /** minutes of counters in which nobody was served, a day */
  readonly idle: number;
}

/** When somebody waits too long: more minutes than the target, for more than the rest of the share, in any half hour. */
export interface Wanted {
  readonly minutes: number;
  /** in (0, 1] */
  readonly share: number;
}

/** Plays the plan on every day that was drawn. `targetMinutes`: within which somebody should be called. */
export function figuresOf(days: PlanDraws, asked: StaffPlan, targetMinutes: number): PlanFigures {
  const { halfHours, draws } = days;
  const plan = halfHours.map(({ open }, index) => (open ? (asked[index] ?? 0) : 0));
  const counters = countersOf(days, plan);
  const waits: number[][] = halfHours.map(() => []);
  const busy = new Float64Array(halfHours.length);
  let left = 0;
  for (const draw of draws) {
    const calledAt = callsOf(days, draw, counters);
    for (let person = 0; person < calledAt.length; person += 1) {
      const at = calledAt[person] ?? Number.POSITIVE_INFINITY;
      waits[draw.cell[person] ?? 0]?.push(Math.max(0, (at - (draw.since[person] ?? 0)) / minute));
      if (at >= days.closes) left += 1;
      if (at < Number.POSITIVE_INFINITY) addBusy(busy, at / minute, draw.visits[person]?.[0] ?? 0, days);
    }
  }
  const runs = Math.max(1, draws.length);
  const idle = halfHours.map((_, index) =>
    Math.max(0, (plan[index] ?? 0) * stepMinutes - (busy[index] ?? 0) / runs),
  );
  const all = waits.flat();
  return {
    halfHours: halfHours.map(({ from, open }, index) => {
      const own = waits[index] ?? [];
      return {
        from,
        open,
        counters: plan[index] ?? 0,
        tickets: own.length / runs,
        ...waitsIn(own, targetMinutes),
        idle: idle[index] ?? 0,
      };
    }),
    ...waitsIn(all, targetMinutes),
    tickets: all.length / runs,
    left: left / runs,
    staffHours: staffHours(plan),
    idleHours: idle.reduce((sum, each) => sum + each, 0) / 60,
  };
}

/** Whether in every half hour the wanted share of those who come is called within the wanted minutes; on all days together. */
export function meets(days: PlanDraws, plan: StaffPlan, wanted: Wanted): boolean {
  return firstTooLong(days, plan, wanted) < 0;
}

/** The first half hour in which too many wait too long; -1: none. `any`: whichever is found first, which is quicker. */
export function firstTooLong(days: PlanDraws, plan: StaffPlan, wanted: Wanted, any = true): number {
  const counters = countersOf(days, plan);
  const late = new Int32Array(days.halfHours.length);
  const allowed = [...days.persons].map((count) => count - Math.ceil(wanted.share * count - 1e-9));
  for (const draw of days.draws) {
    const calledAt = callsOf(days, draw, counters);
    for (let person = 0; person < calledAt.length; person += 1) {
      const wait = ((calledAt[person] ?? 0) - (draw.since[person] ?? 0)) / minute;
      if (wait <= wanted.minutes) continue;
      const cell = draw.cell[person] ?? 0;
      const count = (late[cell] ?? 0) + 1;
      late[cell] = count;
      if (any && count > (allowed[cell] ?? 0)) return cell;
    }
  }
  return late.findIndex((count, cell) => count > (allowed[cell] ?? 0));
}

/** The call of each person, ms after midnight. The order of the calls is the hall's own. */
function callsOf(days: PlanDraws, draw: PlanDraw, counters: readonly FutureCounter[]): Float64Array {
  const future: FutureHall = {
    lineCount: days.lineCount,
    callEarlyMinutes: days.callEarlyMinutes,
    crowd: draw.crowd,
    waiting: 0,
    coming: draw.coming,
    visits: draw.visits,
    counters,
    habits: drawnAlready,
    leavesPerMinute: 0,
  };
  return playFuture(future, { enough: Number.POSITIVE_INFINITY, from: 0 }, () => 0.5).calledAt;
}

/** What a visit takes holds it all. */
const drawnAlready = { between: 0, missedShare: 0, missedMinutes: 0, repeatShare: 0 };

function countersOf(days: PlanDraws, plan: StaffPlan): readonly FutureCounter[] {
  return days.counters.flatMap((lines, counter) => {
    const spans = spansOf(days, plan, counter);
    return spans.length === 0 ? [] : [{ lines, freeAt: 0, spans, pace: 1 }];
  });
}

/** Whoever is there at closing time is still served by those who work then. */
function spansOf(
  { halfHours, closes, sessions }: PlanDraws,
  plan: StaffPlan,
  counter: number,
): readonly Span[] {
  const spans: { from: number; to: number }[] = [];
  halfHours.forEach(({ from: start, open }, index) => {
    if (!open || (plan[index] ?? 0) <= counter) return;
    for (const [opens, ends] of sessions) {
      const from = Math.max(start, opens) * minute;
      const to = Math.min(start + stepMinutes, ends) * minute;
      if (to <= from) continue;
      const last = spans.at(-1);
      if (last !== undefined && last.to === from) last.to = to;
      else spans.push({ from, to });
    }
  });
  const last = spans.at(-1);
  if (last !== undefined && last.to === closes) last.to = Number.POSITIVE_INFINITY;
  return spans;
}

function addBusy(busy: Float64Array, from: number, minutes: number, { halfHours }: PlanDraws): void {
  const first = halfHours[0]?.from ?? 0;
  for (let at = from; at < from + minutes; ) {
    const cell = Math.floor((at - first) / stepMinutes);
    const end = Math.min(from + minutes, first + (cell + 1) * stepMinutes);
    if (cell >= 0 && cell < busy.length) busy[cell] = (busy[cell] ?? 0) + end - at;
    at = end;
  }
}

function waitsIn(waits: number[], target: number): Pick<HalfHourFigures, 'p50' | 'p90' | 'within'> {
  if (waits.length === 0) return { p50: null, p90: null, within: null };
  const sorted = Float64Array.from(waits).sort();
  const at = (level: number): number => sorted[Math.ceil(level * sorted.length - 1e-9) - 1] ?? 0;
  return {
    p50: at(0.5),
    p90: at(0.9),
    within: sorted.filter((wait) => wait <= target).length / sorted.length,
  };
}
