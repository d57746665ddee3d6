import assert from 'node:assert/strict';
import { staffHours } from '../../../../server/domain/queue/planning/half-hours.ts';
import { leastPlan } from '../../../../server/domain/queue/planning/least-plan.ts';
import type { PlanDraws } from '../../../../server/domain/queue/planning/plan-draws.ts';
import { figuresOf, meets } from '../../../../server/domain/queue/planning/play-plan.ts';
import { drawsOf } from './plan-support.ts';

const wanted = { minutes: 20, share: 0.9 };
const morning = [2, 5, 6, 6, 4, 2, 0, 0, 4, 5, 5, 3, 2, 2, 1, 1];
const typed = (tickets: readonly number[]) => ({ kind: 'typed', tickets }) as const;

/** Every plan with one counter less in one of the half hours. */
function* oneLess(plan: readonly number[]): Generator<number[]> {
  for (const [index, count] of plan.entries())
    if (count > 0) yield plan.map((each, place) => (place === index ? each - 1 : each));
}

/** Few enough that every plan can be tried. */
function smallestOfAll(days: PlanDraws, most: number): number {
  const open = days.halfHours.flatMap((each, index) => (each.open ? [index] : []));
  let best = Number.POSITIVE_INFINITY;
  const plan = days.halfHours.map(() => 0);
  const tryFrom = (place: number): void => {
    const index = open[place];
    if (index === undefined) {
      if (staffHours(plan) < best && meets(days, plan, wanted)) best = staffHours(plan);
      return;
    }
    for (let count = 1; count <= most; count += 1) {
      plan[index] = count;
      tryFrom(place + 1);
    }
    plan[index] = 0;
  };
  tryFrom(0);
  return best;
}

describe('the fewest counters for a wait', () => {
  for (const seed of [1, 2, 3]) {
    it(`is a plan that meets what is wanted, and no half hour of it can do without a counter (draws ${seed})`, () => {
      const days = drawsOf({ demand: typed(morning), seed });
      const found = leastPlan(days, { wanted, most: 6, fewest: 0 });
      assert.equal(found.kind, 'found');
      assert.ok(meets(days, found.plan, wanted));
      for (const { from, p90 } of figuresOf(days, found.plan, 20).halfHours)
        assert.ok(p90 === null || p90 <= 20, `${from}: ${p90}`);
      for (const less of oneLess(found.plan)) assert.ok(!meets(days, less, wanted), less.join(' '));
    });
  }

  it('keeps as many counters open as somebody wants at least, and no more where nobody comes', () => {
    const days = drawsOf({ demand: typed(morning.map(() => 0)) });
    for (const fewest of [0, 1, 2]) {
      const { kind, plan } = leastPlan(days, { wanted, most: 6, fewest });
      assert.equal(kind, 'found');
      assert.deepEqual(
        plan,
        days.halfHours.map(({ open }) => (open ? fewest : 0)),
      );
    }
  });

  it('says that it cannot be done, and from when on, where all counters are too few', () => {
    const days = drawsOf({ demand: typed(morning.map((each, index) => (index > 1 ? each * 12 : each))) });
    const found = leastPlan(days, { wanted, most: 6, fewest: 1 });
    assert.ok(found.kind === 'beyond');
    const figures = figuresOf(days, found.plan, 20).halfHours;
    const first = figures.findIndex(({ p90 }) => (p90 ?? 0) > 20);
    assert.equal(found.cell, first);
    assert.ok(
      first >= 1 && found.plan.every((count, index) => count === (days.halfHours[index]?.open ? 6 : 0)),
    );
  });

  it('takes no more staff hours for a longer wait or fewer visitors', () => {
    const hours = (tickets: readonly number[], minutes: number): number =>
      staffHours(
        leastPlan(drawsOf({ demand: typed(tickets) }), {
          wanted: { minutes, share: 0.9 },
          most: 6,
          fewest: 0,
        }).plan,
      );
    assert.ok(hours(morning, 40) < hours(morning, 15));
    assert.ok(
      hours(
        morning.map((each) => Math.floor(each / 2)),
        20,
      ) < hours(morning, 20),
    );
  });

  it('is within half an hour of one counter of the very least, where every plan can be tried', () => {
    for (const seed of [1, 2, 3, 4]) {
      const days = drawsOf({
        counters: 3,
        demand: typed([4, 5, 2, 3, 1, 1]),
        seed,
        runs: 10,
        sessions: [[540, 720]],
      });
      const { plan } = leastPlan(days, { wanted, most: 3, fewest: 1 });
      const least = smallestOfAll(days, 3);
      assert.ok(staffHours(plan) <= least + 0.5, `${staffHours(plan)} and ${least}`);
    }
  });
});
