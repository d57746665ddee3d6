import assert from 'node:assert/strict';
import { foldDay } from '../../../../server/domain/queue/figures/day-fold.ts';
import { putTogether } from '../../../../server/domain/queue/figures/period-sum.ts';
import {
  type StoredTimes,
  type Summary,
  TimeHistogram,
} from '../../../../server/domain/queue/figures/time-histogram.ts';
import { HallPlay, nine } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';

const zone = 'Asia/Shanghai';
const minute = 60_000;

const none = TimeHistogram.of([]).stored();
const nobody = {
  waits: none,
  bands: [0, 0, 0, 0, 0, 0, 0, 0],
  told: { compared: 0, inside: 0, shorter: 0, longer: 0 },
  owed: { called: [], left: [], notReached: 0 },
};

/** As many noughts, then one. */
const oneAt = (...minutes: number[]): number[] =>
  Array.from({ length: Math.max(...minutes) + 1 }, (_, place) => (minutes.includes(place) ? 1 : 0));
const timesOf = (...minutes: number[]): StoredTimes =>
  TimeHistogram.of(minutes.map((one) => one * minute)).stored();

/** Count and mean exactly, levels as far as the histogram knows them. */
function near(found: Summary, exact: { count: number; mean: number; median: number; p90: number }): void {
  assert.deepEqual([found.count, found.mean], [exact.count, exact.mean]);
  for (const level of ['median', 'p90'] as const)
    assert.ok(Math.abs((found[level] ?? Number.NaN) - exact[level]) <= 0.01 * exact[level] + 0.0501, level);
}

/** Two visitors, waits of 10 and 30 minutes, one of them without all materials; a pause of 5 minutes. */
function smallDay(): HallPlay {
  const play = new HallPlay(hallSite(2)).open(1);
  const counter = play.counter(1);
  play.walkIn(0);
  play.walkIn(0);
  play.call(10);
  play.do(11, { type: 'start', counter });
  play.do(20, { type: 'finish', counter, outcome: 'missing_materials' });
  play.do(20, { type: 'pause_counter', counter, reason: 'x' });
  play.do(25, { type: 'resume_counter', counter });
  play.call(30);
  play.do(31, { type: 'start', counter });
  play.do(46, { type: 'finish', counter, outcome: 'completed' });
  play.do(60, { type: 'close_day' });
  return play;
}

describe('the fold of a day', () => {
  it('knows waits, times of service, missing materials by service and the hours of counters', () => {
    const { statistics, ...fold } = foldDay(smallDay().events, zone);
    assert.equal(statistics.served, 2);
    assert.deepEqual(fold, {
      days: 1,
      takenBack: 0,
      waiting: {
        appointment: nobody,
        walk_in: {
          ...nobody,
          waits: timesOf(10, 30),
          bands: [0, 0, 1, 0, 0, 1, 0, 0],
          owed: { called: oneAt(10, 30), left: [], notReached: 0 },
        },
        priority: nobody,
      },
      fromBooked: none,
      serviceTimes: timesOf(9, 15),
      services: { RENEW: { served: 2, missingMaterials: 1 } },
      counters: {
        'BJ-TSY-1': { served: 2, handedOn: 0, open: 55 * minute, paused: 5 * minute, serving: 24 * minute },
      },
    });
  });

  it('counts a wait a second short of five minutes below five, and the same of other bands', () => {
    const play = new HallPlay(hallSite(1, { recalls: 0 })).open(1);
    for (const wait of [4.98, 5, 9.99, 60]) {
      const id = play.walkIn(0);
      play.do(wait, { type: 'call_ticket', counter: play.counter(1), ticket: id, reason: 'x' });
      play.do(wait, { type: 'missed', counter: play.counter(1) });
    }
    assert.deepEqual(foldDay(play.events, zone).waiting.walk_in.bands, [1, 2, 0, 0, 0, 0, 0, 1]);
  });

  it('is plain data: it comes back from a database as it was', () => {
    const fold = foldDay(smallDay().events, zone);
    assert.deepEqual(JSON.parse(JSON.stringify(fold)), fold);
  });

  it('of several days adds up, and its median is that of all visits', () => {
    const fold = foldDay(smallDay().events, zone);
    const told = { compared: 3, inside: 1, shorter: 0, longer: 2 };
    const quick = {
      ...fold,
      waiting: {
        ...fold.waiting,
        appointment: { ...nobody, waits: timesOf(0, 0, 0), bands: [3, 0, 0, 0, 0, 0, 0, 0], told },
        walk_in: nobody,
      },
    };
    const both = putTogether([fold, quick]);
    assert.deepEqual([both.days, both.tickets, both.served], [2, 4, 4]);
    // of 0, 0, 0, 10 and 30 minutes, and of the last two
    near(both.wait, { count: 5, mean: 8, median: 0, p90: 22 });
    near(both.waiting.walk_in.wait, { count: 2, mean: 20, median: 20, p90: 28 });
    assert.deepEqual(both.told, told);
    assert.deepEqual(both.bands, [3, 0, 1, 0, 0, 1, 0, 0]);
    assert.deepEqual(both.services.get('RENEW'), { visits: 4, items: 4, served: 4, missingMaterials: 2 });
    assert.equal(both.counters.get('BJ-TSY-1')?.open, 110 * minute);
    assert.deepEqual(
      both.hours.map(({ hour, issued, served }) => [hour, issued, served]),
      [
        [9, 4, 4],
        [10, 0, 0],
      ].slice(0, both.hours.length),
    );
  });

  it('of no day is noughts and nothing to summarise', () => {
    const none = putTogether([]);
    assert.deepEqual([none.tickets, none.wait.median, none.hours.length], [0, null, 0]);
  });

  it('counts a wait as shorter or longer only outside of what was told', () => {
    const play = new HallPlay(hallSite(2)).open(1);
    const counter = play.counter(1);
    for (const [called, toldWait] of [
      [4, { low: 5, high: 10 }],
      [5, { low: 5, high: 10 }],
      [10, { low: 5, high: 10 }],
      [11, { low: 5, high: 10 }],
      [12, null],
    ] as const) {
      const id = `told-${called}`;
      play.do(0, play.issue({ id, toldWait }));
      play.do(called, { type: 'call_ticket', counter, ticket: id, reason: 'x' });
      play.do(called, { type: 'start', counter });
      play.do(called, { type: 'finish', counter, outcome: 'completed' });
    }
    const { told, waits } = foldDay(play.events, zone).waiting.walk_in;
    assert.equal(waits.count, 5);
    assert.deepEqual(told, { compared: 4, inside: 2, shorter: 1, longer: 1 });
  });

  it('puts what happens into the hour of the site, on a day of 25 hours and beyond midnight, too', () => {
    // 1 November 2026: at 02:00 in New York it is 01:00 again
    const night = Date.parse('2026-11-01T00:30:00-04:00');
    const moved = smallDay().events.map((event) => {
      const by = night - nine;
      return event.type === 'ticket_issued'
        ? { ...event, at: event.at + by, ticket: { ...event.ticket, issuedAt: event.ticket.issuedAt + by } }
        : { ...event, at: event.at + by };
    });
    const [hours, later] = [0, 24].map((add) =>
      foldDay(
        moved.map((event) => ({ ...event, at: event.at + add * 60 * minute })),
        'America/New_York',
      ).statistics.hours.map(({ hour, issued, served }) => [hour, issued, served]),
    );
    assert.deepEqual(hours, [
      [0, 2, 1],
      [1, 0, 1],
    ]);
    // the same 24 hours later is 23:30 of the same long day
    assert.deepEqual(later, [
      [0, 0, 1],
      [23, 2, 1],
    ]);
  });
});
