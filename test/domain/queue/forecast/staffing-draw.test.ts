import assert from 'node:assert/strict';
import type { RecordedDay } from '../../../../server/domain/queue/forecast/recorded-day.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import {
  counterFutures,
  drawSpans,
  type StaffingKnown,
} from '../../../../server/domain/queue/forecast/staffing-draw.ts';
import type { CounterState } from '../../../../server/domain/queue/hall/hall.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';

const sessions = [
  { opens: nine, closes: nine + 180 * minute },
  { opens: nine + 240 * minute, closes: nine + 480 * minute },
];
const code = new HallPlay(hallSite(1)).counter(1);

function pausedSince(at: number, reason: string): CounterState {
  const play = new HallPlay(hallSite(1)).open(1);
  play.do(at, { type: 'pause_counter', counter: code, reason });
  const state = play.hall.counters.get(code);
  assert.ok(state !== undefined);
  return state;
}

/** Days on which it worked until lunch and after it, with these pauses. */
function days(count: number, pauses: RecordedDay['pauses'] = []): RecordedDay[] {
  return Array.from({ length: count }, (_, index) => ({
    day: `2026-10-${String(index + 1).padStart(2, '0')}`,
    sessions: [
      [540, 720],
      [780, 1020],
    ],
    worked: {
      [code]: [
        [540, 720],
        [780, 1020],
      ],
    },
    pauses,
    visits: [],
    walkIns: [],
    booked: [],
    waitedMinutes: 0,
    leftWaiting: 0,
    habits: { calls: 0, gaps: 0, gapMinutes: 0, misses: 0, missMinutes: 0, repeats: 0 },
    told: [],
  }));
}

/** Minutes from nine at which it calls again, in many futures. */
function backs(state: CounterState, at: number, past: readonly RecordedDay[]): number[] {
  const known: StaffingKnown = {
    days: past,
    sessions,
    midnight: nine - 540 * minute,
    now: nine + at * minute,
  };
  const futures = counterFutures(known, code, state);
  const random = seededRandom(3);
  return Array.from({ length: 400 }, () => {
    const [first] = drawSpans(futures, '', known, random);
    return first === undefined ? Number.POSITIVE_INFINITY : (first.from - nine) / minute;
  }).sort((a, b) => a - b);
}

describe('when a paused counter calls again', () => {
  it('is as long as earlier pauses for the same reason lasted, not as those for another', () => {
    const past = days(10, [
      { reason: 'short', minutes: 12 },
      { reason: 'equipment', minutes: 90 },
    ]);
    const short = backs(pausedSince(30, '短暂离开'), 32, past);
    const broken = backs(pausedSince(30, '设备故障'), 32, past);
    assert.ok(Math.abs((short[200] ?? 0) - 42) < 2, `${short[200]}`);
    assert.ok(Math.abs((broken[200] ?? 0) - 120) < 2, `${broken[200]}`);
  });

  it('is the later the longer it has been away, when nothing like it was seen', () => {
    const away = (at: number) => (backs(pausedSince(30, 'Equipment fault'), at, days(10))[200] ?? 0) - at;
    assert.ok(away(31) > 15);
    assert.ok(away(110) > 1.5 * away(31));
  });

  it('is not after lunch for certain when it broke down in the morning', () => {
    const past = days(10, [{ reason: 'equipment', minutes: null }]);
    const broken = backs(pausedSince(90, '设备故障'), 185, past);
    assert.ok(broken.filter((each) => each > 300).length > 200);
    const lunch = backs(pausedSince(181, '午休'), 185, past);
    assert.ok(lunch.every((each) => each === 240));
  });
});
