import assert from 'node:assert/strict';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import { expectedWaits } from '../../../../server/domain/queue/forecast/waiting-time.ts';
import { counterView } from '../../../../server/domain/queue/screens/counter-view.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, queueB } from '../../../support/hall-site.ts';

const times = priorServiceTimes(hallMinutes);

function view(play: HallPlay, label: number, at: number) {
  const { hall, site } = play;
  const now = nine + at * minute;
  const waits = expectedWaits({ hall, site, now, times, arrivals: [], seed: 1 });
  return counterView(hall, play.counter(label), waits, { site, now });
}

describe('the view of a counter', () => {
  it('shows whom "call next" calls, and why', () => {
    const play = new HallPlay(hallSite(3)).open(1);
    play.walkIn(0);
    play.walkIn(1, { priority: true });
    const next = view(play, 1, 2)?.next;
    assert.equal(next?.reason.kind, 'priority');
    assert.equal(play.call(2), next?.ticket.id);
  });

  it('lists only tickets that the counter can serve', () => {
    const play = new HallPlay(hallSite(3)).open(1, 3);
    play.walkIn(0);
    play.walkIn(0, { queue: queueB });
    assert.deepEqual(
      view(play, 1, 1)?.waiting.map((each) => each.ticket.number),
      ['A001'],
    );
    assert.deepEqual(
      view(play, 3, 1)?.waiting.map((each) => each.ticket.number),
      ['A001', 'B001'],
    );
  });

  it('says how many recalls are left before the ticket can be marked missed', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    play.walkIn(0);
    assert.equal(view(play, 1, 0)?.recallsLeft, null);
    play.call(1);
    for (const left of [2, 1, 0]) {
      assert.equal(view(play, 1, 2)?.recallsLeft, left);
      assert.equal(
        play.code(2, { type: 'missed', counter: play.counter(1) }),
        left > 0 ? 'recall_first' : 'accepted',
      );
      play.attempt(2, { type: 'recall', counter: play.counter(1) });
    }
  });

  it('offers a return exactly when a return would be accepted', () => {
    for (const at of [3, 32, 32.1]) {
      const play = new HallPlay(hallSite(1, { recalls: 0 })).open(1);
      const ticket = play.walkIn(0);
      play.call(1);
      play.do(2, { type: 'missed', counter: play.counter(1) });
      const offered = view(play, 1, at)?.missed[0]?.canReturn;
      assert.equal(offered, play.attempt(at, { type: 'return', ticket }).ok);
    }
  });

  it('shows parked tickets, and what a counter does that was never opened', () => {
    const play = new HallPlay(hallSite(2)).open(1);
    play.walkIn(0);
    play.call(1);
    assert.equal(view(play, 1, 1)?.current?.number, 'A001');
    play.do(2, { type: 'park', counter: play.counter(1) });
    assert.deepEqual(
      view(play, 1, 2)?.parked.map((each) => each.number),
      ['A001'],
    );
    assert.equal(view(play, 2, 2)?.state.state, 'closed');
    assert.equal(view(play, 9, 2), null);
  });
});
