import assert from 'node:assert/strict';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import type { PlannedHalfHour } from '../../../../server/domain/queue/forecast/staffing-draw.ts';
import type { WaitRange } from '../../../../server/domain/queue/forecast/wait-range.ts';
import { expectedWaits } from '../../../../server/domain/queue/forecast/waiting-time.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, queueA } from '../../../support/hall-site.ts';

const times = priorServiceTimes(hallMinutes);
const sessions = [{ opens: nine, closes: nine + 480 * minute }];

/** So many counters until 13:00, and so many from then on. */
function planned(morning: number, afternoon: number): PlannedHalfHour[] {
  return Array.from({ length: 16 }, (_, index) => ({
    from: 540 + 30 * index,
    counters: index < 8 ? morning : afternoon,
  }));
}

/** What somebody is told who comes at that minute from nine, behind so many. */
function told(
  at: number,
  plan: readonly PlannedHalfHour[] | undefined,
  { waiting = 40, open = [1, 2] }: { readonly waiting?: number; readonly open?: readonly number[] } = {},
): WaitRange | null {
  const play = new HallPlay(hallSite(6)).open(...open);
  for (let index = 0; index < waiting; index += 1) play.walkIn(at);
  const { hall, site } = play;
  const input = { hall, site, now: nine + at * minute, times, sessions, arrivals: [], seed: 5 };
  return expectedWaits(plan === undefined ? input : { ...input, plan }).newcomers.get(queueA) ?? null;
}

const middle = (range: WaitRange | null): number => {
  assert.ok(range !== null);
  return (range.low + range.high) / 2;
};

describe('planned counters and the wait that is told', () => {
  it('two more from 13:00 make it shorter for those whom they call, and for nobody who is called before', () => {
    const [as, more] = [planned(2, 2), planned(2, 4)];
    // at half past twelve forty are ahead: 200 minutes at two counters, half an hour and about 85 with four from 13:00
    const [usual, shorter] = [told(210, as), told(210, more)];
    assert.ok(middle(shorter) < 0.75 * middle(usual), `${middle(shorter)} beside ${middle(usual)}`);
    assert.ok((shorter?.high ?? 0) < (usual?.high ?? 0));
    assert.deepEqual(told(60, more, { waiting: 8 }), told(60, as, { waiting: 8 }));
  });

  it('fewer from 13:00 make it longer', () => {
    assert.ok(
      middle(told(210, planned(2, 1), { waiting: 20 })) >
        1.3 * middle(told(210, planned(2, 2), { waiting: 20 })),
    );
  });

  it('nothing planned, and a plan that says what goes on already, change nothing', () => {
    assert.deepEqual(told(60, []), told(60, undefined));
    assert.deepEqual(told(60, planned(2, 2)), told(60, undefined));
  });

  it('one who is missing since the morning is missing in the afternoon, and one more goes on as well', () => {
    const missing = told(210, planned(3, 4));
    assert.ok(middle(missing) > middle(told(210, planned(2, 4))));
    assert.ok(middle(missing) < middle(told(210, planned(2, 2))));
    assert.deepEqual(told(210, planned(1, 1)), told(210, undefined));
  });

  it('before the first counter opens there is something to be told, by the plan', () => {
    assert.equal(told(0, undefined, { open: [] }), null);
    const [two, four] = [told(0, planned(2, 2), { open: [] }), told(0, planned(4, 4), { open: [] })];
    assert.ok(middle(four) < 0.7 * middle(two));
  });
});
