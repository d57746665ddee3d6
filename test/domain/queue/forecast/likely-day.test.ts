import assert from 'node:assert/strict';
import { likelyAt, likelyDay, scaleOfDays } from '../../../../server/domain/queue/forecast/likely-day.ts';
import { normalQuantile, notOver } from '../../../../server/domain/queue/forecast/normal.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';

const scale = 0.08 ** 2;

describe('what is believed of the day', () => {
  it('is the usual before anything was seen, and what was seen once that is certain', () => {
    const before = likelyDay(scale, { mean: 0, certainty: 0 });
    assert.ok(Math.abs(likelyAt(before, 0.5)) < 0.01);
    assert.ok(likelyAt(before, 0.9) > 0.08 && likelyAt(before, 0.9) < 0.2);
    const after = likelyDay(scale, { mean: 0.4, certainty: 1e4 });
    assert.ok(Math.abs(likelyAt(after, 0.5) - 0.4) < 0.02);
    assert.ok(likelyAt(after, 0.95) - likelyAt(after, 0.05) < 0.06);
  });

  it('of a day that looks odd it keeps both possible, and is less certain than of a usual one', () => {
    const width = (mean: number) => {
      const day = likelyDay(scale, { mean, certainty: 80 });
      return likelyAt(day, 0.95) - likelyAt(day, 0.05);
    };
    assert.ok(width(0.35) > 1.2 * width(0));
    const odd = likelyDay(scale, { mean: 0.35, certainty: 80 });
    // a normal prior of the same scale would draw it back to less than half
    const byNormal = (0.35 * 80) / (80 + 1 / scale);
    assert.ok(likelyAt(odd, 0.5) > byNormal + 0.02, `${likelyAt(odd, 0.5)} ${byNormal}`);
  });

  it('is the usual whatever is seen while nothing is known of how days differ', () => {
    const day = likelyDay(0, { mean: 0.5, certainty: 400 });
    assert.deepEqual(
      [0, 0.3, 1].map((chance) => Math.abs(likelyAt(day, chance))),
      [0, 0, 0],
    );
  });

  it('rises with the chance, and stays within its reach', () => {
    const day = likelyDay(scale, { mean: -0.2, certainty: 30 });
    let last = Number.NEGATIVE_INFINITY;
    for (let chance = 0; chance <= 1; chance += 0.01) {
      const value = likelyAt(day, chance);
      assert.ok(value >= last && Math.abs(value) <= 1.2);
      last = value;
    }
  });

  it('one odd day among usual ones hardly widens what is usual', () => {
    const prior = { variance: 0.13 ** 2, weight: 3 };
    const usual = Array.from({ length: 15 }, (_, index) => ({
      mean: 0.06 * normalQuantile((index + 0.5) / 15),
      variance: 0.001,
    }));
    const without = scaleOfDays(usual, prior);
    const withOdd = scaleOfDays([...usual, { mean: 0.6, variance: 0.001 }], prior);
    assert.ok(withOdd > without && withOdd < 2 * without, `${withOdd} ${without}`);
  });
});

describe('a visit that still goes on', () => {
  it('says the less the shorter it has lasted, and the more the longer', () => {
    assert.ok(notOver(-3).weight < 0.02);
    assert.ok(notOver(0).weight > 0.5 && notOver(2).weight > 0.8);
    for (const z of [-4, -1, 0, 1, 3, 6, 12]) {
      assert.ok(notOver(z).value > z && notOver(z).weight <= 1, `${z}`);
    }
  });

  it('with those that are over the mean comes out true, without them too short', () => {
    const random = seededRandom(7);
    const [over, going]: [number[], number[]] = [[], []];
    for (let index = 0; index < 4000; index += 1) {
      const value = normalQuantile(random() || 0.5);
      const lasted = 2 * random() - 1;
      if (value <= lasted) over.push(value);
      else going.push(lasted);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    assert.ok(mean(over) < -0.4);
    const seen = going.map((each) => notOver(each));
    const weight = over.length + seen.reduce((sum, each) => sum + each.weight, 0);
    const sum = over.reduce((total, each) => total + each, 0);
    const all = sum + seen.reduce((total, each) => total + each.weight * each.value, 0);
    assert.ok(Math.abs(all / weight) < 0.06, `${all / weight}`);
  });
});
