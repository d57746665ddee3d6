import assert from 'node:assert/strict';
import { isFinal } from '../../../../server/domain/queue/hall/transitions.ts';
import { HallPlay } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { itRefuses, one } from '../../../support/refusal-cases.ts';

describe('the hall’s day', () => {
  itRefuses([
    [
      'paused',
      'pausing a paused hall',
      (play) => {
        play.do(0, { type: 'pause_hall', reason: '' });
        return { type: 'pause_hall', reason: '' };
      },
    ],
    ['already_open', 'resuming a hall that is open', () => ({ type: 'resume_hall' })],
  ]);

  it('closing the day gives every ticket a final state and closes every counter', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2, 3);
    play.walkIn(0);
    const parked = play.call(1);
    play.do(1, { type: 'park', ...one });
    play.walkIn(1);
    const serving = play.call(2);
    play.do(2, { type: 'start', ...one });
    play.walkIn(2);
    const called = play.call(3, 2);
    const waiting = play.walkIn(3);
    play.do(4, { type: 'pause_counter', counter: play.counter(3), reason: '' });
    play.do(5, { type: 'close_day' });
    for (const ticket of play.hall.tickets.values()) assert.ok(isFinal(ticket.state));
    assert.equal(play.ticket(serving).outcome, 'completed');
    for (const id of [parked, called, waiting]) assert.equal(play.ticket(id).state, 'void');
    for (const counter of play.hall.counters.values()) {
      assert.deepEqual([counter.state, counter.ticket], ['closed', null]);
    }
    assert.equal(play.hall.state, 'closed');
  });
});
