import assert from 'node:assert/strict';
import { ticketStates } from '../../../../server/domain/queue/hall/ticket.ts';
import { queueB } from '../../../support/hall-site.ts';
import { calledIn, itRefuses, missedIn, one, transfer } from '../../../support/refusal-cases.ts';

describe('tickets that are not at a counter', () => {
  itRefuses([
    [
      'wrong_state',
      'leaving while served',
      (play) => {
        play.do(2, { type: 'start', ...one });
        return { type: 'leave', ticket: 't1' };
      },
      3,
      calledIn,
    ],
    ['unknown_ticket', 'the return of an unknown ticket', () => ({ type: 'return', ticket: 'x' })],
    ['unknown_ticket', 'resuming an unknown ticket', () => ({ type: 'resume_ticket', ticket: 'x' })],
    ['unknown_ticket', 'leaving with an unknown ticket', () => ({ type: 'leave', ticket: 'x' })],
    [
      'wrong_state',
      'the return of a ticket that waits',
      (play) => ({ type: 'return', ticket: play.walkIn(0) }),
    ],
    [
      'wrong_state',
      'resuming a ticket that waits',
      (play) => ({ type: 'resume_ticket', ticket: play.walkIn(0) }),
    ],
    [
      'return_expired',
      'a return after half an hour',
      () => ({ type: 'return', ticket: 't1' }),
      34.1,
      missedIn,
    ],
    [
      'returned_already',
      'a second return',
      (play) => {
        play.do(5, { type: 'return', ticket: 't1' });
        play.call(6);
        for (const at of [7, 8]) play.do(at, { type: 'recall', ...one });
        play.do(9, { type: 'missed', ...one });
        return { type: 'return', ticket: 't1' };
      },
      10,
      missedIn,
    ],
  ]);

  it('a returned, resumed or transferred ticket keeps its due time', () => {
    const play = missedIn();
    const due = play.ticket('t1').due;
    play.do(34, { type: 'return', ticket: 't1' });
    assert.equal(play.ticket('t1').missedAt, null);
    assert.deepEqual([play.ticket('t1').state, play.ticket('t1').due], ['waiting', due]);
    play.call(35);
    play.do(36, { type: 'park', ...one });
    play.do(37, { type: 'resume_ticket', ticket: 't1' });
    assert.deepEqual([play.ticket('t1').state, play.ticket('t1').due], ['waiting', due]);
    play.call(38);
    play.do(39, { type: 'start', ...one });
    play.do(40, transfer(queueB, null));
    const ticket = play.ticket('t1');
    assert.deepEqual(
      [ticket.state, ticket.due, ticket.queue, ticket.counter],
      ['waiting', due, queueB, null],
    );
    assert.deepEqual(ticket.dueReason, { kind: 'kept', because: 'transferred', was: due });
  });

  it('a ticket may be left from every state in which nobody serves it, and frees the counter', () => {
    const play = calledIn();
    play.do(2, { type: 'leave', ticket: 't1' });
    assert.equal(play.hall.counters.get(one.counter)?.ticket, null);
    assert.equal(play.code(3, { type: 'leave', ticket: 't1' }), 'wrong_state');
    assert.ok(ticketStates.includes(play.ticket('t1').state));
  });
});
