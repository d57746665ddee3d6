import assert from 'node:assert/strict';
import { recordDay } from '../../../../server/domain/queue/forecast/recorded-day.ts';
import {
  type AheadAsk,
  type DayKind,
  expectedDay,
  type PastDay,
} from '../../../../server/domain/queue/planning/expected-day.ts';
import { halfHoursOf } from '../../../../server/domain/queue/planning/half-hours.ts';

const halfHours = halfHoursOf([[540, 1020]]);
const shows = { share: 0.8 };

/** Twelve weeks of Mondays to Fridays on which 100 come; on the kinds that `crowd` names, so many times as many. */
function past(crowd: (kind: DayKind) => number): readonly PastDay[] {
  return Array.from({ length: 60 }, (_, index) => {
    const kind = { weekday: 1 + (index % 5), monthEnd: index % 7 === 3, afterClosed: index % 11 === 4 };
    const count = Math.round(100 * crowd(kind));
    const empty = recordDay({ day: `day ${index}`, midnight: 0, sessions: [], bookings: [], events: [] });
    const walkIns = Array.from({ length: count }, (_, each) => ({
      at: 540 + (480 * each) / count,
      queue: 'A',
      priority: false,
      services: [],
    }));
    return { kind, day: { ...empty, walkIns } };
  });
}

const plain: DayKind = { weekday: 2, monthEnd: false, afterClosed: false };

function expected(days: readonly PastDay[], ask: Partial<AheadAsk>) {
  const found = expectedDay(days, { kind: plain, days: 3, halfHours, bookings: [], ...ask }, shows);
  assert.ok(found !== null);
  return found;
}

describe('the load that is expected of a day', () => {
  it('knows more walk-ins on a weekday, at the end of a month and after holidays, where it has seen them', () => {
    const kinds: readonly DayKind[] = [
      { ...plain, weekday: 1 },
      { ...plain, monthEnd: true },
      { ...plain, afterClosed: true },
    ];
    for (const kind of kinds) {
      const days = past((each) =>
        (kind.weekday === 1 && each.weekday === 1) ||
        (kind.monthEnd && each.monthEnd) ||
        (kind.afterClosed && each.afterClosed)
          ? 2
          : 1,
      );
      const [usual, more] = [expected(days, {}).expected, expected(days, { kind }).expected];
      assert.ok(more > 1.3 * usual, `${JSON.stringify(kind)}: ${more} beside ${usual}`);
    }
  });

  it('adds what is booked so far in its half hour, by the share that comes', () => {
    const days = past(() => 1);
    const bookings = Array.from({ length: 10 }, () => ({ start: 600, services: [] }));
    const [without, having] = [expected(days, {}), expected(days, { bookings })];
    assert.equal(having.booked, 10);
    assert.ok(Math.abs(having.expected - without.expected - 8) < 1e-9);
    const at = halfHours.findIndex(({ from }) => from === 600);
    const more = having.halfHours.map(
      (each, index) => each.expected - (without.halfHours[index]?.expected ?? 0),
    );
    assert.ok(Math.abs((more[at] ?? 0) - 8) < 1e-9);
    assert.ok(more.every((each, index) => index === at || Math.abs(each) < 1e-9));
  });

  it('gives a band around what it expects, wider where days of a kind differ more, and half hours that sum up', () => {
    let turn = 0;
    const wild = past(() => {
      turn += 1;
      return turn % 2 === 0 ? 0.5 : 1.5;
    });
    const [steady, loose] = [
      expected(
        past(() => 1),
        {},
      ),
      expected(wild, {}),
    ];
    assert.ok(steady.low < steady.expected && steady.expected < steady.high);
    assert.ok(loose.high - loose.low > 1.5 * (steady.high - steady.low));
    const sum = steady.halfHours.reduce((total, each) => total + each.expected, 0);
    assert.ok(Math.abs(sum - steady.expected) < 0.01, `${sum} beside ${steady.expected}`);
  });

  it('expects nothing of a branch of which nothing was recorded', () => {
    assert.equal(expectedDay([], { kind: plain, days: 3, halfHours, bookings: [] }, shows), null);
  });
});
