import assert from 'node:assert/strict';
import { crowdToday, showsToday } from '../../../../server/domain/queue/forecast/arrivals-draw.ts';
import { learnBranch } from '../../../../server/domain/queue/forecast/branch-past.ts';
import type { RecordedDay } from '../../../../server/domain/queue/forecast/recorded-day.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, queueA } from '../../../support/hall-site.ts';
import { pastDay } from './past-day.ts';

const midnight = nine - 540 * minute;
const services = [{ code: 'RENEW', quantity: 1 }];

/** Four weeks; on Tuesdays, of which today is one, so many times as many come. */
function weeks(tuesdays: number): RecordedDay[] {
  return Array.from({ length: 28 }, (_, index) => index).flatMap((index) => {
    const weekday = ((index + 3) % 7) + 1;
    if (weekday > 5) return [];
    const count = weekday === 2 ? 40 * tuesdays : 40;
    const walkIns = Array.from({ length: count }, (_each, person) => ({
      at: 541 + (person * 420) / count,
      queue: queueA,
      priority: false,
      services,
    }));
    return [pastDay(index, { walkIns })];
  });
}

function crowd(days: readonly RecordedDay[], hour: number, came: number): number {
  const play = new HallPlay(hallSite(1)).open(1);
  for (let index = 0; index < came; index += 1) play.walkIn(0);
  const { hall, site } = play;
  const past = learnBranch(days, hallMinutes);
  const now = midnight + hour * 60 * minute;
  return crowdToday({ past, hall, policy: site.hall, midnight, now }).mean;
}

describe('who still comes today', () => {
  it('of walk-ins is as many as earlier days had, more on a weekday that has more', () => {
    assert.ok(Math.abs(crowd(weeks(1), 9, 0) - 1) < 0.05);
    const busy = crowd(weeks(3), 9, 0);
    assert.ok(busy > 1.4 && busy < 2.2, `${busy}`);
  });

  it('is what today shows in the end, whatever the weekday says', () => {
    const few = crowd(weeks(3), 16, 40);
    assert.ok(few < 0.85 * crowd(weeks(3), 9, 0), `${few}`);
    assert.ok(crowd(weeks(1), 16, 100) > 1.4);
  });

  it('of booked visits is the usual share until those who should be here are missing', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const { hall, site } = play;
    const past = learnBranch([], hallMinutes);
    const booked = Array.from({ length: 30 }, () => ({ start: nine, queue: queueA, services }));
    const at = (minutes: number) =>
      showsToday({ past, hall, policy: site.hall, midnight, now: nine + minutes * minute }, booked).mean;
    assert.ok(at(0) > 0.85);
    assert.ok(at(site.hall.lateGrace + 1) < 0.6);
  });
});
