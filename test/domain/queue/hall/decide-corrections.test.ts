import assert from 'node:assert/strict';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { replayHall } from '../../../../server/domain/queue/hall/evolve-hall.ts';
import type { HallCommand } from '../../../../server/domain/queue/hall/hall.ts';
import { day, type HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { queueA, queueB } from '../../../support/hall-site.ts';
import { calledIn, itRefuses, missedIn, one, opened } from '../../../support/refusal-cases.ts';

const same = { services: null, queue: null, priority: null, note: null } as const;
const change = (ticket: string, more: object): HallCommand => ({
  type: 'change_ticket',
  ticket,
  ...same,
  ...more,
});
const correct = (to: 'done' | 'missed' | 'void' | 'waiting'): HallCommand => ({
  type: 'correct',
  ticket: 't1',
  to,
  outcome: 'completed',
});

const waiting = (): HallPlay => {
  const play = opened();
  play.walkIn(0);
  return play;
};

const servedIn = (): HallPlay => {
  const play = calledIn();
  play.do(2, { type: 'start', ...one });
  play.do(12, { type: 'finish', ...one, outcome: 'completed' });
  return play;
};

describe('putting a waiting ticket right', () => {
  it('another queue keeps its due time and takes the visitor to whoever serves that queue', () => {
    const play = waiting().open(3);
    const { due } = play.ticket('t1');
    play.do(1, change('t1', { queue: queueB }));
    assert.equal(play.code(1, { type: 'call_next', ...one }), 'nobody_waiting');
    assert.equal(play.call(1, 3), 't1');
    assert.equal(play.ticket('t1').due, due);
  });

  it('the priority lane makes it due at its issue, and leaving the lane as before', () => {
    const play = waiting();
    const before = play.ticket('t1');
    play.do(5, change('t1', { priority: true }));
    assert.equal(play.ticket('t1').due, nine);
    assert.equal(play.ticket('t1').dueReason.kind, 'priority');
    play.do(6, change('t1', { priority: false }));
    assert.deepEqual(play.ticket('t1'), before);
  });

  it('a note is kept trimmed, survives what is taken back, and goes with an empty one', () => {
    const play = waiting();
    play.do(1, change('t1', { note: ' 需要轮椅 ' }));
    play.call(2);
    play.do(3, play.undo());
    play.do(3, { type: 'close_day' });
    play.do(3, { type: 'reopen_day', history: play.events });
    assert.equal(play.ticket('t1').note, '需要轮椅');
    const log = JSON.stringify(play.events);
    assert.equal(log.split('需要轮椅').length, 2, 'the note stands in one event only');
    play.do(4, change('t1', { note: '' }));
    assert.equal(play.ticket('t1').note, null);
  });

  it('what is so already is no event', () => {
    const play = waiting();
    assert.deepEqual(play.do(1, change('t1', { queue: queueA, priority: false })), []);
  });

  it('a walk-in that has booked is that booking’s ticket, due by whichever is earlier', () => {
    const play = waiting();
    const later = {
      type: 'join_booking',
      ticket: 't1',
      booking: 'b',
      bookedStart: nine + 60 * minute,
    } as const;
    play.do(1, later);
    const { kind, booking, due } = play.ticket('t1');
    assert.deepEqual([kind, booking, due], ['appointment', 'b', nine + 20 * minute]);
    const second = play.walkIn(2);
    assert.equal(play.code(2, { ...later, ticket: second }), 'already_checked_in');
    play.do(3, { ...later, ticket: second, booking: 'c', bookedStart: nine + 5 * minute });
    assert.equal(play.ticket(second).due, nine + 5 * minute);
  });

  itRefuses([
    ['unknown_ticket', 'changing a ticket that is not there', () => change('ghost', {})],
    ['wrong_state', 'changing a ticket that is called', () => change('t1', { priority: true }), 2, calledIn],
    ['no_services', 'no services at all', () => change('t1', { services: [] }), 1, waiting],
    [
      'not_offered',
      'a service that the site does not offer',
      () => change('t1', { services: [{ code: 'NOTHING', quantity: 1 }] }),
      1,
      waiting,
    ],
    [
      'unknown_queue',
      'a queue that the site does not have',
      () => change('t1', { queue: 'HZ:A' }),
      1,
      waiting,
    ],
    [
      'wrong_state',
      'taking out who is at a counter',
      () => ({ type: 'void_ticket', ticket: 't1' }),
      2,
      calledIn,
    ],
    [
      'wrong_state',
      'joining a ticket that has ended',
      () => ({ type: 'join_booking', ticket: 't1', booking: 'b', bookedStart: nine }),
      13,
      servedIn,
    ],
    ['wrong_state', 'correcting what goes on', () => correct('missed'), 2, calledIn],
    [
      'day_closed',
      'sending somebody back to wait on a day that is over',
      (play) => {
        play.do(20, { type: 'close_day' });
        return correct('waiting');
      },
      21,
      servedIn,
    ],
  ]);
});

describe('saying afterwards what became of a visit', () => {
  const figures = (play: HallPlay) => {
    const { statistics, counters, services } = foldDay(play.events, play.site.timeZone);
    const { served, missed, misses, hours, notReached } = statistics;
    return {
      served,
      missed,
      misses,
      byHour: hours.map((each) => each.served),
      notReached,
      counters,
      services,
    };
  };

  it('served that did not come: the figures are those of a day on which it was missed', () => {
    const play = servedIn();
    play.do(13, correct('missed'));
    const { state, missedAt, outcome } = play.ticket('t1');
    assert.deepEqual([state, missedAt, outcome], ['missed', nine + 12 * minute, null]);
    const { served, missed, misses, byHour, counters, services } = figures(play);
    assert.deepEqual([served, missed, misses, byHour, services], [0, 1, 1, [0], {}]);
    assert.deepEqual([counters[one.counter]?.served, counters[one.counter]?.serving], [0, 0]);
  });

  it('missed that was served: counted at its counter, and no time of service is made up', () => {
    const play = missedIn();
    play.do(13, correct('done'));
    const { served, missed, misses, byHour, counters, services } = figures(play);
    assert.deepEqual([served, missed, misses, byHour], [1, 0, 0, [1]]);
    assert.equal(services['RENEW']?.served, 1);
    assert.deepEqual([counters[one.counter]?.served, counters[one.counter]?.serving], [1, 0]);
    assert.equal(play.ticket('t1').startedAt, null);
  });

  it('back to wait at the place that it had, and nothing of the visit is left', () => {
    const play = servedIn();
    const { due } = play.ticket('t1');
    play.do(13, correct('waiting'));
    const ticket = play.ticket('t1');
    assert.deepEqual(
      [ticket.state, ticket.due, ticket.endedAt, ticket.outcome],
      ['waiting', due, null, null],
    );
    assert.equal(figures(play).served, 0);
    assert.equal(play.call(14), 't1');
  });

  it('forth and back again leaves the figures as they were', () => {
    const play = servedIn();
    const before = figures(play);
    play.do(13, correct('void'));
    play.do(14, correct('done'));
    const after = figures(play);
    // when the visit began is not known any more
    const serving = (of: typeof before) => ({ ...of, counters: of.counters[one.counter]?.served });
    assert.deepEqual(serving(after), serving(before));
  });

  it('a number that was taken out counts as nobody who was not reached', () => {
    const play = waiting();
    play.walkIn(1);
    play.do(2, { type: 'void_ticket', ticket: 't1' });
    play.do(20, { type: 'close_day' });
    assert.equal(figures(play).notReached, 1);
    assert.equal(foldDay(play.events, play.site.timeZone).waiting.walk_in.owed.notReached, 1);
  });

  it('also on a day that is over, where a miss is void with the miss still known', () => {
    const play = servedIn();
    play.do(60, { type: 'close_day' });
    play.do(500, correct('missed'));
    assert.equal(play.ticket('t1').state, 'void');
    assert.deepEqual([figures(play).served, figures(play).missed], [0, 1]);
    const read = JSON.parse(JSON.stringify(play.events)) as typeof play.events;
    assert.deepEqual(replayHall(play.site.code, day, read), play.hall);
  });

  it('older events, which do not know of notes and of letting pass, are read as having none', () => {
    const play = waiting();
    const old = JSON.parse(JSON.stringify(play.events)) as typeof play.events;
    for (const event of old)
      if (event.type === 'ticket_issued')
        for (const field of ['note', 'deferred']) Reflect.deleteProperty(event.ticket, field);
    assert.deepEqual(replayHall(play.site.code, day, old), play.hall);
  });
});
