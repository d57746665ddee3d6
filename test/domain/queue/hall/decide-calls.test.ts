import assert from 'node:assert/strict';
import { queueB } from '../../../support/hall-site.ts';
import { calledIn, itRefuses, missedIn, next, one, opened } from '../../../support/refusal-cases.ts';

describe('calling', () => {
  itRefuses([
    ['unknown_counter', 'a call by an unknown counter', () => ({ type: 'call_next', counter: 'BJ-TSY-9' })],
    ['counter_closed', 'a call by a closed counter', () => ({ type: 'call_next', counter: 'BJ-TSY-2' })],
    ['counter_busy', 'a call by a counter with a ticket', () => next, 2, calledIn],
    [
      'counter_busy',
      'a call out of turn by a counter with a ticket',
      (play) => ({ type: 'call_ticket', ...one, ticket: play.walkIn(1), reason: 'x' }),
      2,
      calledIn,
    ],
    [
      'counter_paused',
      'a call by a paused counter',
      (play) => {
        play.do(0, { type: 'pause_counter', ...one, reason: '' });
        return next;
      },
    ],
    [
      'paused',
      'a call while the hall is paused',
      (play) => {
        play.do(0, { type: 'pause_hall', reason: '' });
        return next;
      },
    ],
    ['nobody_waiting', 'a call when nobody waits', () => next],
    [
      'nobody_waiting',
      'a call when only others can serve who waits',
      (play) => {
        play.walkIn(0, { queue: queueB });
        return next;
      },
    ],
    [
      'reason_required',
      'a call out of turn without a reason',
      (play) => ({ type: 'call_ticket', ...one, ticket: play.walkIn(0), reason: '  ' }),
    ],
    [
      'unknown_ticket',
      'a call of an unknown ticket',
      () => ({ type: 'call_ticket', ...one, ticket: 'x', reason: 'x' }),
    ],
    [
      'cannot_serve',
      'a call of a ticket of another queue',
      (play) => ({ type: 'call_ticket', ...one, ticket: play.walkIn(0, { queue: queueB }), reason: 'x' }),
    ],
    [
      'wrong_state',
      'a call of a ticket that is missed',
      () => ({ type: 'call_ticket', ...one, ticket: 't1', reason: 'x' }),
      5,
      missedIn,
    ],
    ['counter_idle', 'a recall at a counter with nobody', () => ({ type: 'recall', ...one })],
    [
      'wrong_state',
      'a recall of who is served',
      (play) => {
        play.do(2, { type: 'start', ...one });
        return { type: 'recall', ...one };
      },
      3,
      calledIn,
    ],
  ]);

  it('a call out of turn keeps its reason and counts whom it passes over', () => {
    const play = opened();
    for (const at of [0, 1, 2]) play.walkIn(at);
    play.walkIn(2, { queue: queueB });
    const last = play.walkIn(3);
    const [event] = play.do(4, { type: 'call_ticket', ...one, ticket: last, reason: ' 孕妇 ' });
    assert.ok(event?.type === 'ticket_called');
    assert.deepEqual([event.outOfTurn, event.overtook], ['孕妇', 3]);
  });
});
