import { minute } from '../../calendar/durations.ts';
import type { Hall } from '../hall/hall.ts';
import { pauseKind } from '../hall/pause-reasons.ts';
import { stepMinutes } from '../planning/half-hours.ts';
import { counterOrder } from '../planning/plan-hall.ts';
import type { Span } from './hall-future.ts';
import { type PlannedHalfHour, type StaffingKnown, without } from './staffing-draw.ts';
import type { Scene, WaitInput } from './waiting-scene.ts';

/** A half hour to come, within the hours; epoch ms. */
interface HalfHourAhead extends Span {
  /** where it ends by the clock: whoever works in the last one works until nobody is left */
  readonly ends: number;
  /** so few and so many counters will call, as today goes by the plan */
  readonly least: number;
  readonly most: number;
}

/** What is planned of the rest of today, and the counters of a scene by whom it may be done. */
export interface PlanAhead {
  readonly halfHours: readonly HalfHourAhead[];
  /** by the place in the scene: whether it is at work now */
  readonly present: readonly boolean[];
  /** places in the scene, in the order in which a plan opens them; without those that are broken */
  readonly order: readonly number[];
  /** by the place in the scene: when it is closed */
  readonly closed: readonly (readonly Span[])[];
}

/** Whoever is missing a quarter of an hour after the plan has begun is missing for the day. */
const grace = 15 * minute;
/** Minutes by which planned counters open later, on average and at most. */
const [late, latest] = [4, 25];

/** null: nothing is planned for the rest of today. */
export function planAhead(input: WaitInput, scene: Scene, known: StaffingKnown): PlanAhead | null {
  const { plan = [], hall, site } = input;
  const present = scene.counters.map(({ code }) => isPresent(hall, code));
  const halfHours = halfHoursAhead(plan, known, present.filter(Boolean).length);
  if (halfHours.length === 0) return null;
  const share = new Map<string, number>();
  for (const { queue } of [...hall.tickets.values(), ...input.arrivals])
    share.set(queue, (share.get(queue) ?? 0) + 1);
  const order = counterOrder(site.counters, share)
    .map(({ code }) => scene.counters.findIndex((each) => each.code === code))
    .filter((place) => place >= 0 && scene.counters[place]?.futures.pause?.reason !== 'equipment');
  return { halfHours, present, order, closed: scene.counters.map(({ closed }) => closed) };
}

function isPresent(hall: Hall, code: string): boolean {
  const state = hall.counters.get(code);
  if (state?.state === 'paused') return pauseKind(state.pauseReason ?? '') !== 'equipment';
  return state?.state === 'open';
}

function halfHoursAhead(
  plan: readonly PlannedHalfHour[],
  { sessions, midnight, now }: StaffingKnown,
  there: number,
): readonly HalfHourAhead[] {
  const plannedAt = (instant: number): number | undefined =>
    plan.find(({ from }) => {
      const begins = midnight + from * minute;
      return begins <= instant && instant < begins + stepMinutes * minute;
    })?.counters;
  const [then, at] = [plannedAt(now - grace), plannedAt(now)];
  const known = then !== undefined && at !== undefined;
  const missing = known ? Math.max(0, Math.min(then, at) - there) : 0;
  const more = known ? Math.max(0, there - Math.max(then, at)) : 0;
  const closes = sessions.at(-1)?.closes ?? Number.POSITIVE_INFINITY;
  return plan.flatMap(({ from: minutes, counters }) => {
    const begins = midnight + minutes * minute;
    const ends = begins + stepMinutes * minute;
    const hours = sessions.length === 0 ? [{ opens: begins, closes: ends }] : sessions;
    return hours.flatMap(({ opens, closes: until }) => {
      const from = Math.max(now, begins, opens);
      const to = Math.min(ends, until);
      if (to <= from) return [];
      const least = Math.max(Math.min(counters, there), counters - missing);
      // whoever still works when the plan has just closed a counter will close it by and by
      const most = begins <= now ? Number.POSITIVE_INFINITY : counters + more;
      return [{ from, to: to >= closes ? Number.POSITIVE_INFINITY : to, ends: to, least, most }];
    });
  });
}

/** The spans of one future, by the place in the scene, with as many counters in each half hour as are planned. */
export function spansByPlan(
  drawn: readonly (readonly Span[])[],
  { halfHours, present, order, closed }: PlanAhead,
  random: () => number,
): readonly (readonly Span[])[] {
  const spans = [...drawn];
  let before: readonly boolean[] = present;
  for (const half of halfHours) {
    const works = spans.map((own) => isAtWork(own, half));
    let count = works.filter(Boolean).length;
    const first = (wanted: boolean, places: readonly number[]) => [
      ...places.filter((place) => before[place] === wanted),
      ...places.filter((place) => before[place] !== wanted),
    ];
    for (const place of count < half.least ? first(true, order) : []) {
      if (count >= half.least) break;
      if (works[place] || closed[place]?.some(({ from, to }) => from < half.ends && to > half.from)) continue;
      const delay = before[place] ? 0 : Math.min(latest, -late * Math.log(1 - random())) * minute;
      spans[place] = joined(spans[place] ?? [], {
        from: Math.min(half.ends, half.from + delay),
        to: half.to,
      });
      works[place] = true;
      count += 1;
    }
    for (const place of count > half.most ? first(false, [...order].reverse()) : []) {
      if (count <= half.most) break;
      if (!works[place]) continue;
      spans[place] = without(spans[place] ?? [], half);
      works[place] = false;
      count -= 1;
    }
    before = works;
  }
  return spans;
}

/** For half of it at least. */
function isAtWork(spans: readonly Span[], { from, ends }: HalfHourAhead): boolean {
  let sum = 0;
  for (const span of spans) sum += Math.max(0, Math.min(span.to, ends) - Math.max(span.from, from));
  return 2 * sum >= ends - from;
}

function joined(spans: readonly Span[], more: Span): readonly Span[] {
  const found: { from: number; to: number }[] = [];
  for (const span of [...spans, more].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else found.push({ ...span });
  }
  return found;
}
