import assert from 'node:assert/strict';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import type { BookedArrival } from '../../../../server/domain/queue/forecast/waiting-scene.ts';
import { expectedWaits } from '../../../../server/domain/queue/forecast/waiting-time.ts';
import { day, HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, queueA, queueB } from '../../../support/hall-site.ts';

const times = priorServiceTimes(hallMinutes);
const look = (play: HallPlay, at: number, arrivals: readonly BookedArrival[] = [], seed = 1) =>
  expectedWaits({ hall: play.hall, site: play.site, now: nine + at * minute, times, arrivals, seed });

describe('the expected wait', () => {
  it('is said for every ticket that waits, and for a newcomer of every queue', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2, 3);
    const ids = Array.from({ length: 12 }, () => play.walkIn(0));
    const called = play.call(1);
    const waits = look(play, 1);
    assert.deepEqual([...waits.tickets.keys()].sort(), ids.filter((id) => id !== called).sort());
    assert.deepEqual([...waits.newcomers.keys()], [queueA, queueB]);
    for (const range of [...waits.tickets.values(), ...waits.newcomers.values()]) {
      assert.ok(range !== null && Number.isInteger(range.low) && Number.isInteger(range.high));
      assert.ok(range.low >= 0 && range.low <= range.high);
    }
  });

  it('cannot be said when no counter is open, when none serves the queue, or when the hall is paused', () => {
    const play = new HallPlay(hallSite(3));
    const a = play.walkIn(0);
    const b = play.walkIn(0, { queue: queueB });
    assert.equal(look(play, 1).tickets.get(a), null);
    play.open(1);
    assert.ok(look(play, 1).tickets.get(a));
    assert.equal(look(play, 1).tickets.get(b), null);
    assert.equal(look(play, 1).newcomers.get(queueB), null);
    play.do(2, { type: 'pause_hall', reason: '' });
    assert.equal(look(play, 2).tickets.get(a), null);
  });

  it('is the same for the same seed', () => {
    const play = new HallPlay(hallSite(3)).open(1, 2);
    for (let index = 0; index < 20; index += 1) play.walkIn(index);
    assert.deepEqual(look(play, 20, [], 7), look(play, 20, [], 7));
  });

  it('is next to nothing for the first in a hall with a free counter', () => {
    const play = new HallPlay(hallSite(3)).open(1);
    const id = play.walkIn(0);
    const range = look(play, 0).tickets.get(id);
    assert.ok(range && range.high <= 1);
  });

  it('is shorter with more counters and longer with booked visitors on their way', () => {
    const few = new HallPlay(hallSite(6)).open(1, 2);
    const many = new HallPlay(hallSite(6)).open(1, 2, 3, 4, 5);
    for (const play of [few, many]) for (let index = 0; index < 20; index += 1) play.walkIn(0);
    const wait = (play: HallPlay, arrivals: readonly BookedArrival[] = []) =>
      look(play, 0, arrivals).newcomers.get(queueA)!;
    assert.ok(wait(many).high < wait(few).low);
    const services = [{ code: 'RENEW', quantity: 1 }];
    const booked = Array.from({ length: 10 }, () => ({ start: nine + 15 * minute, queue: queueA, services }));
    assert.ok(wait(few, booked).low > wait(few).low);
  });

  it('takes no notice of who is booked for later than everybody here is due', () => {
    const play = new HallPlay(hallSite(2)).open(1, 2);
    for (let index = 0; index < 15; index += 1) play.walkIn(index);
    const { hall, site } = play;
    const input = { hall, site, now: nine + 15 * minute, times, arrivals: [], seed: 3 };
    const services = [{ code: 'RENEW', quantity: 1 }];
    const later = [60, 90, 200].map((at) => ({ start: nine + at * minute, queue: queueA, services }));
    assert.deepEqual(expectedWaits({ ...input, arrivals: later }), expectedWaits(input));
  });

  it('counts on one booked visitor in ten not coming', () => {
    // after three visits of exactly ten minutes a visitor booked for twenty past is due, if that one comes, and else who asks
    const exact = {
      perItem: new Map([['RENEW', Array.from({ length: 17 }, () => 10)]]),
      habits: { between: 0, missedShare: 0, missedMinutes: 0, repeatShare: 0 },
    };
    const play = new HallPlay(hallSite(1)).open(1);
    for (let before = 0; before < 3; before += 1) play.walkIn(0);
    const { hall, site } = play;
    const arrivals = [
      { start: nine + 20 * minute, queue: queueA, services: [{ code: 'RENEW', quantity: 1 }] },
    ];
    const newcomers = [{ key: 'asks', queue: queueA, priority: false, bookedStart: nine + 32 * minute }];
    const input = { hall, site, now: nine, times: exact, arrivals, newcomers, runs: 1 };
    const waits = Array.from(
      { length: 1000 },
      (_, seed) => expectedWaits({ ...input, seed }).newcomers.get('asks')?.high,
    );
    assert.deepEqual(new Set(waits), new Set([30, 40]));
    const absent = waits.filter((wait) => wait === 30).length / waits.length;
    assert.ok(absent > 0.07 && absent < 0.14, `${absent}`);
  });

  it('asking does not change the answer of those who wait', () => {
    const play = new HallPlay(hallSite(2)).open(1, 2);
    for (let index = 0; index < 15; index += 1) play.walkIn(index);
    const input = { hall: play.hall, site: play.site, now: nine + 15 * minute, times, arrivals: [], seed: 3 };
    const ask = { queue: queueA, priority: true, bookedStart: null };
    const alone = expectedWaits({ ...input, newcomers: [] });
    const asked = expectedWaits({
      ...input,
      newcomers: [
        { key: 'a', ...ask },
        { key: 'b', ...ask },
      ],
    });
    assert.deepEqual(asked.tickets, alone.tickets);
    assert.deepEqual(asked.newcomers.get('a'), asked.newcomers.get('b'));
  });

  it('a visit that has lasted long makes the wait shorter; one beyond everything known promises nothing', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    play.walkIn(0);
    play.call(0);
    play.do(0, { type: 'start', counter: play.counter(1) });
    const id = play.walkIn(0);
    const wait = (at: number) => look(play, at).tickets.get(id)!;
    assert.ok(wait(8).high < wait(0).high);
    assert.ok(wait(100).low >= 0 && wait(100).high > wait(8).high);
  });

  it('two hundred tickets at ten counters are answered in a few milliseconds', () => {
    const play = new HallPlay(hallSite(10)).open(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    for (let index = 0; index < 210; index += 1)
      play.walkIn(index % 30, index % 7 === 0 ? { queue: queueB } : {});
    for (let label = 1; label <= 10; label += 1) play.call(30, label);
    const services = [{ code: 'RENEW', quantity: 1 }];
    const arrivals = Array.from({ length: 80 }, (_, index) => ({
      start: nine + (30 + index * 5) * minute,
      queue: queueA,
      services,
    }));
    const took: number[] = [];
    let answered = 0;
    for (let round = 0; round < 30; round += 1) {
      const before = performance.now();
      answered = look(play, 31, arrivals, round).tickets.size;
      took.push(performance.now() - before);
    }
    took.sort((a, b) => a - b);
    console.log(
      `      expected waits of 200 tickets, 10 counters: median ${took[15]?.toFixed(2)} ms, worst ${took[29]?.toFixed(2)} ms`,
    );
    assert.equal(answered, 200);
  });
});

describe('the expected wait by the hours of the day', () => {
  const at = (hour: number): number => nine + (hour - 9) * 60 * minute;
  const sessions = [
    { opens: at(9), closes: at(12) },
    { opens: at(13), closes: at(17) },
  ];

  it('says "after 13:00" of somebody who cannot be called before lunch', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const ids = Array.from({ length: 10 }, () => play.walkIn(170));
    const now = at(11) + 50 * minute;
    const waits = expectedWaits({
      hall: play.hall,
      site: play.site,
      now,
      times,
      arrivals: [],
      sessions,
      seed: 1,
    });
    const [first, last] = [waits.tickets.get(ids[0]!), waits.tickets.get(ids[9]!)];
    assert.equal(first?.after, undefined);
    // three visits are not over in ten minutes, and would be long before one o'clock if nobody went to lunch
    const fourth = waits.tickets.get(ids[3]!);
    assert.equal(fourth?.after, at(13));
    assert.ok(fourth && fourth.low >= 70 && fourth.high < 120, JSON.stringify(fourth));
    assert.equal(last?.after, at(13));
    assert.ok(last !== undefined && last !== null && last.low >= 70 && last.high > 100);
  });

  it('knows when the staff of a counter are away by a planned closure', () => {
    const site = hallSite(1);
    const closure = {
      id: 'c1',
      part: { kind: 'counter', counter: 'BJ-TSY-1' },
      first: day,
      last: day,
      weekdays: [],
      except: [],
      from: '09:30',
      to: '10:30',
      reason: { 'zh-CN': '培训', en: 'Training' },
    } as const;
    const wait = (closed: boolean) => {
      const play = new HallPlay(closed ? { ...site, partClosures: [closure] } : site).open(1);
      const ids = Array.from({ length: 8 }, () => play.walkIn(0));
      const { hall } = play;
      const { tickets } = expectedWaits({
        hall,
        site: play.site,
        now: nine,
        times,
        arrivals: [],
        sessions,
        seed: 1,
      });
      return tickets.get(ids[7]!);
    };
    const [open, closed] = [wait(false), wait(true)];
    assert.ok(
      open && closed && closed.low > open.low + 40 && closed.low >= 85,
      JSON.stringify([open, closed]),
    );
  });

  it('says how likely it is not to come to it today', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const ids = Array.from({ length: 12 }, () => play.walkIn(0));
    const now = at(16);
    const waits = expectedWaits({
      hall: play.hall,
      site: play.site,
      now,
      times,
      arrivals: [],
      sessions,
      seed: 1,
    });
    assert.equal(waits.tickets.get(ids[1]!)?.notToday, undefined);
    assert.ok((waits.tickets.get(ids[11]!)?.notToday ?? 0) >= 80);
  });
});
