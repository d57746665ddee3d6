import { type Branch, inventBranch } from './branch.ts';
import { type DayKind, type DayTruth, inventTruth } from './day-kinds.ts';
import { Dice } from './dice.ts';
import type { World } from './measure.ts';

/** Branches of 3, 10 and 12 counters, every parameter up to a quarter off, and visitors who come at other hours. */
export const otherWorld: World = { branch: otherBranch, truth: otherTruth };

function otherBranch(seed: number): Branch {
  const dice = new Dice(seed, 11);
  const branch = inventBranch(seed, [10, 3, 12][seed % 3]);
  const off = (): number => dice.between(0.75, 1.25);
  const works = branch.works.map((work) => ({
    ...work,
    minutes: work.minutes * off(),
    shape: work.shape * off(),
    weight: work.weight * off(),
  }));
  const mean = (list: Branch['works']): number =>
    list.reduce((sum, { weight, minutes }) => sum + weight * minutes, 0) /
    list.reduce((sum, { weight }) => sum + weight, 0);
  // as busy as it was, more or less a tenth
  const busy = ((mean(branch.works) + 0.8) / (mean(works) + 0.8)) * dice.between(0.9, 1.1);
  return {
    ...branch,
    works,
    clerks: new Map([...branch.clerks].map(([code, pace]) => [code, pace ** off()])),
    walkIns: Math.round(branch.walkIns * busy),
    bookings: Math.round(branch.bookings * busy),
    stayAway: branch.stayAway * off(),
    unheard: branch.unheard * off(),
    impatient: branch.impatient * off(),
    between: branch.between * off(),
  };
}

function otherTruth(branch: Branch, kind: DayKind, seed: number): DayTruth {
  const dice = new Dice(seed, 12);
  const truth = inventTruth(branch, kind, seed);
  const off = dice.between(0.75, 1.25);
  const total = sumOf(truth.rate);
  // one hill in the late morning and a flat afternoon, or few until an even afternoon
  const [peak, wide] = dice.chance(0.5) ? [dice.between(630, 675), 60] : [dice.between(860, 920), 90];
  const shape = (at: number): number => {
    if (truth.rate(at) === 0) return 0;
    const noon = at > branch.lunch[0] && at < branch.lunch[1] ? 0.5 : 1;
    return noon * (0.7 + 1.2 * Math.exp(-(((at - peak) / wide) ** 2) / 2)) + 0.3 * (truth.rate(at) / total);
  };
  const whole = sumOf(shape);
  return {
    ...truth,
    shifts: truth.shifts.map((shift) => ({ ...shift, pace: shift.pace ** off })),
    rate: (at) => (shape(at) * total) / whole,
    stayAway: Math.min(0.6, truth.stayAway * dice.between(0.75, 1.25)),
  };
}

function sumOf(rate: (at: number) => number): number {
  let sum = 0;
  for (let at = 500; at < 1100; at += 1) sum += rate(at);
  return sum;
}
