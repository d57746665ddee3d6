import type { Branch } from './branch.ts';
import { Dice } from './dice.ts';

export const dayKinds = [
  'usual',
  'lunch',
  'short of staff',
  'slow day',
  'fast day',
  'counter breaks down',
  'holiday rush',
  'half stay away',
  'one clerk slow',
] as const;
export type DayKind = (typeof dayKinds)[number];

/** Minutes after midnight in which a counter is worked, and what its clerk takes by the average's. */
export interface Shift {
  readonly counter: string;
  readonly spans: readonly (readonly [number, number])[];
  readonly pace: number;
  /** when it stands still for good or for so many minutes, as nobody could know: [from, to) */
  readonly fault: readonly [number, number] | null;
}

export interface DayTruth {
  readonly kind: DayKind;
  readonly shifts: readonly Shift[];
  /** walk-ins a minute, by minute after midnight */
  readonly rate: (minuteOfDay: number) => number;
  readonly stayAway: number;
  readonly bookings: number;
}

/** One kind of day as it is today: what an oracle knows. */
export function inventTruth(branch: Branch, kind: DayKind, seed: number): DayTruth {
  const dice = new Dice(seed, 2);
  const pace =
    Math.exp(0.06 * dice.bell()) *
    (kind === 'slow day' ? dice.between(1.25, 1.45) : 1) *
    (kind === 'fast day' ? dice.between(0.66, 0.8) : 1);
  const codes = branch.site.counters.map(({ code }) => code);
  const absent = new Set<string>();
  const missing =
    kind === 'short of staff' ? Math.max(1, Math.round(codes.length * dice.between(0.25, 0.4))) : 0;
  while (absent.size < missing) absent.add(dice.pick(codes));
  const slow = kind === 'one clerk slow' ? dice.pick(codes) : null;
  const broken = kind === 'counter breaks down' ? dice.pick(codes) : null;
  const cover = branch.lunchCover ? codes[0] : undefined;
  const shifts = codes
    .filter((code) => !absent.has(code))
    .map((code) => ({
      counter: code,
      spans: spansOf(branch, dice, code === cover),
      pace: pace * (branch.clerks.get(code) ?? 1) * Math.exp(0.06 * dice.bell()) * (code === slow ? 2 : 1),
      fault: code === broken ? ([630, dice.chance(0.5) ? 1440 : 630 + dice.between(40, 150)] as const) : null,
    }));
  const crowd = branch.walkIns * dice.gamma(60) * crowdOf(kind, dice);
  const peak = dice.between(585, 640);
  const second = dice.between(810, 880);
  const shape = (at: number): number => {
    if (at < branch.opens - 10 || at >= branch.closes - 5) return 0;
    const rush = kind === 'lunch' ? 2.2 * hill(at, 700, 22) : 0;
    const quiet = at > branch.lunch[0] && at < branch.lunch[1] ? 0.45 : 1;
    return quiet * (0.5 + 1.4 * hill(at, peak, 45) + 0.9 * hill(at, second, 55) + rush);
  };
  let sum = 0;
  for (let at = 500; at < 1100; at += 1) sum += shape(at);
  return {
    kind,
    shifts,
    rate: (at) => (shape(at) * crowd) / sum,
    stayAway: kind === 'half stay away' ? dice.between(0.45, 0.55) : branch.stayAway,
    bookings: Math.round(branch.bookings * (kind === 'holiday rush' ? 1.15 : dice.between(0.9, 1.05))),
  };
}

function crowdOf(kind: DayKind, dice: Dice): number {
  if (kind === 'holiday rush') return dice.between(1.35, 1.7);
  return kind === 'lunch' ? 1.1 : 1;
}

function hill(at: number, middle: number, width: number): number {
  return Math.exp(-(((at - middle) / width) ** 2) / 2);
}

/** Comes a little late now and then, takes a break in each half of the day, and stays until the end. */
function spansOf(branch: Branch, dice: Dice, cover: boolean): (readonly [number, number])[] {
  const [noon, back] = branch.lunch;
  const start = branch.opens + (dice.chance(0.2) ? dice.between(10, 45) : dice.between(-3, 4));
  const halves: [number, number][] = cover
    ? [[start, branch.closes + 60]]
    : [
        [start, noon + (branch.clearsBeforeLunch ? dice.between(0, 20) : dice.between(-2, 2))],
        [back + dice.between(-1, 5), branch.closes + 60],
      ];
  return halves.flatMap(([from, to]) => {
    if (to - from < 100 || !dice.chance(0.5)) return [[from, to] as const];
    const tea = dice.between(from + 40, Math.min(to, branch.closes) - 30);
    return [[from, tea] as const, [tea + dice.between(6, 16), to] as const];
  });
}
