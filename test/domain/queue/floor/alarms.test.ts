import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AlarmAsk, alarmSubject, alarmsOf } from '../../../../server/domain/queue/floor/alarms.ts';
import { floorOf } from '../../../../server/domain/queue/floor/floor.ts';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import { hallStates } from '../../../../server/domain/queue/hall/hall-state.ts';
import { HallPlay, minute, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, queueA, queueB } from '../../../support/hall-site.ts';

const times = priorServiceTimes(hallMinutes);

function alarmsIn(play: HallPlay, at: number, more: Partial<AlarmAsk> = {}) {
  const context = { site: play.site, now: nine + at * minute };
  const floor = floorOf(play.hall, times, context);
  const ask: AlarmAsk = {
    ...{ floor, context, state: 'open', closedAt: seventeen, unattended: [], silent: [], conflicts: 0 },
    ...more,
  };
  return alarmsOf(ask);
}

const kinds = (play: HallPlay, at: number, more: Partial<AlarmAsk> = {}) =>
  alarmsIn(play, at, more).map(alarmSubject);

/** Somebody who is called at once at counter 1. */
function called(): HallPlay {
  const play = new HallPlay(hallSite()).open(1, 3);
  play.walkIn(0);
  play.do(0, { type: 'call_next', counter: play.counter(1) });
  return play;
}

describe('alarms of the floor', () => {
  it('are silent in a hall that works, and in one where nothing has happened yet', () => {
    const play = called();
    play.walkIn(1);
    assert.deepEqual(kinds(play, 5), []);
    assert.deepEqual(kinds(new HallPlay(hallSite()), 5), []);
  });

  it('tell of a queue that no open counter serves as soon as somebody waits for it, and stop when one opens', () => {
    const play = new HallPlay(hallSite()).open(1);
    play.walkIn(0, { queue: queueA });
    play.walkIn(0, { queue: queueB });
    assert.deepEqual(kinds(play, 0), [`unserved_queue ${queueB}`]);
    play.do(1, { type: 'open_counter', counter: play.counter(3), staff: null });
    assert.deepEqual(kinds(play, 1), []);
    play.do(2, { type: 'pause_counter', counter: play.counter(3), reason: 'lunch' });
    assert.deepEqual(kinds(play, 2), [`unserved_queue ${queueB}`], 'a paused counter calls nobody');
  });

  it('tell of somebody who is kept for a counter that is not open, although others serve the queue', () => {
    const play = new HallPlay(hallSite()).open(1, 2);
    play.walkIn(0);
    play.do(0, { type: 'call_next', counter: play.counter(1) });
    play.do(1, { type: 'transfer', counter: play.counter(1), toQueue: null, toCounter: play.counter(2) });
    assert.deepEqual(kinds(play, 2), []);
    play.do(2, { type: 'pause_counter', counter: play.counter(2), reason: 'lunch' });
    assert.deepEqual(kinds(play, 3), [`unserved_queue ${queueA}`]);
  });

  it('tell of a wait beyond the target of the site, not of one that is just as long', () => {
    const play = new HallPlay(hallSite(3, { calledWithin: 25 })).open(1, 3);
    play.walkIn(0);
    play.walkIn(10);
    assert.deepEqual(kinds(play, 25), []);
    const [alarm] = alarmsIn(play, 26);
    assert.equal(alarm?.kind, 'long_wait');
    assert.equal(alarm.kind === 'long_wait' ? alarm.waiting : 0, 1);
    const both = alarmsIn(play, 36)[0];
    assert.equal(both?.kind === 'long_wait' ? both.waiting : 0, 2);
  });

  it('count the wait of an appointment from its time when it comes early', () => {
    const play = new HallPlay(hallSite(3, { calledWithin: 10 })).open(1, 3);
    play.checkIn(0, 30);
    assert.deepEqual(kinds(play, 39), []);
    assert.deepEqual(kinds(play, 41), [`long_wait ${queueA}`]);
  });

  it('owe nobody a call before opening, at lunch, while paused and on a day without hours', () => {
    const play = new HallPlay(hallSite());
    play.walkIn(0);
    const told = hallStates.filter((state) => alarmsIn(play, 90, { state }).length > 0);
    assert.deepEqual(told, ['open', 'last_call', 'closing']);
  });

  it('tell after closing of whoever still waits and is served by nobody, until the day ends', () => {
    const play = new HallPlay(hallSite());
    play.walkIn(0);
    const after = { state: 'closed', closedAt: nine + 60 * minute } as const;
    assert.deepEqual(kinds(play, 59, after), []);
    assert.deepEqual(kinds(play, 60, after), [`unserved_queue ${queueA}`]);
    play.do(61, { type: 'close_day', because: 'staff' });
    assert.deepEqual(kinds(play, 62, after), []);
  });

  it('tell of a service that takes three times its usual', () => {
    const play = called();
    play.do(0, { type: 'start', counter: play.counter(1) });
    const usual = floorOf(play.hall, times, { site: play.site, now: nine }).counters[0]?.usualMinutes ?? 0;
    assert.ok(usual > 8 && usual < 11, String(usual));
    assert.deepEqual(kinds(play, 3 * usual - 0.1), []);
    assert.deepEqual(kinds(play, 3 * usual + 0.1), ['long_service BJ-TSY-1 A001']);
  });

  it('tell of a call that nobody went on with, and of somebody who is served long after closing', () => {
    const play = called();
    assert.deepEqual(kinds(play, 9), []);
    assert.deepEqual(kinds(play, 10), ['forgotten BJ-TSY-1 A001']);
    play.do(10, { type: 'start', counter: play.counter(1) });
    assert.deepEqual(kinds(play, 10), []);
    const over = { closedAt: nine - 25 * minute, state: 'closing' } as const;
    assert.deepEqual(kinds(play, 4, over), []);
    assert.deepEqual(kinds(play, 6, over), ['forgotten BJ-TSY-1 A001']);
  });

  it('tell of help that was asked for, of a clerk who is gone, of silent machines and of bookings that do not fit', () => {
    const play = called();
    play.do(2, { type: 'ask_help', counter: play.counter(3) });
    const silent = [{ device: 'd', name: '大屏', since: null }];
    assert.deepEqual(
      kinds(play, 3, { unattended: [play.counter(1)], silent, conflicts: 2, state: 'closed' }),
      ['help BJ-TSY-3', 'left_behind BJ-TSY-1', 'silent_screen d', 'conflicts'],
    );
    play.do(3, { type: 'end_help', counter: play.counter(3) });
    assert.deepEqual(kinds(play, 3), []);
  });

  it('never name one thing twice, and hide nobody: whoever waits too long is counted in the alarm of the queue', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(60), fc.constantFrom(queueA, queueB)), { maxLength: 12 }),
        fc.subarray([1, 2, 3]),
        (arrivals, open) => {
          const play = new HallPlay(hallSite()).open(...open);
          for (const [at, queue] of arrivals.sort(([a], [b]) => a - b)) play.walkIn(at, { queue });
          const alarms = alarmsIn(play, 60);
          const subjects = alarms.map(alarmSubject);
          assert.equal(new Set(subjects).size, subjects.length);
          for (const queue of [queueA, queueB]) {
            const own = arrivals.filter(([, each]) => each === queue);
            const served = play.site.counters.some(
              ({ queues }, index) => open.includes(index + 1) && queues.includes(queue),
            );
            const owed = served ? own.filter(([at]) => 60 - at > 20).length : own.length;
            const alarm = alarms.find((each) => 'queue' in each && each.queue === queue);
            assert.equal(alarm !== undefined && 'waiting' in alarm ? alarm.waiting : 0, owed);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
