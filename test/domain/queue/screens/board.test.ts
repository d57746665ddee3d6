import assert from 'node:assert/strict';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import { expectedWaits } from '../../../../server/domain/queue/forecast/waiting-time.ts';
import type { HallState } from '../../../../server/domain/queue/hall/hall-state.ts';
import { boardOf } from '../../../../server/domain/queue/screens/board.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, openHall, queueB } from '../../../support/hall-site.ts';

const times = priorServiceTimes(hallMinutes);

function board(play: HallPlay, at: number) {
  const now = nine + at * minute;
  const waits = expectedWaits({ hall: play.hall, site: play.site, now, times, arrivals: [], seed: 1 });
  return boardOf(play.hall, play.site, waits, openHall, now);
}

describe('the board', () => {
  it('shows who is called where, the last call first, until the visit ends', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2);
    play.walkIn(0);
    play.walkIn(0);
    play.call(1, 1);
    play.call(2, 2);
    play.do(3, { type: 'recall', counter: play.counter(1) });
    play.do(4, { type: 'start', counter: play.counter(2) });
    assert.deepEqual(board(play, 5).calling, [
      {
        number: 'A001',
        counter: 'BJ-TSY-1',
        label: '1',
        calledAt: '2026-11-24T09:03:00.000+08:00',
        times: 2,
        state: 'called',
      },
      {
        number: 'A002',
        counter: 'BJ-TSY-2',
        label: '2',
        calledAt: '2026-11-24T09:02:00.000+08:00',
        times: 1,
        state: 'serving',
      },
    ]);
    play.do(6, { type: 'finish', counter: play.counter(2), outcome: 'completed' });
    assert.deepEqual(
      board(play, 6).calling.map((each) => each.number),
      ['A001'],
    );
  });

  it('shows everybody at a counter, though more than twelve were called since', () => {
    const play = new HallPlay(hallSite(20));
    const labels = Array.from({ length: 20 }, (_none, index) => index + 1);
    play.open(...labels);
    for (const label of labels) {
      play.walkIn(0, label > 13 ? { queue: queueB } : {});
      if (label <= 13) play.call(1, label);
    }
    play.do(2, { type: 'start', counter: play.counter(2) });
    play.walkIn(2);
    play.call(3, 14);
    assert.equal(board(play, 4).calling.length, 14);
    assert.ok(board(play, 4).calling.some(({ number }) => number === 'A001'));
  });

  it('says in which language a visitor was spoken to, when that is known', () => {
    const play = new HallPlay(hallSite(2)).open(1, 2);
    play.do(0, play.issue({ language: 'en' }));
    play.do(0, play.issue());
    play.call(1, 1);
    play.call(1, 2);
    assert.deepEqual(
      board(play, 2).calling.map(({ number, language }) => [number, language]),
      [
        ['A002', undefined],
        ['A001', 'en'],
      ],
    );
  });

  it('lists who missed the call and may come back, and why a counter pauses when that is for everybody', () => {
    const play = new HallPlay(hallSite(3, { recalls: 0, returnWithin: 30 })).open(1, 2, 3);
    play.walkIn(0);
    play.call(1, 1);
    play.do(2, { type: 'missed', counter: play.counter(1) });
    play.do(3, { type: 'pause_counter', counter: play.counter(1), reason: 'Lunch' });
    play.do(3, { type: 'pause_counter', counter: play.counter(2), reason: '家里有急事' });
    const { missed, counters } = board(play, 5);
    assert.deepEqual(missed, ['A001']);
    assert.deepEqual(counters[0]?.reason, { 'zh-CN': '午休', en: 'Lunch' });
    assert.equal(counters[1]?.reason, undefined);
    assert.deepEqual(board(play, 33).missed, []);
  });

  it('lists who waits in the order of the calls, with due time and expected wait', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2, 3);
    play.checkIn(0, 40);
    play.walkIn(0);
    play.walkIn(1, { queue: queueB, priority: true });
    const { waiting, at } = board(play, 2);
    assert.deepEqual(
      waiting.map((each) => [each.number, each.queue]),
      [
        ['B001', 'B'],
        ['A002', 'A'],
        ['A001', 'A'],
      ],
    );
    assert.equal(waiting[1]?.due, '2026-11-24T09:20:00.000+08:00');
    assert.ok(waiting.every((each) => each.wait !== null));
    assert.equal(at, '2026-11-24T09:02:00.000+08:00');
  });

  it('counts every queue and shows every counter with its ticket', () => {
    const play = new HallPlay(hallSite(3)).open(1);
    play.walkIn(0);
    play.walkIn(0);
    play.call(1);
    const { queues, counters } = board(play, 2);
    assert.deepEqual(
      queues.map((each) => [each.code, each.waiting, each.wait === null]),
      [
        ['A', 1, false],
        ['B', 0, true],
      ],
    );
    assert.deepEqual(counters, [
      { code: 'BJ-TSY-1', label: '1', state: 'open', number: 'A001' },
      { code: 'BJ-TSY-2', label: '2', state: 'closed' },
      { code: 'BJ-TSY-3', label: '3', state: 'closed' },
    ]);
  });

  it('says whether the hall is open, from and until when, and its version', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const { state, openUntil, opensAt, reason, version } = board(play, 0);
    assert.deepEqual([state, openUntil], ['open', '2026-11-24T12:00:00.000+08:00']);
    assert.deepEqual([opensAt, reason, version], [undefined, undefined, play.hall.version]);
    const why = { 'zh-CN': '停电', en: 'power cut' };
    const closed: HallState = { kind: 'closed', opensAt: nine, closesAt: null, openUntil: null, reason: why };
    const other = boardOf(play.hall, play.site, { tickets: new Map(), newcomers: new Map() }, closed, nine);
    assert.deepEqual(
      [other.state, other.opensAt, other.reason, other.openUntil],
      ['closed', '2026-11-24T09:00:00.000+08:00', why, undefined],
    );
  });

  it('holds nothing that leads to a person: no ids, bookings, staff or reasons', () => {
    const play = new HallPlay(hallSite(2));
    play.do(0, { type: 'open_counter', counter: play.counter(1), staff: 'secret-staff' });
    play.do(0, { ...play.booked(5), id: 'secret-ticket', booking: 'secret-booking' });
    play.do(0, { ...play.booked(9), id: 'secret-other', booking: 'secret-too' });
    play.do(0, {
      type: 'call_ticket',
      counter: play.counter(1),
      ticket: 'secret-ticket',
      reason: 'secret-reason',
    });
    assert.doesNotMatch(JSON.stringify(board(play, 1)), /secret/);
  });

  it('is the same after JSON: nothing in it is lost on the wire', () => {
    const play = new HallPlay(hallSite(2)).open(1);
    play.walkIn(0);
    play.call(1);
    play.walkIn(2);
    assert.deepEqual(JSON.parse(JSON.stringify(board(play, 3))), board(play, 3));
  });
});
