import assert from 'node:assert/strict';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { dayStatistics } from '../../../../server/domain/queue/figures/day-statistics.ts';
import { type EndAsk, endsByRule } from '../../../../server/domain/queue/hall/end-of-day.ts';
import { replayHall } from '../../../../server/domain/queue/hall/evolve-hall.ts';
import { isFinal } from '../../../../server/domain/queue/hall/transitions.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
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
    const ended = (id: string) => [play.ticket(id).state, play.ticket(id).outcome];
    for (const id of [parked, waiting]) assert.deepEqual(ended(id), ['void', 'not_reached']);
    for (const id of [serving, called]) assert.deepEqual(ended(id), ['void', 'not_recorded']);
    for (const counter of play.hall.counters.values()) {
      assert.deepEqual([counter.state, counter.ticket], ['closed', null]);
    }
    assert.equal(play.hall.state, 'closed');
  });

  it('whoever did not come to his call stays missed when the day ends: he was reached', () => {
    const play = new HallPlay(hallSite(1, { recalls: 0 })).open(1);
    play.walkIn(0);
    const missed = play.call(1);
    play.do(2, { type: 'missed', ...one });
    play.do(5, { type: 'close_day' });
    assert.deepEqual([play.ticket(missed).state, play.ticket(missed).outcome], ['void', null]);
    assert.deepEqual(
      (({ missed: stays, notReached, notRecorded }) => [stays, notReached, notRecorded])(
        dayStatistics(play.events, play.site.timeZone),
      ),
      [1, 0, 0],
    );
  });

  it('what was not recorded is counted apart, and is in no other figure than the wait for the call', () => {
    const play = new HallPlay(hallSite(2)).open(1, 2);
    play.walkIn(0);
    play.walkIn(0);
    play.call(10);
    play.do(10, { type: 'start', ...one });
    play.call(12, 2);
    play.do(500, { type: 'close_day' });
    const { statistics, waiting, serviceTimes, counters } = foldDay(play.events, play.site.timeZone);
    const { served, notRecorded, notReached, outcomes, left, missed } = statistics;
    assert.deepEqual(
      { served, notRecorded, notReached, service: serviceTimes.count, left, missed },
      { served: 0, notRecorded: 2, notReached: 0, service: 0, left: 0, missed: 0 },
    );
    assert.deepEqual(outcomes, { completed: 0, missing_materials: 0, referred: 0 });
    for (const { serving, served: done, handedOn } of Object.values(counters))
      assert.deepEqual([serving, done, handedOn], [0, 0, 0]);
    assert.equal(waiting.walk_in.waits.count, 2);
  });

  itRefuses([
    ['day_not_closed', 'opening a day again that goes on', (play) => play.reopen()],
    ['day_went_on', 'ending a day by a look at it that is old', () => ({ type: 'close_day', seen: 0 })],
  ]);

  it('opened again the same day, everybody is where he was and can be served; the next day it is too late', () => {
    const play = new HallPlay(hallSite(2)).open(1, 2);
    play.walkIn(0);
    play.walkIn(0);
    const serving = play.call(1);
    play.do(2, { type: 'start', ...one });
    const before = { ...play.hall, version: 0 };
    play.do(5, { type: 'close_day', because: 'staff' });
    const midnight = 15 * 60;
    assert.equal(play.code(midnight, play.reopen()), 'day_closed');
    play.do(6, play.reopen());
    assert.deepEqual({ ...play.hall, version: 0 }, before);
    play.do(7, { type: 'finish', ...one, outcome: 'completed' });
    assert.equal(play.ticket(serving).state, 'done');
    play.do(9, { type: 'close_day', because: 'staff' });
    play.do(10, play.reopen());
    assert.equal(play.ticket(serving).state, 'done', 'what was finished before the second end stays so');
    assert.deepEqual(replayHall(play.site.code, play.hall.day, play.events), play.hall);
  });
});

describe('the rule that ends a day', () => {
  const seventeen = 8 * 60;
  const ends = (play: HallPlay, at: number, more: Partial<EndAsk> = {}): boolean =>
    endsByRule({
      hall: play.hall,
      endAfter: 20,
      closesAt: nine + seventeen * minute,
      now: nine + at * minute,
      reopened: false,
      ...more,
    });

  it('waits for its minutes after closing time, and for whoever is at a counter', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    play.walkIn(seventeen - 10);
    play.walkIn(seventeen - 10);
    play.call(seventeen - 5);
    play.do(seventeen - 5, { type: 'start', ...one });
    assert.equal(ends(play, seventeen + 20), false, 'somebody is served');
    play.do(seventeen + 10, { type: 'finish', ...one, outcome: 'completed' });
    assert.equal(ends(play, seventeen + 19), false);
    assert.equal(ends(play, seventeen + 20), true, 'though somebody waits whom no counter calls');
  });

  it('takes a service for forgotten that would be under way for an hour and a half', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    play.walkIn(seventeen - 30);
    play.call(seventeen - 20);
    play.do(seventeen - 20, { type: 'start', ...one });
    assert.equal(ends(play, seventeen + 69), false);
    assert.equal(ends(play, seventeen + 70), true);
  });

  it('is off with 0, on days without hours, and after somebody opened the day again', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    assert.equal(ends(play, seventeen + 60), true);
    assert.equal(ends(play, seventeen + 60, { endAfter: 0 }), false);
    assert.equal(ends(play, seventeen + 60, { closesAt: null }), false);
    assert.equal(ends(play, seventeen + 60, { reopened: true }), false);
  });
});
