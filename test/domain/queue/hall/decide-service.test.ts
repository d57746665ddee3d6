import assert from 'node:assert/strict';
import { queueB } from '../../../support/hall-site.ts';
import { calledIn, itRefuses, one, transfer } from '../../../support/refusal-cases.ts';

describe('serving', () => {
  itRefuses([
    ['unknown_counter', 'a start at an unknown counter', () => ({ type: 'start', counter: 'BJ-TSY-9' })],
    ['counter_closed', 'a start at a closed counter', () => ({ type: 'start', counter: 'BJ-TSY-2' })],
    [
      'counter_idle',
      'a finish at a counter with nobody',
      () => ({ type: 'finish', ...one, outcome: 'completed' }),
    ],
    ['counter_idle', 'parking at a counter with nobody', () => ({ type: 'park', ...one })],
    ['counter_idle', 'a miss at a counter with nobody', () => ({ type: 'missed', ...one })],
    ['counter_idle', 'a transfer from a counter with nobody', () => transfer(queueB, null)],
    [
      'wrong_state',
      'a start of who is served',
      (play) => {
        play.do(2, { type: 'start', ...one });
        return { type: 'start', ...one };
      },
      3,
      calledIn,
    ],
    [
      'wrong_state',
      'a miss of who is served',
      (play) => {
        play.do(2, { type: 'start', ...one });
        return { type: 'missed', ...one };
      },
      3,
      calledIn,
    ],
    ['recall_first', 'a miss without recalls', () => ({ type: 'missed', ...one }), 3, calledIn],
    [
      'recall_first',
      'a miss after one recall',
      (play) => {
        play.do(2, { type: 'recall', ...one });
        return { type: 'missed', ...one };
      },
      3,
      calledIn,
    ],
    ['unknown_queue', 'a transfer to an unknown queue', () => transfer('HZ:A', null), 3, calledIn],
    ['unknown_queue', 'a transfer to nowhere', () => transfer(null, null), 3, calledIn],
    ['unknown_counter', 'a transfer to an unknown counter', () => transfer(null, 'BJ-TSY-9'), 3, calledIn],
    [
      'cannot_serve',
      'a transfer to a counter that does not serve the queue',
      (play) => {
        play.open(2);
        return transfer(queueB, play.counter(2));
      },
      3,
      calledIn,
    ],
    ['counter_closed', 'a transfer to a closed counter', () => transfer(null, 'BJ-TSY-2'), 3, calledIn],
  ]);

  it('whoever was only called is asked about before the visit ends, where the clerk wants to be asked', () => {
    const play = calledIn();
    const finish = { type: 'finish', ...one, outcome: 'completed', onlyStarted: true } as const;
    assert.equal(play.code(3, finish), 'not_started');
    assert.equal(play.ticket('t1').state, 'called');
    play.do(4, { type: 'start', ...one });
    assert.equal(play.code(5, finish), 'accepted');
  });

  it('finishing a ticket that was only called starts and finishes it', () => {
    const play = calledIn();
    const events = play.do(3, { type: 'finish', ...one, outcome: 'referred' });
    assert.deepEqual(
      events.map((each) => each.type),
      ['service_started', 'service_finished'],
    );
    assert.deepEqual([play.ticket('t1').state, play.ticket('t1').outcome], ['done', 'referred']);
    assert.equal(play.hall.counters.get(one.counter)?.ticket, null);
  });
});
