import { minute } from '../../calendar/durations.ts';
import type { CounterState } from '../hall/hall.ts';
import { type PauseKind, pauseKind } from '../hall/pause-reasons.ts';
import type { Span } from './hall-future.ts';
import type { RecordedDay } from './recorded-day.ts';

/** When counters may be expected to call from now on. Instants are epoch ms. */
export interface StaffingKnown {
  readonly days: readonly RecordedDay[];
  /** the day's sessions; none: hours are not known, and whoever works now works on */
  readonly sessions: readonly { readonly opens: number; readonly closes: number }[];
  readonly midnight: number;
  readonly now: number;
}

/** How many counters are planned to call in the half hour that begins then, minutes after midnight. */
export interface PlannedHalfHour {
  readonly from: number;
  readonly counters: number;
}

/** What one counter may do: the futures that its earlier days had from a state like its present one. */
export interface CounterFutures {
  readonly byDay: ReadonlyMap<string, readonly Span[]>;
  readonly list: readonly (readonly Span[])[];
  /** paused for itself; null: it is not */
  readonly pause: PausedFor | null;
}

interface PausedFor {
  readonly reason: PauseKind;
  /** minutes so far */
  readonly lasted: number;
  /** minutes of earlier pauses for the same reason that lasted longer; infinite: to the end of the day */
  readonly longer: readonly number[];
}

/** While the branch is new, the calendar alone is one of its futures. */
const enoughDays = 4;

export function counterFutures(
  known: StaffingKnown,
  code: string,
  state: CounterState | undefined,
): CounterFutures {
  const { days, midnight, now } = known;
  const clock = (now - midnight) / minute;
  const open = state?.state === 'open';
  const paused = state?.state === 'paused';
  if (paused && !inBreak(known, state)) {
    const lasted = (now - state.since) / minute;
    const reason = pauseKind(state.pauseReason ?? '');
    return {
      byDay: new Map(),
      list: [],
      pause: { reason, lasted, longer: pausesLonger(days, reason, lasted) },
    };
  }
  const byDay = new Map<string, readonly Span[]>();
  for (const day of days) {
    const worked = day.worked[code] ?? [];
    const there = worked.some(([from, to]) => from <= clock && clock < to);
    const begun = worked.some(([from]) => from <= clock);
    if (there !== open || (paused && !begun) || (state === undefined && begun)) continue;
    byDay.set(day.day, spansFrom(known, day, worked, clock));
  }
  const list = [...byDay.values()];
  if (list.length < enoughDays && (open || paused)) list.push(bySessions(known));
  return { byDay, list, pause: null };
}

/** A pause for lunch, as it says or as the hours have it: not one that began long before, nor what is broken. */
function inBreak({ sessions, now }: StaffingKnown, { pauseReason, since }: CounterState): boolean {
  const reason = pauseKind(pauseReason ?? '');
  if (reason === 'lunch' || reason === 'equipment') return reason === 'lunch';
  return sessions.slice(1).some(({ opens }, index) => {
    const noon = (sessions[index]?.closes ?? 0) - soon;
    return since >= noon && now >= noon && now < opens;
  });
}

const soon = 10 * minute;

function pausesLonger(days: StaffingKnown['days'], reason: PauseKind, lasted: number): readonly number[] {
  return days
    .flatMap(({ pauses }) => pauses.filter((each) => each.reason === reason))
    .map(({ minutes }) => minutes ?? Number.POSITIVE_INFINITY)
    .filter((minutes) => minutes > lasted);
}

/**
 * Besides the pauses that were, one of which nothing is known but that what has lasted long lasts as long again (its median); it counts
 * as so many. What has only begun is taken to have lasted for what its reason lets expect.
 */
const unheardOf = 3;
const expected: Readonly<Record<PauseKind, number>> = {
  lunch: 30,
  short: 8,
  shift: 8,
  equipment: 30,
  other: 8,
};

/** One of them: of the drawn day where that was in the same state, else of any day that was. */
export function drawSpans(
  futures: CounterFutures,
  day: string,
  known: StaffingKnown,
  random: () => number,
): readonly Span[] {
  const same = futures.byDay.get(day);
  if (same !== undefined) return same;
  if (futures.pause === null) return futures.list[Math.floor(random() * futures.list.length)] ?? [];
  const { reason, lasted, longer } = futures.pause;
  const which = longer[Math.floor(random() * (longer.length + unheardOf))];
  const draw = random();
  const unheard = (Math.max(lasted, expected[reason]) * draw) / (1 - draw);
  const back = known.now + (which === undefined ? unheard : which - lasted) * minute;
  return bySessions(known).flatMap(({ from, to }) => (to > back ? [{ from: Math.max(from, back), to }] : []));
}

/** Calls within the hours only; whoever is there at closing time is still served. */
function bySessions({ sessions, now }: StaffingKnown): readonly Span[] {
  const left = sessions.filter(({ closes }) => closes > now);
  const last = left.at(-1);
  if (last === undefined) return [{ from: now, to: Number.POSITIVE_INFINITY }];
  return left.map((each) => ({
    from: Math.max(now, each.opens),
    to: each === last ? Number.POSITIVE_INFINITY : each.closes,
  }));
}

function spansFrom(
  { sessions, midnight, now }: StaffingKnown,
  { sessions: had }: RecordedDay,
  worked: readonly (readonly [number, number])[],
  clock: number,
): readonly Span[] {
  const ended = had.at(-1)?.[1] ?? 0;
  const last = worked.at(-1);
  const spans = worked.flatMap(([from, to]) => {
    if (to <= clock) return [];
    // it closed when nobody was left, not because it would not have served them
    const until =
      to === last?.[1] && ended > 0 && to >= ended - 2 ? Number.POSITIVE_INFINITY : midnight + to * minute;
    return [{ from: from <= clock ? now : midnight + from * minute, to: until }];
  });
  return sessions.length === 0 ? spans : withoutClosures(spans, sessions, had, midnight);
}

/** Leaves out what is closed today and was not on that day; what it worked through then, it may work through again. */
function withoutClosures(
  spans: readonly Span[],
  sessions: StaffingKnown['sessions'],
  had: RecordedDay['sessions'],
  midnight: number,
): readonly Span[] {
  let left = spans;
  sessions.slice(1).forEach((session, index) => {
    const from = sessions[index]?.closes ?? 0;
    const to = session.opens;
    const middle = ((from + to) / 2 - midnight) / minute;
    if (had.some(([opens, closes]) => opens <= middle && middle < closes)) left = without(left, { from, to });
  });
  return left;
}

/** What is left of stretches when another is taken out. */
export function without(spans: readonly Span[], { from, to }: Span): readonly Span[] {
  return spans
    .flatMap((span) => [
      { from: span.from, to: Math.min(span.to, from) },
      { from: Math.max(span.from, to), to: span.to },
    ])
    .filter((each) => each.to > each.from);
}
