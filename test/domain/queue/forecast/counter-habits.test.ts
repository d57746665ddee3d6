import assert from 'node:assert/strict';
import {
  habitsIn,
  learnHabits,
  usualHabits,
} from '../../../../server/domain/queue/forecast/counter-habits.ts';
import { HallPlay } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';

describe('the habits of counters', () => {
  it('are the usual ones before anything is seen', () => {
    const { between, missedShare, missedMinutes, repeatShare } = learnHabits([]);
    assert.deepEqual({ between, missedShare, missedMinutes, repeatShare }, usualHabits);
  });

  it('count the time to the next call only while somebody waits', () => {
    const busy = new HallPlay(hallSite(1)).open(1);
    const idle = new HallPlay(hallSite(1)).open(1);
    for (let index = 0; index < 60; index += 1) busy.walkIn(0);
    for (let index = 0; index < 60; index += 1) {
      const at = index * 5;
      busy.call(at + 2);
      busy.do(at + 4, { type: 'finish', counter: busy.counter(1), outcome: 'completed' });
      idle.walkIn(at + 2);
      idle.call(at + 2);
      idle.do(at + 4, { type: 'finish', counter: idle.counter(1), outcome: 'completed' });
    }
    assert.ok(learnHabits([habitsIn(busy.events)]).between > 1.5);
    assert.equal(learnHabits([habitsIn(idle.events)]).between, usualHabits.between);
  });

  it('learn how often nobody comes and how often a visit is parked', () => {
    const play = new HallPlay(hallSite(1, { recalls: 0 })).open(1);
    for (let index = 0; index < 80; index += 1) {
      play.walkIn(index);
      play.call(index);
      play.do(index + 0.5, { type: index % 2 === 0 ? 'missed' : 'park', counter: play.counter(1) });
    }
    const habits = learnHabits([habitsIn(play.events), habitsIn(play.events)]);
    assert.ok(habits.missedShare > 0.35 && habits.repeatShare > 0.35);
    assert.ok(habits.missedMinutes < 1.2);
  });
});
