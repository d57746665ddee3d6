import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quantile } from '../../../../server/domain/queue/forecast/service-times.ts';
import { everybody } from '../../../../server/domain/queue/planning/half-hours.ts';
import { figuresOf } from '../../../../server/domain/queue/planning/play-plan.ts';
import { drawsOf, playedDay } from './plan-support.ts';

const typed = (tickets: readonly number[]) => ({ kind: 'typed', tickets }) as const;
const busy = [10, 12, 14, 14, 12, 8, 0, 0, 14, 12, 12, 10, 10, 8, 6, 4];

describe('a plan of counters, played', () => {
  it('has nobody wait longer for one counter more all day, on the same draws', () => {
    const days = drawsOf({ demand: typed(busy), counters: 12 });
    let before = Number.POSITIVE_INFINITY;
    for (let counters = 1; counters <= 12; counters += 1) {
      const { p50, p90, left } = figuresOf(days, everybody(days.halfHours, counters), 20);
      assert.ok((p90 ?? 0) <= before && (p50 ?? 0) <= (p90 ?? 0), `${counters}: ${before} → ${p90}`);
      assert.ok(counters < 12 || left < 1);
      before = p90 ?? 0;
    }
  });

  it('has nine in ten wait no longer for one counter more in any half hour, but for what a long visit that began earlier delays', () => {
    const days = drawsOf({ demand: typed(busy), runs: 12 });
    const counts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(counts, fc.nat(15), (plan, where) => {
        const more = plan.map((each, index) => (index === where ? each + 1 : each));
        const [before, after] = [figuresOf(days, plan, 20).p90 ?? 0, figuresOf(days, more, 20).p90 ?? 0];
        assert.ok(after <= 1.03 * before + 1, `${before} → ${after}`);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('waits not at all with a counter for everybody, and for ever with none', () => {
    const days = drawsOf({ demand: typed(days16(2)), counters: 30 });
    const all = figuresOf(days, everybody(days.halfHours, 30), 20);
    assert.equal(all.p90, 0);
    assert.equal(all.within, 1);
    assert.equal(all.left, 0);
    const none = figuresOf(days, everybody(days.halfHours, 0), 20);
    assert.equal(none.p50, Number.POSITIVE_INFINITY);
    assert.equal(none.left, none.tickets);
    assert.equal(none.staffHours, 0);
  });

  it('has as many tickets as were typed, staff hours as planned, and idle hours between nothing and all of them', () => {
    const days = drawsOf({ demand: typed(busy) });
    const plan = everybody(days.halfHours, 4);
    const { tickets, staffHours, idleHours, halfHours } = figuresOf(days, plan, 20);
    assert.equal(
      tickets,
      busy.reduce((sum, each) => sum + each, 0),
    );
    assert.equal(staffHours, (14 * 4) / 2);
    assert.ok(idleHours >= 0 && idleHours <= staffHours);
    assert.deepEqual(
      halfHours.map((each) => each.tickets),
      busy,
    );
    const nobody = figuresOf(drawsOf({ demand: typed(days16(0)) }), plan, 20);
    assert.equal(nobody.idleHours, nobody.staffHours);
    assert.equal(nobody.p90, null);
  });

  it('counts whoever comes at lunch from when the hall opens again', () => {
    const days = drawsOf({ demand: typed(busy.map((_, index) => (index === 6 ? 5 : 0))) });
    const { p90, halfHours } = figuresOf(days, everybody(days.halfHours, 6), 20);
    assert.ok((p90 ?? 99) < 20, `${p90}`);
    assert.equal(halfHours.find(({ tickets }) => tickets > 0)?.from, 780);
  });

  it('says nothing else when it is asked again', () => {
    const plan = [3, 3, 3, 3, 3, 3, 0, 0, 3, 3, 3, 3, 3, 3, 3, 3];
    const answer = () => figuresOf(drawsOf({ demand: typed(busy) }), plan, 20);
    assert.deepEqual(answer(), answer());
  });

  for (const [counters, tickets] of [
    [6, 190],
    [4, 150],
  ] as const) {
    it(`comes near to the waits of days that the demonstration has played, learned from others (${counters} counters)`, () => {
      const played = Array.from({ length: 18 }, (_, index) => playedDay(counters, tickets, index + 1));
      const days = drawsOf({
        counters,
        days: played.slice(0, 12).map(({ record }) => record),
        demand: { kind: 'own', walkIns: 1, booked: 1, ahead: null },
        sessions: [[540, 1020]],
      });
      const told = figuresOf(days, everybody(days.halfHours, counters), 20);
      const waits = played
        .slice(12)
        .flatMap((each) => each.waits)
        .sort((a, b) => a - b);
      const within = waits.filter((wait) => wait <= 20).length / waits.length;
      assert.ok(
        Math.abs(told.tickets - waits.length / 6) < 8,
        `${told.tickets} tickets, ${waits.length / 6}`,
      );
      assert.ok(
        Math.abs((told.p50 ?? 99) - quantile(waits, 0.5)) < 6,
        `p50 ${told.p50}, ${quantile(waits, 0.5)}`,
      );
      assert.ok(Math.abs((told.within ?? 0) - within) < 0.1, `within ${told.within}, ${within}`);
    });
  }
});

function days16(each: number): readonly number[] {
  return Array.from({ length: 16 }, () => each);
}
